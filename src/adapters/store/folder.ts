import { mkdir, realpath, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { FileStorage } from "@flystorage/file-storage";
import { LocalStorageAdapter } from "@flystorage/local-fs";
import type { Store } from "../../app/store.ts";
import { mapAtOnce } from "../at-once.ts";
import { attempt, outsideFailure, systemCode } from "../failure.ts";
import { clearLeftOvers, syncFolder, temporaryName, writeSynced } from "../temporary-files.ts";
import { causesOf } from "./causes.ts";
import { storeAt, type KeyedBlob, type Place } from "./place.ts";

/** Nobody changes a kept blob by mistake; what replaces a damaged one is a new file. */
const READ_ONLY = 0o444;

/** Open files at one time. */
const WIDTH = 64;

/** Refusals to one who may only read: such a one clears nothing, the next who writes does. */
const MAY_NOT_WRITE: readonly (string | undefined)[] = ["EACCES", "EPERM", "EROFS"];

/** A store in a folder; it is made where it is missing, and cleared of what killed processes left half-written. */
export const openFolder = async (path: string): Promise<Store> => {
  const root = await attempt(`the store ${path} cannot be made`, makeFolder(path));
  await attempt(`the store ${path} cannot be cleared`, clear(root));
  const storage = new FileStorage(new LocalStorageAdapter(root));
  const settle = settlingIn(root);
  return storeAt({
    name: root,
    storage,
    width: WIDTH,
    write: async (blobs) => {
      await writeAll(root, storage, blobs);
      await settle(blobs.map(({ key }) => key));
    },
    settle,
    failure: folderFailure,
    close: () => {},
  });
};

/** The folders that were made on the way are on disk before anything stands in them. */
const makeFolder = async (path: string): Promise<string> => {
  const asked = resolve(path);
  const first = (await mkdir(asked, { recursive: true })) ?? "";
  for (let made = asked; first !== "" && made.length >= first.length; made = dirname(made)) {
    await syncFolder(dirname(made));
  }
  return realpath(asked);
};

const clear = async (root: string): Promise<void> => {
  try {
    await clearLeftOvers(root);
  } catch (error) {
    if (!MAY_NOT_WRITE.includes(systemCode(error))) throw error;
  }
};

/**
 * All bytes under temporary names, synced; then the names. Flystorage's own write fills the file under its final name, so
 * that a crash would leave half of it there: it gives the names only (docs/decisions/0008).
 */
const writeAll = async (root: string, storage: FileStorage, blobs: readonly KeyedBlob[]): Promise<void> => {
  const staged = blobs.map((blob) => ({ ...blob, temporary: temporaryName() }));
  const unnamed = new Set(staged.map(({ temporary }) => join(root, temporary)));
  try {
    await mapAtOnce(staged, WIDTH, ({ temporary, bytes }) =>
      attempt(`a blob in ${root} cannot be written`, writeSynced(join(root, temporary), bytes, READ_ONLY)),
    );
    await mapAtOnce(staged, WIDTH, async ({ temporary, key }) => {
      await giveName(storage, temporary, key);
      unnamed.delete(join(root, temporary));
    });
  } finally {
    // What cannot be removed now is cleared by the next who opens; the failure that led here is the one to tell.
    await Promise.allSettled([...unnamed].map((temporary) => rm(temporary, { force: true })));
  }
};

/**
 * Syncs the folders in which names were given, and those above them that this process has not yet synced: another may have
 * made them a moment ago.
 */
const settlingIn = (root: string): Place["settle"] => {
  const settled = new Set([root]);
  return async (keys) => {
    const holders = keys.map((key) => dirname(join(root, key)));
    const fresh = new Set(holders.flatMap((folder) => unsettled(folder, settled)));
    const folders = new Set([...holders, ...[...fresh].map((folder) => dirname(folder))]);
    await mapAtOnce([...folders], WIDTH, (folder) => attempt(`${folder} cannot be synced`, syncFolder(folder)));
    for (const folder of fresh) settled.add(folder);
  };
};

/** The folder and those above it, up to one whose own name is known to be on disk. */
const unsettled = (folder: string, settled: ReadonlySet<string>): readonly string[] =>
  settled.has(folder) ? [] : [folder, ...unsettled(dirname(folder), settled)];

const giveName = async (storage: FileStorage, temporary: string, key: string): Promise<void> => {
  try {
    await storage.moveFile(temporary, key);
  } catch (error) {
    throw folderFailure(`${key} cannot be written`, error);
  }
};

/** Flystorage wraps what the operating system said. */
const folderFailure = (what: string, error: unknown): unknown =>
  outsideFailure(what, causesOf(error).find((cause) => systemCode(cause) !== undefined) ?? error);
