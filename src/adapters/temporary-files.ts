import { createHash, randomUUID } from "node:crypto";
import { open, readdir, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { systemCode } from "./failure.ts";

/** Carries machine and process that made it, so that a later run knows which are left over. */
const TEMPORARY = /^\.billwright-([0-9a-f]{8})-(\d+)-[0-9a-f]{12}\.tmp$/;

/** Machines and containers that share a folder know nothing of one another's processes. */
const MACHINE = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);

/** No file is written for so long; one of another machine that is older is left over. */
const LONGEST_WRITE_MS = 24 * 60 * 60 * 1000;

/** A name in the folder of the final one, so that a rename never has to copy. */
export const temporaryName = (pid: number = process.pid): string =>
  `.billwright-${MACHINE}-${pid}-${randomUUID().slice(-12)}.tmp`;

/** The bytes in a new file, on disk when it returns. */
export const writeSynced = async (path: string, bytes: Uint8Array, mode = 0o666): Promise<void> => {
  await using file = await open(path, "wx", mode);
  await file.writeFile(bytes);
  await file.sync();
};

/** The names given in a folder are on disk. */
export const syncFolder = async (folder: string): Promise<void> => {
  // Windows cannot open a folder to sync it; its journal orders the renames.
  if (process.platform === "win32") return;
  await using handle = await open(folder, "r");
  await handle.sync();
};

/** Removes what killed processes left under temporary names. */
export const clearLeftOvers = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) {
    if (await isLeftOver(folder, name)) await rm(join(folder, name), { force: true });
  }
};

const isLeftOver = async (folder: string, name: string): Promise<boolean> => {
  const [, machine, pid] = TEMPORARY.exec(name) ?? [];
  if (machine === undefined || pid === undefined) return false;
  if (machine !== MACHINE) return (await ageMs(join(folder, name))) > LONGEST_WRITE_MS;
  // Of our own number only what is older than we are is not ours: other threads and folders of this process write too.
  if (Number(pid) === process.pid) return (await ageMs(join(folder, name))) > process.uptime() * 1000;
  return !isRunning(Number(pid));
};

/** Zero for a file that has got its name meanwhile. */
const ageMs = async (path: string): Promise<number> => {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return 0;
    throw error;
  }
};

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
};
