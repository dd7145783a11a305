import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect } from "vitest";
import { openStore } from "../../../src/adapters/store.ts";
import type { Store } from "../../../src/app/store.ts";
import { valueOf } from "../../documents.ts";

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Bytes that look like nothing and are the same for the same seed. */
export const blobOf = (seed: string, length = 1000): Uint8Array =>
  new Uint8Array(createHash("shake256", { outputLength: length }).update(seed).digest());

export const keyOf = (hash: string): string => `sha256/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;

export const opened = async (address: string): Promise<Store> => valueOf(await openStore(address));

/** The hashes of all that stands under final names; each file is seen to be whole. */
export const wholeBlobsIn = (folder: string): readonly string[] =>
  pathsUnder(join(folder, "sha256")).map((path) => {
    const hash = basename(path);
    expect(sha256(readFileSync(path)), `${path} is whole`).toBe(hash);
    expect(path).toBe(join(folder, keyOf(hash)));
    return hash;
  });

/** Names in the store's own folder besides the folder of the blobs. */
export const leftOversIn = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name !== "sha256");

const pathsUnder = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];
