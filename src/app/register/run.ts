import type { Instant } from "../../kernel/calendar.ts";
import type { Currency, Money } from "../../kernel/money.ts";
import type { Issue } from "../../kernel/result.ts";
import type { Actor, DocumentKind } from "./document.ts";

/** What became of one document in a run. `waiting`: it has its number, but something outside (Stripe) did not answer. */
export const RUN_OUTCOMES = ["issued", "already-issued", "refused", "waiting"] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

/** One document of a run by its place in the input; a later word on the same place replaces an earlier one. */
export type RunEntry = {
  /** "invoices.jsonl:17". */
  readonly place: string;
  readonly outcome: RunOutcome;
  readonly documentId?: string;
  readonly issues: readonly Issue[];
};

export type RunStart = {
  readonly id: string;
  readonly inputs: readonly string[];
  readonly profileHash: string;
  readonly version: string;
  readonly by: Actor;
  readonly at: Instant;
};

export type RunEnd = {
  readonly state: "finished" | "stopped";
  readonly by: Actor;
  readonly at: Instant;
  /** Counted where the documents were read, and nowhere else. */
  readonly documentsIn?: number;
};

export type RunSummary = {
  readonly id: string;
  readonly inputs: readonly string[];
  readonly profileHash: string;
  readonly version: string;
  /** Documents that were read from the input; known once all of it has been read. */
  readonly documentsIn?: number;
  readonly state: "running" | "finished" | "stopped";
  readonly startedAt: Instant;
  readonly finishedAt?: Instant;
  readonly counts: Readonly<Record<RunOutcome, number>>;
  /** Issued by this run: documents and sums by kind and currency; usage statements have no money (rule A9). */
  readonly money: readonly {
    readonly kind: DocumentKind;
    readonly currency: Currency;
    readonly documents: number;
    readonly net: Money;
    readonly tax: Money;
    readonly total: Money;
  }[];
  readonly statements: number;
  /** Chunks on the queue, where the run is spread over workers. */
  readonly chunks?: RunChunks;
  /** Who works on it, and when each was last heard of. */
  readonly workers?: readonly RunWorker[];
};

export type RunChunks = {
  readonly queued: number;
  readonly active: number;
  readonly done: number;
  readonly dead: number;
  /** In all of its chunks so far, and in those that are done. */
  readonly documents: number;
  readonly documentsDone: number;
  /** The first chunks that were set aside, and why. */
  readonly aside: readonly { readonly chunk: number; readonly reason: string }[];
};

export type RunWorker = {
  readonly name: string;
  readonly since: Instant;
  readonly lastSeen: Instant;
  readonly documents: number;
};
