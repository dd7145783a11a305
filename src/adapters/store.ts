import type { Store } from "../app/store.ts";
import { succeed, type Result } from "../kernel/result.ts";
import { parseStoreAddress, type StoreAddress } from "./store/address.ts";

/**
 * The store at a folder's path, a `file:` URL or `s3://bucket/prefix?region=…&endpoint=…` (docs/store.md). What is wrong
 * with the address is an issue; a place that cannot be made or reached is an `OutsideFailure`.
 */
export const openStore = async (address: string): Promise<Result<Store>> => {
  const parsed = parseStoreAddress(address);
  return parsed.ok ? succeed(await openAt(parsed.value)) : parsed;
};

/** Loaded when it is wanted: a command that stores nothing does not pay for the client of S3. */
const openAt = async (address: StoreAddress): Promise<Store> => {
  if (address.kind === "folder") return (await import("./store/folder.ts")).openFolder(address.path);
  return (await import("./store/bucket.ts")).openBucket(address);
};
