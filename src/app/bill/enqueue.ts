import { fail, succeed, type Result } from "../../kernel/result.ts";
import { parseJson, readStored, type InputRecord } from "../../pipeline.ts";
import { mapInOrder, type Stop } from "../in-order.ts";
import type { Bench, BillOutcome } from "./bench.ts";
import { chunksOf } from "./bill.ts";
import { candidatesOf, type Candidate, type RunRecord } from "./candidate.ts";
import { entryOf } from "./chunk.ts";
import type { ChunkJob, Queue } from "./queue.ts";

/** What became of one chunk of the input. */
export type Enqueued = {
  /** Those that read. */
  readonly documents: number;
  /** Whether it came onto the queue: one that was put there before stays as it is. */
  readonly put: boolean;
  readonly refused: readonly BillOutcome[];
};

export type EnqueueOrder = {
  readonly records: AsyncIterable<InputRecord>;
  readonly bench: Bench;
  readonly queue: Queue;
  readonly stop: Stop;
  /** Documents that one worker takes at a time. */
  readonly chunkSize: number;
};

/** Chunks that are stored while the next ones are read: a bucket answers more slowly than we read. */
const AT_ONCE = 8;

/**
 * Reads the input once and puts its chunks on the queue, in its order; what does not read is refused here. Run again it
 * puts what is not there yet. The run can end once all of the input is read; one that was stopped on the way waits to
 * go on.
 */
export async function* enqueueDocuments(order: EnqueueOrder): AsyncGenerator<Enqueued> {
  const { records, bench, queue, stop, chunkSize } = order;
  let documentsIn = 0;
  const make = (part: Part): Promise<Made> => {
    documentsIn += part.records.length;
    return makeChunk(part, bench);
  };
  for await (const { jobs, refused } of mapInOrder(counted(chunksOf(records, chunkSize)), make, {
    most: AT_ONCE,
    stop,
  })) {
    const put = jobs.length > 0 && (await queue.put(jobs)) > 0;
    yield { documents: jobs[0]?.documents ?? 0, put, refused };
  }
  if (!stop.aborted) await queue.seal(bench.run, documentsIn);
}

type Part = { readonly chunk: number; readonly records: readonly RunRecord[] };

/** A chunk that is in the store: its job, or none where no document of it reads. */
type Made = { readonly jobs: readonly ChunkJob[]; readonly refused: readonly BillOutcome[] };

async function* counted(chunks: AsyncIterable<readonly RunRecord[]>): AsyncGenerator<Part> {
  let chunk = 0;
  for await (const records of chunks) yield { chunk: (chunk += 1), records };
}

const makeChunk = async ({ chunk, records }: Part, bench: Bench): Promise<Made> => {
  const { run, profileHash, formats, register, store } = bench;
  const { settled: refused, open } = candidatesOf(records, bench.digest);
  if (refused.length > 0) await register.runs.record(run, refused.map(entryOf));
  const [kept] = open.length === 0 ? [] : await store.keep([blobOf(open)]);
  if (kept === undefined) return { jobs: [], refused };
  const job = { run, chunk, blob: kept.sha256, documents: open.length, profileHash, formats };
  return { jobs: [job], refused };
};

/** One line a document: its place in the input, and its text as the store keeps it. */
const blobOf = (candidates: readonly Candidate[]): Uint8Array => {
  const decoder = new TextDecoder();
  const lines = candidates.map(({ place, stored }) => JSON.stringify({ place, stored: decoder.decode(stored) }));
  return new TextEncoder().encode(`${lines.join("\n")}\n`);
};

/** The documents of a chunk as they were put on the queue. */
export const readBlob = (
  blob: Uint8Array,
  { issuer, digest }: Pick<Bench, "issuer" | "digest">,
): Result<readonly Candidate[]> => {
  const candidates: Candidate[] = [];
  for (const line of new TextDecoder().decode(blob).trimEnd().split("\n")) {
    const candidate = candidateOf(line, { issuer, digest });
    if (!candidate.ok) return candidate;
    candidates.push(candidate.value);
  }
  return succeed(candidates);
};

const candidateOf = (line: string, { issuer, digest }: Pick<Bench, "issuer" | "digest">): Result<Candidate> => {
  const json = parseJson(line, { file: "queue", numbers: "integers" });
  if (!json.ok) return json;
  const { value } = json.value;
  if (typeof value !== "object" || value === null || !("place" in value) || !("stored" in value)) return notAChunk;
  const { place, stored } = value;
  if (typeof place !== "string" || typeof stored !== "string") return notAChunk;
  const document = readStored(stored, issuer);
  if (!document.ok) return document;
  const bytes = new TextEncoder().encode(stored);
  return succeed({ place, document: document.value, stored: bytes, inputHash: digest(bytes) });
};

const notAChunk = fail({
  rule: null,
  at: "",
  message: "its documents are in the store in a form that is none of ours",
});
