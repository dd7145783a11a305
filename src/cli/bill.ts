import { availableParallelism } from "node:os";
import { billDocuments, CHUNK } from "../app/bill/bill.ts";
import { openRun, type BillRequest, type BillRun } from "../app/bill/open-run.ts";
import type { Stop } from "../app/in-order.ts";
import { outcomeLine, outcomeText, summaryText } from "../app/bill/report.ts";
import { requestOf, type Typed } from "../app/request.ts";
import type { RunSummary } from "../app/register/run.ts";
import type { World } from "../app/world.ts";
import { succeed, type Result } from "../kernel/result.ts";
import { actorOf } from "./actor.ts";
import { withDoors, type DoorOptions } from "./doors.ts";
import { EXIT } from "./exit.ts";
import type { Manner } from "./follow.ts";
import { listenForSignals } from "./interrupt.ts";
import { createProgress, quietProgress } from "./progress.ts";
import { writeReport } from "./run-report.ts";
import { refuse, warn } from "./tell.ts";

export type BillOptions = Pick<Typed, "format" | "issuer" | "overlay" | "workers" | "timeLimit"> &
  Manner &
  DoorOptions & { readonly run: string; readonly strict?: boolean; readonly report?: string };

/** `billwright bill`: options → the billing batch → exit code. */
export const bill = async (world: World, inputs: readonly string[], options: BillOptions): Promise<number> => {
  const request = billRequestOf(inputs, options);
  if (!request.ok) return refuse(request.issues, EXIT.usage);
  return withDoors(options, async (doors) => {
    const run = await openRun(world, request.value, doors);
    return run.ok ? runToItsEnd(world, run.value, options) : refuse(run.issues, EXIT.usage);
  });
};

export const billRequestOf = (inputs: readonly string[], options: BillOptions): Result<BillRequest> => {
  const request = requestOf(inputs, options, availableParallelism());
  if (!request.ok) return request;
  const { limits, overlays, formats, issuer } = request.value;
  return succeed({
    inputs,
    overlays,
    formats,
    run: options.run,
    actor: actorOf("bill"),
    limits,
    ...(issuer !== undefined && { issuer }),
  });
};

const runToItsEnd = async (world: World, run: BillRun, options: BillOptions): Promise<number> => {
  const { stop, code } = listenForSignals();
  const { bench } = run;
  const { runs } = bench.register;
  let documentsIn = 0;
  try {
    documentsIn = await follow(run, options, stop);
  } finally {
    await bench.drawing.close();
  }
  warn(run.strayOverlays());
  const state = stop.aborted ? "stopped" : "finished";
  await runs.end(options.run, { state, by: bench.actor, at: world.clock.now(), documentsIn });
  const path = options.report ?? `billwright-${options.run}.html`;
  await writeReport(world, { ...bench, path });
  const summary = await runs.summary(options.run);
  if (summary !== undefined && options.json !== true && options.quiet !== true) {
    process.stdout.write(`${summaryText(summary)}report: ${path}\n`);
  }
  return code() ?? exitOf(summary);
};

/** Tells what becomes of each document, and gives how many were read. */
const follow = async (run: BillRun, { json, quiet, strict }: BillOptions, stop: Stop): Promise<number> => {
  const progress = json === true || quiet === true ? quietProgress() : createProgress(run.extent);
  let read = 0;
  let documents = 0;
  const outcomes = billDocuments({
    records: counted(run.records(), () => (read += 1)),
    bench: run.bench,
    stop,
    refused: strict === true ? "stop" : "set-aside",
    chunkSize: CHUNK,
    chunksAtOnce: CHUNKS_AT_ONCE,
  });
  try {
    for await (const outcome of outcomes) {
      documents += 1;
      if (json === true) process.stdout.write(outcomeLine(outcome));
      else progress.tell(outcomeText(outcome));
      progress.step(documents);
    }
  } finally {
    progress.end();
  }
  return read;
};

async function* counted<Item>(items: AsyncIterable<Item>, count: () => void): AsyncGenerator<Item> {
  for await (const item of items) {
    count();
    yield item;
  }
}

/** One is drawn while one is stored and one gets its numbers. */
const CHUNKS_AT_ONCE = 3;

const exitOf = (summary: RunSummary | undefined): number =>
  summary === undefined || summary.counts.refused + summary.counts.waiting > 0 ? EXIT.refused : EXIT.done;
