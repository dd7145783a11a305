import { createHash } from "node:crypto";
import { lstat, mkdir, open, readFile, realpath, rename, rm, type FileHandle } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  OutsideFailure,
  type Draft,
  type Journal,
  type OutputFolder,
  type Outputs,
  type Standing,
  type TemporaryFile,
} from "../app/world.ts";
import { invariant } from "../kernel/result.ts";
import { attempt, systemCode } from "./failure.ts";
import { clearLeftOvers, syncFolder, temporaryName, writeSynced } from "./temporary-files.ts";

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
  const drafts = new Set<FileHandle>();
  const inside = (name: string): string => {
    invariant(name === basename(name) && !/^\.{0,2}$/.test(name) && !/[\\/\0]/.test(name), "a file name is no path");
    return join(folder, name);
  };
  const stage = async (bytes: Uint8Array): Promise<TemporaryFile> => {
    const path = join(folder, temporaryName());
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
    kindOf: (name) => attempt(`${inside(name)} cannot be looked up`, kindAt(inside(name))),
    stage,
    publish,
    remove: (name) => attempt(`${inside(name)} cannot be removed`, rm(inside(name), { force: true })),
    sync,
    folder: async (name) => {
      const path = inside(name);
      await attempt(`the folder ${path} cannot be made`, makeInner(path));
      await attempt(`the folder ${path} cannot be cleared`, clearLeftOvers(path));
      return folderAt(path);
    },
    draft: async () => {
      const path = join(folder, temporaryName());
      staged.add(path);
      const handle = await attempt(`a file in ${folder} cannot be written`, open(path, "wx"));
      drafts.add(handle);
      return draftAt({ path, handle, ended: () => drafts.delete(handle) });
    },
    journal: async (name) => {
      await publish(await stage(new Uint8Array()), name);
      await sync();
      return attempt(`${inside(name)} cannot be written`, journalAt(inside(name)));
    },
    close: async () => {
      for (const handle of drafts) await handle.close();
      for (const path of staged) await rm(path, { force: true });
    },
  };
};

/** Links on the way to the folder are the caller's choice; from here on its real place counts. */
const makeFolder = async (path: string): Promise<string> => {
  await mkdir(path, { recursive: true });
  return realpath(path);
};

/** A link is not followed: it could lead outside. */
const makeInner = async (path: string): Promise<void> => {
  try {
    await mkdir(path);
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error;
    if (!(await lstat(path)).isDirectory()) {
      throw new OutsideFailure(`${path} is a file or a link, not a folder: move it away`, { cause: error });
    }
  }
};

/** Links are not followed: what they lead to is not ours. */
const look = async (path: string): Promise<Standing> => {
  const kind = await kindAt(path);
  return kind === "file" ? { kind, bytes: await readFile(path) } : { kind };
};

const kindAt = async (path: string): Promise<Standing["kind"]> => {
  try {
    return (await lstat(path)).isFile() ? "file" : "other";
  } catch (error) {
    if (systemCode(error) === "ENOENT") return "nothing";
    throw error;
  }
};

type OpenDraft = { readonly path: string; readonly handle: FileHandle; readonly ended: () => void };

const draftAt = ({ path, handle, ended }: OpenDraft): Draft => {
  const hash = createHash("sha256");
  const finish = async (): Promise<void> => {
    await handle.sync();
    await handle.close();
    ended();
  };
  return {
    append: (text) => {
      const bytes = new TextEncoder().encode(text);
      hash.update(bytes);
      return attempt(`${path} cannot be written`, handle.appendFile(bytes));
    },
    finish: async () => {
      await attempt(`${path} cannot be written`, finish());
      return { path, sha256: hash.digest("hex") };
    },
  };
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
