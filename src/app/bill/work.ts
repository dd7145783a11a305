import { fail, succeed, type Result } from "../../kernel/result.ts";
import type { DrawingLimits } from "../drawing.ts";
import { parseIssuer } from "../issuer-file.ts";
import type { Actor } from "../register/document.ts";
import type { World } from "../world.ts";
import type { Bench } from "./bench.ts";
import { createBenches } from "./benches.ts";
import { finishChunk, numberChunk } from "./chunk.ts";
import { readBlob } from "./enqueue.ts";
import { benchFor, canIssue, type Doors } from "./open-run.ts";
import type { ChunkJob } from "./queue.ts";

/** Works on chunks of whatever runs; what they are made with comes from the store, not from where the worker is. */
export type ChunkWorker = {
  /** Issues: it is no chunk, or of a profile that nothing can be issued from. What is missing for now is thrown. */
  readonly handle: (job: ChunkJob) => Promise<Result<void>>;
  readonly close: () => Promise<void>;
};

type Request = { readonly actor: Actor; readonly limits: DrawingLimits };

export const openChunkWorker = (world: World, doors: Doors, request: Request): ChunkWorker => {
  const benches = createBenches((job) => benchOf(world, doors, { ...request, job }));
  return {
    handle: (job) => benches.use(job, (bench) => workOn(job, bench)),
    close: benches.close,
  };
};

/** One chunk of a run, from its blob to issued documents; handed out a second time, it finds what is done already. */
const workOn = async ({ blob }: ChunkJob, bench: Bench): Promise<Result<void>> => {
  const candidates = readBlob(await stored(blob, "documents", bench), bench);
  if (!candidates.ok) return candidates;
  const numbered = await numberChunk({ settled: [], open: candidates.value }, bench);
  const outcomes = await finishChunk(numbered, bench);
  const waiting = outcomes.filter(({ outcome }) => outcome === "waiting");
  // Nothing of it is lost, and what is issued stays so: the next try is about these only.
  if (waiting.length > 0)
    throw new Error(waitingText(waiting.flatMap(({ issues }) => issues)[0]?.message, waiting.length));
  return succeed(undefined);
};

const waitingText = (why: string | undefined, count: number): string =>
  `${count} numbered ${count === 1 ? "document waits" : "documents wait"}: ${why ?? "no reason is known"}`;

const benchOf = async (
  world: World,
  doors: Doors,
  { job, actor, limits }: Request & { readonly job: ChunkJob },
): Promise<Result<Bench>> => {
  const profile = await stored(job.profileHash, "profile", doors);
  const issuer = parseIssuer(new TextDecoder().decode(profile), "the profile of the run");
  if (!issuer.ok) return issuer;
  const able = canIssue(issuer.value, doors);
  if (!able.ok) return fail(...able.issues);
  const { run, formats } = job;
  return succeed(
    await benchFor(world, { request: { run, formats, actor, limits }, doors, issuer: issuer.value, profile }),
  );
};

/** It was stored before its job was put on the queue; a worker with another store, or a store that is away, finds nothing. */
const stored = async (hash: string, what: string, { store }: Pick<Doors, "store">): Promise<Uint8Array> => {
  const bytes = await store.read(hash);
  if (bytes === undefined) throw new Error(`the store of this worker does not hold the run's ${what} (${hash})`);
  return bytes;
};
