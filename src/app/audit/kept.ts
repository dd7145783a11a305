import type { ExaminedBlob, Store } from "../store.ts";
import type { Finding } from "./verdict.ts";

/** Looks a blob up, whatever a tampered register calls its hash. */
export const keptUnder = (sha256: string, store: Store): Promise<ExaminedBlob> | ExaminedBlob =>
  /^[0-9a-f]{64}$/.test(sha256) ? store.examine(sha256) : NO_HASH;

const NO_HASH: ExaminedBlob = { kind: "missing" };

/** What there is to say of a blob that is not whole. */
export const lossOf = (what: string, sha256: string, blob: ExaminedBlob): readonly Finding[] => {
  switch (blob.kind) {
    case "whole":
      return [];
    case "missing":
      return [{ verdict: "missing", what, message: `is not in the store, where it should stand under ${sha256}` }];
    case "damaged":
      return [{ verdict: "damaged", what, message: `its bytes come to the hash ${blob.found}, not to ${sha256}` }];
  }
};
