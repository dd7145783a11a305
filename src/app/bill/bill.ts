import type { InputRecord } from "../../pipeline.ts";
import { mapInOrder, type Stop } from "../in-order.ts";
import type { Bench, BillOutcome } from "./bench.ts";
import { candidatesOf, type RunRecord } from "./candidate.ts";
import { finishChunk, numberChunk, type Numbered } from "./chunk.ts";

export type BillOrder = {
  readonly records: AsyncIterable<InputRecord>;
  readonly bench: Bench;
  readonly stop: Stop;
  /** Whether a refused document is set aside, or ends the run before any document behind it has its number. */
  readonly refused: "set-aside" | "stop";
  /** Documents that share a transaction; `CHUNK` unless there is a reason. */
  readonly chunkSize: number;
  /** Chunks whose documents are drawn and stored while the next ones get their numbers. */
  readonly chunksAtOnce: number;
};

/**
 * Issues every document of the input exactly once, whatever stops it on the way: run again, it goes on. An outcome
 * comes out when the register has it, in the order of the input.
 */
export async function* billDocuments(order: BillOrder): AsyncGenerator<BillOutcome> {
  const { bench, chunksAtOnce } = order;
  const finish = (chunk: Numbered): Promise<readonly BillOutcome[]> => finishChunk(chunk, bench);
  const chunks = mapInOrder(numberedChunks(order), finish, { most: chunksAtOnce, stop: NEVER });
  for await (const outcomes of chunks) yield* outcomes;
}

/** A chunk that has its numbers is finished; a stop ends the run before the next one gets them. */
const NEVER: Stop = { aborted: false };

/** One chunk after the other, so that numbers follow the input. */
async function* numberedChunks({ records, bench, stop, refused, chunkSize }: BillOrder): AsyncGenerator<Numbered> {
  for await (const chunk of chunksOf(records, refused === "stop" ? 1 : chunkSize)) {
    if (stop.aborted) return;
    const numbered = await numberChunk(candidatesOf(chunk, bench.digest), bench);
    yield numbered;
    if (refused === "stop" && hasRefusal(numbered)) return;
  }
}

/** Enough documents to make a transaction cheap, not so many that they weigh in memory. */
export const CHUNK = 100;

/** No id comes twice in a chunk: a document is judged by what its chunk finds in the register. */
export async function* chunksOf(
  records: AsyncIterable<InputRecord>,
  most: number,
): AsyncGenerator<readonly RunRecord[]> {
  let chunk: RunRecord[] = [];
  let ids = new Set<string>();
  let ordinal = 0;
  for await (const record of records) {
    const { id } = record;
    if (chunk.length === most || (id !== undefined && ids.has(id))) {
      yield chunk;
      chunk = [];
      ids = new Set();
    }
    ordinal += 1;
    chunk.push({ ...record, ordinal });
    if (id !== undefined) ids.add(id);
  }
  if (chunk.length > 0) yield chunk;
}

const hasRefusal = ({ settled }: Numbered): boolean => settled.some(({ outcome }) => outcome === "refused");
