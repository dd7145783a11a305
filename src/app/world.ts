import type { Instant } from "../kernel/calendar.ts";
import type { Result } from "../kernel/result.ts";
import type { Drawing, DrawingLimits, DrawingSetup } from "./drawing.ts";
import type { Answering, AnsweringSetup } from "./support/answering.ts";
import type { Toolset } from "./register/document.ts";

/** The only door to the outside: a use case gets it as an argument, tests give their own. */
export type World = {
  readonly clock: { readonly now: () => Instant };
  readonly inputs: Inputs;
  readonly outputs: Outputs;
  readonly assets: Assets;
  /** Open until it is closed; on a machine of several processors documents are drawn side by side. */
  readonly drawing: (setup: DrawingSetup, limits: DrawingLimits) => Drawing;
  /** The same for the questions of support. */
  readonly answering: (setup: AnsweringSetup, limits: DrawingLimits) => Answering;
  /** SHA-256 of bytes, in lower-case hexadecimal. */
  readonly digest: (bytes: Uint8Array) => string;
  /** A new secret of 160 random bits, in characters that an address takes as they are. */
  readonly tokens: () => string;
  /** What documents are made with here. */
  readonly toolset: () => Toolset;
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
  /** The same without its bytes, for files that are too long to be held. */
  readonly kindOf: (name: string) => Promise<Standing["kind"]>;
  /** The bytes under a temporary name, synced. */
  readonly stage: (bytes: Uint8Array) => Promise<TemporaryFile>;
  /** Gives a staged file its name, whole or not at all; what stood there is replaced. */
  readonly publish: (file: TemporaryFile, name: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  /** The names given so far are on disk. */
  readonly sync: () => Promise<void>;
  /** A folder in this one, made where it is missing; a file or a link of that name is an `OutsideFailure`. */
  readonly folder: (name: string) => Promise<OutputFolder>;
  /** A file that is too long to be held: written piece by piece under a temporary name, synced when it is finished. */
  readonly draft: () => Promise<Draft>;
  /** An empty file in place of what stood under the name, then lines at its end, synced with each call. */
  readonly journal: (name: string) => Promise<Journal>;
  /** Removes staged files that never got their names. */
  readonly close: () => Promise<void>;
};

export type Draft = {
  readonly append: (text: string) => Promise<void>;
  /** Nothing more comes. The hash, a SHA-256 in lower-case hexadecimal, is over all that was written. */
  readonly finish: () => Promise<TemporaryFile & { readonly sha256: string }>;
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
  /** SHA-256 of a text in UTF-8, in base64, for renderers: what a page's policy names a style by. */
  readonly digest: (text: string) => string;
  /** Bytes in the zlib format, for PDFs: the same bytes always come out the same. */
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
};

/** What the machine refuses while we work (a full disk, a file without permission): no fault of the data, none of ours. */
export class OutsideFailure extends Error {
  override readonly name = "OutsideFailure";
}
