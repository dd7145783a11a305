import type { RunEntry } from "../register/run.ts";
import type { Bench, BillOutcome } from "./bench.ts";
import type { Candidate, Sorted } from "./candidate.ts";
import { issueChunk } from "./issue-chunk.ts";
import { sortKnown, type Resumed } from "./known.ts";
import { linkChunk } from "./link-chunk.ts";
import { reserveNew } from "./reserve-new.ts";

/** A chunk whose documents have their numbers, or are refused: what is left needs no other chunk. */
export type Numbered = Sorted<Resumed>;

/** The first half of a chunk: chunk after chunk, so that numbers follow the input. */
export const numberChunk = async (read: Sorted<Candidate>, bench: Bench): Promise<Numbered> => {
  const known = await sortKnown(read.open, bench);
  const fresh = await reserveNew(known.unknown, bench);
  return {
    settled: [...read.settled, ...known.settled, ...fresh.settled],
    open: [...known.open, ...fresh.open],
  };
};

/** The second half, which may run beside those of other chunks. The outcomes come in the order of the input. */
export const finishChunk = async ({ settled, open }: Numbered, bench: Bench): Promise<readonly BillOutcome[]> => {
  const linked = await linkChunk(open, bench);
  const issued = await issueChunk(linked.open, bench);
  const outcomes = [...settled, ...linked.settled, ...issued].toSorted((a, b) => ordinalOf(a) - ordinalOf(b));
  await bench.register.runs.record(bench.run, outcomes.map(entryOf));
  return outcomes;
};

const ordinalOf = ({ place }: BillOutcome): number => Number(place.slice(place.lastIndexOf("#") + 1));

export const entryOf = ({ place, outcome, id, issues }: BillOutcome): RunEntry => ({
  place,
  outcome,
  issues,
  ...(id !== undefined && outcome !== "refused" && { documentId: id }),
});
