import { writeSync } from "node:fs";
import files, { type FileHandle } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { openStore } from "../../../src/adapters/store.ts";
import { blobAt, CHUNK, type Step } from "./keeping.ts";

/**
 * A process that keeps blobs. `node keeper.ts FOLDER` keeps one chunk after the other until it is killed, and prints the
 * hashes of each that is kept. `node keeper.ts FOLDER N` keeps one chunk and kills itself before its Nth call to the file
 * system, or in it when half is written. `node keeper.ts FOLDER trace` keeps one chunk and prints those calls.
 */
const [folder = "", mode = "endless"] = process.argv.slice(2);

const steps: Step[] = [];

/** True where this step is to be the last. */
const isLast = (step: Step): boolean => steps.push(step) === Number(mode);
const die = (): void => void process.kill(process.pid, "SIGKILL");
const pass = (step: Step): void => {
  if (isLast(step)) die();
};

const watch = (handle: FileHandle, path: string): FileHandle => {
  const sync = handle.sync.bind(handle);
  const writeFile = handle.writeFile.bind(handle);
  handle.sync = async () => {
    pass({ call: "sync", path });
    await sync();
    pass({ call: "synced", path });
  };
  handle.writeFile = async (data, options) => {
    if (isLast({ call: "write", path }) && data instanceof Uint8Array) {
      writeSync(handle.fd, data, 0, data.length / 2);
      die();
    }
    return writeFile(data, options);
  };
  return handle;
};

const { mkdir, open, rename } = files;
Object.assign(files, {
  mkdir: (...given: Parameters<typeof mkdir>) => {
    pass({ call: "mkdir", path: String(given[0]) });
    return mkdir(...given);
  },
  open: async (...given: Parameters<typeof open>) => {
    pass({ call: "open", path: String(given[0]) });
    return watch(await open(...given), String(given[0]));
  },
  rename: (...given: Parameters<typeof rename>) => {
    pass({ call: "rename", path: String(given[0]), to: String(given[1]) });
    return rename(...given);
  },
});
syncBuiltinESMExports();

const opened = await openStore(folder);
if (!opened.ok) throw new Error("the folder is no address");
for (let chunk = 0; mode === "endless" || chunk < 1; chunk++) {
  const blobs = Array.from({ length: CHUNK }, (_, index) => blobAt(chunk, index));
  const kept = await opened.value.keep(blobs);
  const said = mode === "trace" ? steps.map((step) => JSON.stringify(step)) : kept.map(({ sha256 }) => sha256);
  writeSync(1, said.map((line) => `${line}\n`).join(""));
}
