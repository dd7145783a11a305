import type { RunSummary, RunWorker } from "../app/register/run.ts";
import type { Instant } from "../kernel/calendar.ts";

/** A worker of a run as it stands now. */
export type WorkerProgress = RunWorker & {
  readonly seenSecondsAgo: number;
  /** Over all the time that it has been there; undefined before its first chunk is done. */
  readonly documentsPerSecond?: number;
  /** It was not heard of for so long that its chunks go, or went, to others. */
  readonly lost: boolean;
};

/** How fast a run goes on and how long it will take; without a time left where that cannot be told. */
export type RunProgress = { readonly workers: readonly WorkerProgress[]; readonly secondsLeft?: number };

/** A worker is heard of every 10 seconds; its chunks go to others after 30 (adapters/queue/timing.ts). */
const LOST_SECONDS = 60;

export const progressOf = ({ state, chunks, workers = [] }: RunSummary, now: Instant): RunProgress => {
  const seen = workers.map((worker) => workerProgress(worker, now));
  const rate = seen.reduce((sum, { lost, documentsPerSecond = 0 }) => (lost ? sum : sum + documentsPerSecond), 0);
  if (state !== "running" || chunks === undefined || rate === 0) return { workers: seen };
  return { workers: seen, secondsLeft: (chunks.documents - chunks.documentsDone) / rate };
};

const workerProgress = (worker: RunWorker, now: Instant): WorkerProgress => {
  const { since, lastSeen, documents } = worker;
  const seconds = secondsBetween(since, lastSeen);
  const seenSecondsAgo = secondsBetween(lastSeen, now);
  return {
    ...worker,
    seenSecondsAgo,
    lost: seenSecondsAgo > LOST_SECONDS,
    ...(documents > 0 && seconds > 0 && { documentsPerSecond: documents / seconds }),
  };
};

/** Clocks of two hosts may be a little apart; nothing is told to come from the future. */
const secondsBetween = (from: Instant, to: Instant): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
