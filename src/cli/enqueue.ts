import { openQueue } from "../adapters/queue.ts";
import { CHUNK } from "../app/bill/bill.ts";
import { enqueueDocuments } from "../app/bill/enqueue.ts";
import { openRun, type BillRun } from "../app/bill/open-run.ts";
import type { Queue } from "../app/bill/queue.ts";
import { outcomeLine, outcomeText } from "../app/bill/report.ts";
import type { World } from "../app/world.ts";
import { fail, issuesOf, succeed, type Result } from "../kernel/result.ts";
import { billRequestOf, type BillOptions } from "./bill.ts";
import { withDoors } from "./doors.ts";
import { EXIT } from "./exit.ts";
import { listenForSignals } from "./interrupt.ts";
import { createProgress, quietProgress } from "./progress.ts";
import { queueUrl } from "./queue-url.ts";
import { refuse, warn } from "./tell.ts";

export type EnqueueOptions = { readonly enqueue?: boolean; readonly chunkSize?: string };

type Options = BillOptions & EnqueueOptions;

const MOST_IN_A_CHUNK = 1000;

/** `billwright bill --enqueue`: the run and its chunks, for workers to do. */
export const enqueue = async (world: World, inputs: readonly string[], options: Options): Promise<number> => {
  const request = billRequestOf(inputs, options);
  const url = queueUrl(options);
  const size = chunkSizeOf(options);
  if (!request.ok || !url.ok || !size.ok) return refuse(issuesOf(request, url, size), EXIT.usage);
  return withDoors(options, async (doors) => {
    const run = await openRun(world, request.value, doors);
    if (!run.ok) return refuse(run.issues, EXIT.usage);
    // Nothing is drawn here.
    await run.value.bench.drawing.close();
    const queue = await openQueue(url.value);
    try {
      return await putAll(run.value, queue, { ...options, size: size.value });
    } finally {
      await queue.close();
    }
  });
};

const chunkSizeOf = ({ enqueue: isWanted, chunkSize, strict, report }: Options): Result<number> => {
  if (isWanted !== true) return fail(wrong("--chunk-size", "only --enqueue makes chunks"));
  if (strict === true) return fail(wrong("--strict", "workers go on side by side, so none can stop the others"));
  if (report !== undefined)
    return fail(
      wrong(
        "--report",
        "the run has not ended when its documents are on the queue: billwright run status has --report",
      ),
    );
  if (chunkSize === undefined) return succeed(CHUNK);
  const size = /^\d{1,4}$/.test(chunkSize) ? Number(chunkSize) : 0;
  return size >= 1 && size <= MOST_IN_A_CHUNK
    ? succeed(size)
    : fail(wrong("--chunk-size", `"${chunkSize}" is no whole number from 1 to ${MOST_IN_A_CHUNK}`));
};

const wrong = (at: string, message: string) => ({ rule: null, at, message });

type Tally = { readonly documents: number; readonly chunks: number; readonly put: number; readonly refused: number };

const putAll = async (run: BillRun, queue: Queue, options: Options & { readonly size: number }): Promise<number> => {
  const { json = false, quiet = false, size } = options;
  const { stop, code } = listenForSignals();
  const progress = json || quiet ? quietProgress() : createProgress(run.extent);
  let tally: Tally = { documents: 0, chunks: 0, put: 0, refused: 0 };
  try {
    const order = { records: run.records(), bench: run.bench, queue, stop, chunkSize: size };
    for await (const { documents, put, refused } of enqueueDocuments(order)) {
      tally = {
        documents: tally.documents + documents,
        chunks: tally.chunks + (documents > 0 ? 1 : 0),
        put: tally.put + (put ? 1 : 0),
        refused: tally.refused + refused.length,
      };
      if (json) process.stdout.write(refused.map(outcomeLine).join(""));
      else progress.tell(refused.map(outcomeText).join(""));
      progress.step(tally.documents + tally.refused);
    }
  } finally {
    progress.end();
  }
  warn(run.strayOverlays());
  if (json) process.stdout.write(`${JSON.stringify({ run: options.run, ...tally })}\n`);
  else if (!quiet) process.stdout.write(enqueuedText(options.run, tally, stop));
  return code() ?? (tally.refused > 0 ? EXIT.refused : EXIT.done);
};

const enqueuedText = (run: string, tally: Tally, { aborted }: { readonly aborted: boolean }): string => {
  const { documents, chunks, put, refused } = tally;
  const there = chunks - put;
  const known = there === 0 ? "" : `, ${there} of them from before`;
  const next = aborted
    ? "stopped before the end of the input: run the same again, and the rest is put there too"
    : `workers do the rest (billwright work); billwright run status ${run} shows how far they are`;
  return `run ${run}: ${documents} documents in ${chunks} chunks on the queue${known}; ${refused} refused\n${next}\n`;
};
