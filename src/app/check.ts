import { examineDocuments, type Inspect, type Stop } from "./examine.ts";
import type { Outcome } from "./outcome.ts";
import type { Run } from "./prepare.ts";

/** Everything that a render would refuse, found by rendering in memory; nothing is written. */
export async function* checkDocuments(run: Run, stop: Stop): AsyncGenerator<Outcome> {
  for await (const { outcome } of examineDocuments(run, inspectNothing, stop)) yield { ...outcome, files: [] };
}

const inspectNothing: Inspect = async () => ({ status: "accepted", write: [], issues: [] });
