import { join } from "node:path";
import { openQueue } from "../../../src/adapters/queue.ts";
import type { Timing } from "../../../src/adapters/queue/timing.ts";
import { openRegister } from "../../../src/adapters/register/open.ts";
import { openStore } from "../../../src/adapters/store.ts";
import { enqueueDocuments, type Enqueued } from "../../../src/app/bill/enqueue.ts";
import { openRun, type Doors } from "../../../src/app/bill/open-run.ts";
import type { ChunkNews, Queue } from "../../../src/app/bill/queue.ts";
import { openChunkWorker } from "../../../src/app/bill/work.ts";
import type { RunSummary } from "../../../src/app/register/run.ts";
import { valueOf } from "../../documents.ts";
import { fakeWorld, LIMITS } from "../fake-world.ts";
import { closeDoors, REQUEST } from "./billing.ts";

/** A register in PostgreSQL and a store in a folder, which several processes share. */
export type Site = { readonly address: string; readonly folder: string };

/** As short as pg-boss allows, so that the chunk of a killed worker is soon back. */
export const SHORT: Timing = {
  heartbeatSeconds: 10,
  lookSeconds: 1,
  tries: 20,
  retrySeconds: 1,
  longestRetrySeconds: 1,
};

export const openSite = async ({ address, folder }: Site): Promise<Doors> => ({
  register: await openRegister(address),
  store: valueOf(await openStore(join(folder, "store"))),
});

export type Opened = { readonly doors: Doors; readonly queue: Queue };

/** The doors and the queue for the work, closed afterwards. */
export const withQueue = async <T>(site: Site, work: (opened: Opened) => Promise<T>, timing = SHORT): Promise<T> => {
  const doors = await openSite(site);
  const queue = await openQueue(site.address, timing);
  try {
    return await work({ doors, queue });
  } finally {
    await queue.close();
    await closeDoors(doors);
  }
};

type Enqueueing = {
  readonly text: string;
  readonly chunkSize?: number;
  /** The input is left after so many chunks. */
  readonly chunks?: number;
};

/** Puts the documents of the text on the queue, as `bill --enqueue` does. */
export const enqueue = async (
  { doors, queue }: Opened,
  { text, chunkSize = 20, chunks = Infinity }: Enqueueing,
): Promise<readonly Enqueued[]> => {
  const run = valueOf(await openRun(fakeWorld({ "in.jsonl": text }), REQUEST, doors));
  const enqueued: Enqueued[] = [];
  const stop = { aborted: false };
  for await (const one of enqueueDocuments({ records: run.records(), bench: run.bench, queue, stop, chunkSize })) {
    enqueued.push(one);
    stop.aborted = enqueued.length >= chunks;
  }
  await run.bench.drawing.close();
  return enqueued;
};

type Draining = {
  readonly worker?: string;
  /** Comes before each chunk. */
  readonly before?: () => Promise<void>;
};

/** Works in this process until nothing is left. */
export const drain = async (
  { doors, queue }: Opened,
  { worker = "here", before = async () => {} }: Draining = {},
): Promise<readonly ChunkNews[]> => {
  const news: ChunkNews[] = [];
  const chunks = openChunkWorker(fakeWorld({}), doors, { actor: { name: "test" }, limits: LIMITS });
  await queue.work({
    worker,
    stop: new AbortController().signal,
    until: "drained",
    atOnce: 2,
    handle: async (job) => {
      await before();
      return chunks.handle(job);
    },
    tell: (one) => void news.push(one),
  });
  await chunks.close();
  return news;
};

export const summaryOf = async ({ register }: Doors, run = REQUEST.run): Promise<RunSummary> => {
  const summary = await register.runs.summary(run);
  if (summary === undefined) throw new Error("the run has no summary");
  return summary;
};
