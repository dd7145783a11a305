import { randomUUID } from "node:crypto";
import { lstat, mkdir, open, readdir, readFile, realpath, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Journal, OutputFolder, Outputs, Standing, TemporaryFile } from "../app/world.ts";
import { invariant } from "../kernel/result.ts";
import { attempt, systemCode } from "./failure.ts";

/** Carries the process that made it, so that a later run knows which are left over. */
const TEMPORARY = /^\.billwright-(\d+)-[0-9a-f]{12}\.tmp$/;

/** Output folders on the disk. */
export const outputs: Outputs = {
  open: async (path) => {
    const folder = await attempt(`the folder ${path} cannot be made`, makeFolder(path));
    await attempt(`the folder ${path} cannot be cleared`, clearLeftOvers(folder));
    return folderAt(folder);
  },
};

const folderAt = (folder: string): OutputFolder => {
  const staged = new Set<string>();
  const inside = (name: string): string => {
    invariant(name === basename(name) && !/^\.{0,2}$/.test(name) && !/[\\/\0]/.test(name), "a file name is no path");
    return join(folder, name);
  };
  const stage = async (bytes: Uint8Array): Promise<TemporaryFile> => {
    const path = join(folder, `.billwright-${process.pid}-${randomUUID().slice(-12)}.tmp`);
    staged.add(path);
    await attempt(`a file in ${folder} cannot be written`, writeSynced(path, bytes));
    return { path };
  };
  const publish = async (file: TemporaryFile, name: string): Promise<void> => {
    await attempt(`${inside(name)} cannot be written`, rename(file.path, inside(name)));
    staged.delete(file.path);
  };
  const sync = (): Promise<void> => attempt(`the folder ${folder} cannot be synced`, syncFolder(folder));
  return {
    look: (name) => attempt(`${inside(name)} cannot be read`, look(inside(name))),
    stage,
    publish,
    remove: (name) => attempt(`${inside(name)} cannot be removed`, rm(inside(name), { force: true })),
    sync,
    journal: async (name) => {
      await publish(await stage(new Uint8Array()), name);
      await sync();
      return attempt(`${inside(name)} cannot be written`, journalAt(inside(name)));
    },
    close: async () => {
      for (const path of staged) await rm(path, { force: true });
    },
  };
};

/** Links on the way to the folder are the caller's choice; from here on its real place counts. */
const makeFolder = async (path: string): Promise<string> => {
  await mkdir(path, { recursive: true });
  return realpath(path);
};

const clearLeftOvers = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) {
    const owner = TEMPORARY.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) await rm(join(folder, name), { force: true });
  }
};

/** Of our own number is nothing else alive: a file that bears it is from an earlier process. */
const isRunning = (pid: number): boolean => {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
};

/** Links are not followed: what they lead to is not ours. */
const look = async (path: string): Promise<Standing> => {
  try {
    if (!(await lstat(path)).isFile()) return { kind: "other" };
    return { kind: "file", bytes: await readFile(path) };
  } catch (error) {
    if (systemCode(error) === "ENOENT") return { kind: "nothing" };
    throw error;
  }
};

const writeSynced = async (path: string, bytes: Uint8Array): Promise<void> => {
  await using file = await open(path, "wx");
  await file.writeFile(bytes);
  await file.sync();
};

const syncFolder = async (folder: string): Promise<void> => {
  // Windows cannot open a folder to sync it; its journal orders the renames.
  if (process.platform === "win32") return;
  await using handle = await open(folder, "r");
  await handle.sync();
};

const journalAt = async (path: string): Promise<Journal> => {
  const handle = await open(path, "a");
  const append = async (text: string): Promise<void> => {
    await handle.appendFile(text);
    await handle.sync();
  };
  return {
    append: (text) => attempt(`${path} cannot be written`, append(text)),
    close: () => handle.close(),
  };
};
