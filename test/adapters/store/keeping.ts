import { createHash } from "node:crypto";

/** Blobs of a chunk that the keeper keeps. */
export const CHUNK = 3;

/** The blobs that the keeper keeps, in its order. */
export const blobAt = (chunk: number, index: number): Uint8Array =>
  new Uint8Array(createHash("shake256", { outputLength: 50_000 }).update(`${chunk}/${index}`).digest());

/** A call to the file system; "synced" is the end of a "sync". */
export type Step = {
  readonly call: "mkdir" | "open" | "write" | "sync" | "synced" | "rename";
  readonly path: string;
  /** The new name, of a rename. */
  readonly to?: string;
};
