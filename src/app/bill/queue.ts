import type { Result } from "../../kernel/result.ts";
import { FORMATS, type Format } from "../formats.ts";

export type ChunkPlace = {
  readonly run: string;
  /** Counted from 1, in the order of the input. */
  readonly chunk: number;
};

/** A part of a run that one worker takes at a time: its documents are in the store, under `blob`. */
export type ChunkJob = ChunkPlace & {
  readonly blob: string;
  readonly documents: number;
  /** Where the store has the profile. It comes with the job, as the formats do, so that all workers make the same. */
  readonly profileHash: string;
  readonly formats: readonly Format[];
};

/** What became of one try at a chunk. */
export type ChunkNews =
  | { readonly kind: "done"; readonly place: ChunkPlace; readonly documents: number }
  /** It comes again later, unless it was tried often enough. */
  | { readonly kind: "failed" | "set-aside"; readonly place: ChunkPlace; readonly reason: string };

export type Work = {
  /** "host-17:4711"; shown by `run status`. */
  readonly worker: string;
  /** No new chunk is taken after it; those in hand are finished. */
  readonly stop: AbortSignal;
  /** Drained: no chunk waits or is in anybody's hands. */
  readonly until: "stopped" | "drained";
  /** Chunks in hand at one time: one is drawn while another gets its numbers or is stored. */
  readonly atOnce: number;
  /** Issues set the chunk aside, as it would fail however often it is tried; what is thrown lets it come again. */
  readonly handle: (job: ChunkJob) => Promise<Result<void>>;
  readonly tell: (news: ChunkNews) => void;
};

/**
 * The chunks of runs, shared by all workers of one database. A chunk can be handed out twice, after a worker was killed;
 * that each document is issued once the register sees to.
 */
export type Queue = {
  /**
   * Puts chunks on the queue in the transaction that enters them in the register, and tells how many. One that is there
   * with the same documents stays as it is, unless it was set aside.
   */
  readonly put: (jobs: readonly ChunkJob[]) => Promise<number>;
  /** All chunks of the run are on the queue: it ends with the last of them, now if there is none. */
  readonly seal: (run: string, documentsIn: number) => Promise<void>;
  /** Takes chunk after chunk; one that fails comes again, later and later, and is set aside after so many tries. */
  readonly work: (work: Work) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A job as it comes from the queue; undefined where another version of the program has written something else. */
export const readJob = (data: unknown): ChunkJob | undefined => {
  const place = readPlace(data);
  if (place === undefined) return undefined;
  const { blob, documents, profileHash, formats } = fieldsOf(data);
  if (typeof blob !== "string" || typeof profileHash !== "string" || !isCount(documents)) return undefined;
  if (!Array.isArray(formats)) return undefined;
  const known = FORMATS.filter((format) => formats.includes(format));
  return known.length === formats.length ? { ...place, blob, documents, profileHash, formats: known } : undefined;
};

/** Which chunk a job is about, be it of this version or not. */
export const readPlace = (data: unknown): ChunkPlace | undefined => {
  const { run, chunk } = fieldsOf(data);
  return typeof run === "string" && isCount(chunk) ? { run, chunk } : undefined;
};

const fieldsOf = (data: unknown): Partial<Record<keyof ChunkJob, unknown>> =>
  typeof data === "object" && data !== null ? data : {};

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;
