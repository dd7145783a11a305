import { outcomeLine, type Outcome } from "./outcome.ts";
import type { Journal, OutputFolder, TemporaryFile } from "./world.ts";

export type NamedFile = { readonly name: string; readonly bytes: Uint8Array };

/** A document with what is to be written of it: nothing where it was refused or stands there already. */
export type Finished = { readonly outcome: Outcome; readonly write: readonly NamedFile[] };

/** Where a run writes: its folder, and the manifest that tells what is in it. */
export type Target = { readonly folder: OutputFolder; readonly manifest: Journal };

export type Staged = { readonly file: NamedFile; readonly temporary: TemporaryFile };

/**
 * Writes a chunk of documents: all bytes under temporary names, synced; then the names; then the folder, synced; then the
 * manifest's lines. Stopped anywhere, no name holds half a file and no line promises what is not on disk.
 */
export const publishChunk = async ({ folder, manifest }: Target, chunk: readonly Finished[]): Promise<void> => {
  const staged = await Promise.allSettled(chunk.map(({ write }) => stageAll(folder, write)));
  for (const documents of staged) {
    if (documents.status === "rejected") throw documents.reason;
  }
  for (const documents of staged) {
    if (documents.status === "fulfilled") await publishAll(folder, documents.value);
  }
  await folder.sync();
  await manifest.append(chunk.map(({ outcome }) => outcomeLine(outcome)).join(""));
};

export const stageAll = async (folder: OutputFolder, files: readonly NamedFile[]): Promise<readonly Staged[]> => {
  const staged: Staged[] = [];
  for (const file of files) staged.push({ file, temporary: await folder.stage(file.bytes) });
  return staged;
};

/** All the files of a document or none: where a name cannot be given, the names already given are taken back. */
export const publishAll = async (folder: OutputFolder, staged: readonly Staged[]): Promise<void> => {
  const given: string[] = [];
  let complete = false;
  try {
    for (const { file, temporary } of staged) {
      await folder.publish(temporary, file.name);
      given.push(file.name);
    }
    complete = true;
  } finally {
    if (!complete) for (const name of given) await folder.remove(name);
  }
};
