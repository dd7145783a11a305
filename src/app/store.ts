/** A blob that is kept: its SHA-256 in lower-case hexadecimal, and its length. */
export type StoredBlob = {
  readonly sha256: string;
  readonly bytes: number;
  /** What stood under the hash before. Damaged bytes have been replaced by these; the operator wants to hear of them. */
  readonly found: "nothing" | "same" | "damaged";
};

/** What stands under a hash. `found` is the hash that the bytes there come to. */
export type ExaminedBlob =
  | { readonly kind: "whole"; readonly bytes: Uint8Array }
  | { readonly kind: "damaged"; readonly found: string }
  | { readonly kind: "missing" };

/** The bytes of issued documents, of their inputs and of profiles, under their SHA-256 and for ever: nothing is removed. */
export type Store = {
  /**
   * Keeps every blob whole or not at all, and once however often it comes; the answers stand in the order given.
   * When it returns, all survive a power cut: a chunk is synced as one. Until then the caller leaves the bytes alone.
   */
  readonly keep: (blobs: readonly Uint8Array[]) => Promise<readonly StoredBlob[]>;
  /** The bytes, checked against their hash; undefined where there are none. Damaged bytes are an `OutsideFailure`. */
  readonly read: (sha256: string) => Promise<Uint8Array | undefined>;
  /** The same for who looks for damage: what `read` fails of is an answer here. */
  readonly examine: (sha256: string) => Promise<ExaminedBlob>;
  /** Whether something stands under the hash; only reading tells whether it is whole. */
  readonly holds: (sha256: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
};
