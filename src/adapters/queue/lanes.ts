import { setTimeout as wait } from "node:timers/promises";
import type { PgBoss } from "pg-boss";
import type { Work } from "../../app/bill/queue.ts";
import { CHUNKS, persisted } from "./boss.ts";
import { endRuns, isDrained } from "./chunks.ts";
import { buryDead, handleChunk, takeNext, type InHand } from "./hand.ts";
import type { Timing } from "./timing.ts";
import { seeAlive } from "./workers.ts";

/** Between two looks at an empty queue: who waits for its end wants to know soon, who waits for work has time. */
const LOOK_MS = { drained: 500, stopped: 2_000 } as const;

/**
 * Takes chunk after chunk in several lanes, while one more tells that the worker lives. Where one of them fails for good
 * the others finish what they have in hand, and then the failure is thrown.
 */
export const workInLanes = async (boss: PgBoss, work: Work, timing: Timing): Promise<void> => {
  const inHand = new Set<InHand>();
  const over = new AbortController();
  const halt = new AbortController();
  const stop = AbortSignal.any([work.stop, halt.signal]);
  const watched = async (task: Promise<void>): Promise<void> => {
    try {
      await task;
    } catch (error) {
      halt.abort();
      throw error;
    }
  };
  const beating = watched(
    beat(boss, { work, inHand, over: over.signal, everyMs: (timing.heartbeatSeconds * 1000) / 3 }),
  );
  const lanes = Array.from({ length: work.atOnce }, () => watched(lane(boss, { ...work, stop }, inHand)));
  const ended = await Promise.allSettled(lanes);
  over.abort();
  for (const one of [...ended, ...(await Promise.allSettled([beating]))]) {
    if (one.status === "rejected") throw one.reason;
  }
};

const lane = async (boss: PgBoss, work: Work, inHand: Set<InHand>): Promise<void> => {
  while (!work.stop.aborted) {
    const taken = await takeNext(boss, work.worker);
    if (taken.kind === "put-away") continue;
    if (taken.kind === "chunk") {
      inHand.add(taken.inHand);
      const outcome = await handleChunk(boss, taken.inHand, work);
      inHand.delete(taken.inHand);
      if (outcome === "failed") await buryDead(boss, work.tell);
      await persisted(() => endRuns(boss.getDb()));
      continue;
    }
    if (work.until === "drained" && (await persisted(() => isDrained(boss.getDb())))) return;
    await pause(LOOK_MS[work.until], work.stop);
  }
};

type Beating = {
  readonly work: Work;
  readonly inHand: ReadonlySet<InHand>;
  /** The lanes are through. */
  readonly over: AbortSignal;
  readonly everyMs: number;
};

/** Goes on after a stop: what is in hand stays this worker's until it is finished. */
const beat = async (boss: PgBoss, { work, inHand, over, everyMs }: Beating): Promise<void> => {
  while (!over.aborted) {
    const attempts = [...inHand].map(({ attempt }) => attempt);
    if (attempts.length > 0) await persisted(() => boss.touch(CHUNKS, attempts));
    await persisted(() => seeAlive(boss.getDb(), work.worker));
    // What a worker that was killed could not do any more: note its last try, end the run.
    await buryDead(boss, work.tell);
    await persisted(() => endRuns(boss.getDb()));
    await pause(everyMs, over);
  }
};

/** So long, or until the signal comes. */
const pause = async (milliseconds: number, until: AbortSignal): Promise<void> => {
  try {
    await wait(milliseconds, undefined, { signal: until });
  } catch (error) {
    if (!until.aborted) throw error;
  }
};
