import type { Instant } from "../kernel/calendar.ts";
import type { Result } from "../kernel/result.ts";

/** The only door to the outside: a use case gets it as an argument, tests give their own. */
export type World = {
  readonly clock: { readonly now: () => Instant };
  readonly inputs: Inputs;
  readonly outputs: Outputs;
  readonly assets: Assets;
  /** SHA-256 of bytes, in lower-case hexadecimal. */
  readonly digest: (bytes: Uint8Array) => string;
};

export type InputFile = {
  /** As the user named it; used in messages. */
  readonly name: string;
  /** In bytes, where it can be known beforehand. */
  readonly size?: number;
  readonly chunks: () => AsyncIterable<Uint8Array>;
};

export type Inputs = {
  /** Files, folders, globs or "-" to files, in a stable order and each once; a name that matches nothing is an issue. */
  readonly open: (patterns: readonly string[]) => Promise<Result<readonly InputFile[]>>;
};

export type Outputs = {
  /** Makes the folder where it is missing and clears what a killed run left half-written. */
  readonly open: (path: string) => Promise<OutputFolder>;
};

/** What stands under a name: nothing, a plain file, or something that no document may replace. */
export type Standing =
  { readonly kind: "nothing" } | { readonly kind: "file"; readonly bytes: Uint8Array } | { readonly kind: "other" };

/** A file that is on disk, but not yet under its name. */
export type TemporaryFile = { readonly path: string };

/** One folder, and plain names in it: no name reaches outside, through a link neither. The steps are small, so that their order can be tested. */
export type OutputFolder = {
  readonly look: (name: string) => Promise<Standing>;
  /** The bytes under a temporary name, synced. */
  readonly stage: (bytes: Uint8Array) => Promise<TemporaryFile>;
  /** Gives a staged file its name, whole or not at all; what stood there is replaced. */
  readonly publish: (file: TemporaryFile, name: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  /** The names given so far are on disk. */
  readonly sync: () => Promise<void>;
  /** An empty file in place of what stood under the name, then lines at its end, synced with each call. */
  readonly journal: (name: string) => Promise<Journal>;
  /** Removes staged files that never got their names. */
  readonly close: () => Promise<void>;
};

export type Journal = {
  readonly append: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Templates, fonts, words and the issuers that come with the package: read when first asked for, given as values. */
export type Assets = {
  readonly template: (name: string) => string;
  readonly locale: (name: string) => unknown;
  readonly font: (name: string) => Uint8Array;
  /** The text of a file of issuers/. */
  readonly issuer: (name: string) => string;
};

/** What the machine refuses while we work (a full disk, a file without permission): no fault of the data, none of ours. */
export class OutsideFailure extends Error {
  override readonly name = "OutsideFailure";
}
