import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openRegister } from "../../../src/adapters/register/open.ts";
import { openStore } from "../../../src/adapters/store.ts";
import { billDocuments } from "../../../src/app/bill/bill.ts";
import type { BillOutcome } from "../../../src/app/bill/bench.ts";
import { openRun, type BillRequest, type Doors } from "../../../src/app/bill/open-run.ts";
import type { RegisteredDocument } from "../../../src/app/register/document.ts";
import type { RunSummary } from "../../../src/app/register/run.ts";
import type { World } from "../../../src/app/world.ts";
import { valueOf } from "../../documents.ts";
import { ISSUER } from "../fake-world.ts";

/** A register and a store of their own in a folder. */
export const openDoors = async (folder: string): Promise<Doors> => ({
  register: await openRegister(join(folder, "register.sqlite")),
  store: valueOf(await openStore(join(folder, "store"))),
});

export const closeDoors = async ({ register, store }: Doors): Promise<void> => {
  await store.close();
  await register.close();
};

export type Billing = {
  readonly world: World;
  readonly doors: Doors;
  readonly request?: Partial<BillRequest>;
  readonly refused?: "set-aside" | "stop";
  readonly chunkSize?: number;
  readonly stop?: { readonly aborted: boolean };
};

/** A billing run over "in.jsonl" to its end; as text only unless asked, since that is quick. */
export const bill = async (
  billing: Billing,
): Promise<{ readonly outcomes: readonly BillOutcome[]; readonly summary: RunSummary }> => {
  const { world, doors, request, refused = "set-aside", chunkSize = 3, stop = { aborted: false } } = billing;
  const run = valueOf(await openRun(world, { ...REQUEST, ...request }, doors));
  const { bench } = run;
  const outcomes: BillOutcome[] = [];
  try {
    const order = { records: run.records(), bench, stop, refused, chunkSize, chunksAtOnce: 2 };
    for await (const outcome of billDocuments(order)) outcomes.push(outcome);
  } finally {
    await bench.drawing.close();
  }
  await doors.register.runs.end(bench.run, { state: "finished", by: bench.actor, at: world.clock.now() });
  const summary = await doors.register.runs.summary(bench.run);
  if (summary === undefined) throw new Error("the run has no summary");
  return { outcomes, summary };
};

export const REQUEST: BillRequest = {
  inputs: ["in.jsonl"],
  overlays: [],
  issuer: ISSUER,
  run: "2026-05",
  formats: ["text", "json"],
  actor: { name: "test" },
  limits: { workers: 1, secondsPerDocument: 60 },
};

export const all = async <T>(items: AsyncIterable<T>): Promise<readonly T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

export const registered = ({ register }: Doors): Promise<readonly RegisteredDocument[]> =>
  all(register.documents.list({}));

export const inputText = (folder: string): string => readFileSync(join(folder, "in.jsonl"), "utf8");
