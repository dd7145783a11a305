import { availableParallelism, hostname } from "node:os";
import { openQueue } from "../adapters/queue.ts";
import type { ChunkNews } from "../app/bill/queue.ts";
import { openChunkWorker } from "../app/bill/work.ts";
import { limitsOf, type TypedLimits } from "../app/drawing-limits.ts";
import { printable } from "../kernel/characters.ts";
import type { World } from "../app/world.ts";
import { issuesOf } from "../kernel/result.ts";
import { actorOf } from "./actor.ts";
import { withDoors, type DoorOptions } from "./doors.ts";
import { EXIT } from "./exit.ts";
import type { Manner } from "./follow.ts";
import { listenForSignals } from "./interrupt.ts";
import { queueUrl } from "./queue-url.ts";
import { refuse } from "./tell.ts";

export type WorkOptions = TypedLimits & Manner & DoorOptions & { readonly once?: boolean };

/** One is drawn while the other gets its numbers or is stored. */
const CHUNKS_AT_ONCE = 2;

/** `billwright work`: takes chunks until it is stopped, which is no failure. */
export const work = async (world: World, options: WorkOptions): Promise<number> => {
  const limits = limitsOf(options, availableParallelism());
  const url = queueUrl(options);
  if (!limits.ok || !url.ok) return refuse(issuesOf(limits, url), EXIT.usage);
  return withDoors(options, async (doors) => {
    const { stop } = listenForSignals();
    const worker = openChunkWorker(world, doors, { actor: actorOf("work"), limits: limits.value });
    const queue = await openQueue(url.value);
    try {
      await queue.work({
        worker: `${hostname()}:${process.pid}`,
        stop,
        until: options.once === true ? "drained" : "stopped",
        atOnce: CHUNKS_AT_ONCE,
        handle: worker.handle,
        tell: (news) => tell(news, options),
      });
    } finally {
      await queue.close();
      await worker.close();
    }
    return EXIT.done;
  });
};

const tell = (news: ChunkNews, { json = false, quiet = false }: Manner): void => {
  if (json) process.stdout.write(newsLine(news));
  else if (news.kind !== "done") process.stderr.write(`${newsText(news)}\n`);
  else if (!quiet) process.stdout.write(`${newsText(news)}\n`);
};

const newsText = (news: ChunkNews): string => {
  const { run, chunk } = news.place;
  const name = `run ${run}, chunk ${chunk}`;
  switch (news.kind) {
    case "done":
      return `${name}: ${news.documents} documents`;
    case "failed":
      return `${name} failed, and comes again: ${printable(news.reason)}`;
    case "set-aside":
      return `${name} was set aside: ${printable(news.reason)}`;
  }
};

const newsLine = (news: ChunkNews): string => {
  const { run, chunk } = news.place;
  const documents = news.kind === "done" ? news.documents : null;
  const reason = news.kind === "done" ? null : news.reason;
  return `${JSON.stringify({ run, chunk, outcome: news.kind, documents, reason })}\n`;
};
