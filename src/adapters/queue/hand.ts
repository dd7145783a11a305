import type { PgBoss } from "pg-boss";
import { readJob, readPlace, type ChunkJob, type Work } from "../../app/bill/queue.ts";
import type { Issue, Result } from "../../kernel/result.ts";
import { CHUNKS, DEAD_CHUNKS, transact } from "./boss.ts";
import { leaveChunk, setChunkAside, takeChunk, type Held } from "./chunks.ts";
import { seeWorker } from "./workers.ts";

/** One try at a chunk, as pg-boss tells it from others. */
export type Try = { readonly id: string; readonly retryCount: number };

/** A chunk in hand. */
export type InHand = { readonly attempt: Try; readonly job: ChunkJob };

/** What a look at the queue brought. A job that is of no use any more is put away, and the next one is looked for. */
export type Taken =
  { readonly kind: "chunk"; readonly inHand: InHand } | { readonly kind: "put-away" } | { readonly kind: "nothing" };

/** Taken from the queue and noted in the register at once. */
export const takeNext = (boss: PgBoss, worker: string): Promise<Taken> =>
  transact(boss, async (db) => {
    const [fetched] = await boss.fetch<unknown>(CHUNKS, { db });
    if (fetched === undefined) return { kind: "nothing" };
    const attempt: Try = { id: fetched.id, retryCount: fetched.retryCount };
    const job = readJob(fetched.data);
    if (job === undefined) {
      await boss.fail(CHUNKS, attempt, { message: OTHER_VERSION }, { db });
      return { kind: "put-away" };
    }
    if (!(await takeChunk(db, { ...job, worker }))) {
      await boss.complete(CHUNKS, attempt, null, { db });
      return { kind: "put-away" };
    }
    await seeWorker(db, { name: worker, run: job.run, documents: 0 });
    return { kind: "chunk", inHand: { attempt, job } };
  });

const OTHER_VERSION = "it was put on the queue by another version of billwright, which this one cannot read";

/** Works on the chunk and notes what has come of it, in one transaction with the queue's own note. Gives what it was. */
export const handleChunk = async (boss: PgBoss, { attempt, job }: InHand, work: Work): Promise<Outcome["kind"]> => {
  const held: Held = { ...job, worker: work.worker };
  const outcome = await tried(() => work.handle(job));
  const { kind } = outcome;
  await transact(boss, async (db) => {
    switch (kind) {
      case "done":
        if (await leaveChunk(db, held, "done")) {
          await seeWorker(db, { name: work.worker, run: job.run, documents: job.documents });
        }
        return boss.complete(CHUNKS, attempt, null, { db });
      case "set-aside":
        await setChunkAside(db, job, outcome.reason);
        return boss.complete(CHUNKS, attempt, null, { db });
      case "failed":
        await leaveChunk(db, held, "queued");
        return boss.fail(CHUNKS, attempt, { message: outcome.reason }, { db });
    }
  });
  if (kind === "done") work.tell({ kind, place: job, documents: job.documents });
  else work.tell({ kind, place: job, reason: outcome.reason });
  return kind;
};

type Outcome = { readonly kind: "done" } | { readonly kind: "failed" | "set-aside"; readonly reason: string };

/** What is thrown may be the machine's fault or ours; another try, here or elsewhere, will show. */
const tried = async (handle: () => Promise<Result<void>>): Promise<Outcome> => {
  try {
    const result = await handle();
    return result.ok ? { kind: "done" } : { kind: "set-aside", reason: reasonOf(result.issues) };
  } catch (error) {
    return { kind: "failed", reason: shortened(error instanceof Error ? error.message : String(error)) };
  }
};

/** Notes in the register which chunks were tried often enough, by whomever. */
export const buryDead = async (boss: PgBoss, tell: Work["tell"]): Promise<void> => {
  const buried = await transact(boss, async (db) => {
    const dead = await boss.fetch<unknown>(DEAD_CHUNKS, { db, batchSize: 100, includeMetadata: true });
    const found = dead.map(({ data, sourceOutput }) => ({
      place: readJob(data) ?? readPlace(data),
      reason: reasonIn(sourceOutput),
    }));
    for (const { place, reason } of found) if (place !== undefined) await setChunkAside(db, place, reason);
    if (dead.length > 0) await boss.complete(DEAD_CHUNKS, dead.map(attemptOf), null, { db });
    return found;
  });
  for (const { place, reason } of buried) if (place !== undefined) tell({ kind: "set-aside", place, reason });
};

const attemptOf = ({ id, retryCount }: Try): Try => ({ id, retryCount });

const reasonOf = (issues: readonly Issue[]): string =>
  shortened(issues.map(({ at, message }) => (at === "" ? message : `${at} ${message}`)).join("; "));

/** What the last try has left; pg-boss itself says "job heartbeat timeout" of a worker that is gone. */
const reasonIn = (output: unknown): string => {
  const { message, value }: { readonly message?: unknown; readonly value?: unknown } = Object(output);
  if (typeof message === "string") return message;
  return typeof value === "object" && value !== null
    ? "the workers that had it were lost: killed, out of memory, or cut off from the database"
    : "it was tried often enough";
};

/** Enough to know what it is; a stack or a document's text is not for the register. */
const shortened = (reason: string): string => (reason.length > 500 ? `${reason.slice(0, 500)}…` : reason);
