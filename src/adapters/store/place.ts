import { createHash } from "node:crypto";
import { UnableToReadFile, type FileStorage } from "@flystorage/file-storage";
import type { ExaminedBlob, Store, StoredBlob } from "../../app/store.ts";
import { OutsideFailure } from "../../app/world.ts";
import { invariant } from "../../kernel/result.ts";
import { mapAtOnce } from "../at-once.ts";
import { causesOf } from "./causes.ts";

/** Bytes with the name that they will stand under. */
export type KeyedBlob = { readonly sha256: string; readonly key: string; readonly bytes: Uint8Array };

/** What differs between folder and bucket. A place is told what to write; whether bytes are right is asked here. */
export type Place = {
  /** For messages: "/srv/store", "s3://bucket/prefix". */
  readonly name: string;
  readonly storage: FileStorage;
  /** Reads or writes under way at one time. */
  readonly width: number;
  /** Writes each blob whole or not at all, over what stands there; all of them are there to stay when it returns. */
  readonly write: (blobs: readonly KeyedBlob[]) => Promise<void>;
  /** What stands there already is there to stay, even if another process has just written it. */
  readonly settle: (keys: readonly string[]) => Promise<void>;
  /** The error to throw on: an `OutsideFailure` where the machine refused, else the same. */
  readonly failure: (what: string, error: unknown) => unknown;
  readonly close: () => void;
};

/**
 * By the first digits of the hash, which fall evenly. A folder has few hundred entries up to some ten million blobs, and
 * S3, which allows 3,500 writes and 5,500 reads a second to each prefix of keys, can split the load at every digit.
 */
const keyOf = (sha256: string): string => {
  invariant(/^[0-9a-f]{64}$/.test(sha256), "a hash is 64 hexadecimal digits");
  return `sha256/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
};

export const storeAt = (place: Place): Store => ({
  keep: async (blobs) => {
    const keyed = blobs.map(keyedBlob);
    const once = [...new Map(keyed.map((blob) => [blob.sha256, blob])).values()];
    const found = new Map(
      await mapAtOnce(once, place.width, async (blob) => [blob.sha256, await look(place, blob)] as const),
    );
    await place.write(once.filter(({ sha256 }) => found.get(sha256) !== "same"));
    await place.settle(once.filter(({ sha256 }) => found.get(sha256) === "same").map(({ key }) => key));
    return keyed.map(({ sha256, bytes }) => ({ sha256, bytes: bytes.length, found: found.get(sha256) ?? "nothing" }));
  },
  read: async (sha256) => {
    const blob = await examine(place, sha256);
    if (blob.kind === "whole") return blob.bytes;
    if (blob.kind === "missing") return undefined;
    throw new OutsideFailure(
      `the blob ${sha256} in ${place.name} is damaged: its bytes have another hash, ${blob.found}`,
    );
  },
  examine: (sha256) => examine(place, sha256),
  holds: async (sha256) => standsAt(place, keyOf(sha256)),
  close: async () => place.close(),
});

const examine = async (place: Place, sha256: string): Promise<ExaminedBlob> => {
  const bytes = await bytesAt(place, keyOf(sha256));
  if (bytes === undefined) return { kind: "missing" };
  const found = digestOf(bytes);
  return found === sha256 ? { kind: "whole", bytes } : { kind: "damaged", found };
};

const keyedBlob = (bytes: Uint8Array): KeyedBlob => {
  const sha256 = digestOf(bytes);
  return { sha256, key: keyOf(sha256), bytes };
};

const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Most blobs are new: whether one stands there is asked before its bytes are. */
const look = async (place: Place, { sha256, key }: KeyedBlob): Promise<StoredBlob["found"]> => {
  const standing = (await standsAt(place, key)) ? await bytesAt(place, key) : undefined;
  if (standing === undefined) return "nothing";
  return digestOf(standing) === sha256 ? "same" : "damaged";
};

const standsAt = async (place: Place, key: string): Promise<boolean> => {
  try {
    return await place.storage.fileExists(key);
  } catch (error) {
    throw place.failure(`${key} in ${place.name} cannot be looked up`, error);
  }
};

const bytesAt = async (place: Place, key: string): Promise<Uint8Array | undefined> => {
  try {
    return await place.storage.readToUint8Array(key);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw place.failure(`${key} in ${place.name} cannot be read`, error);
  }
};

/** A bucket that is gone answers as an absent key does, but then nothing can be said of the key. */
const isAbsent = (error: unknown): boolean =>
  error instanceof UnableToReadFile &&
  error.wasFileNotFound &&
  causesOf(error).every(({ name }) => name !== "NoSuchBucket");
