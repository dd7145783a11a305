import type { SourceRef } from "../../kernel/ids.ts";
import { storedText, type InputDocument, type InputRecord } from "../../pipeline.ts";
import type { NewDocument } from "../register/document.ts";
import type { Bench, BillOutcome } from "./bench.ts";

/** The earlier document that a correction is about; the data of a bill run know of none. */
export type Relation = Pick<NewDocument, "replaces" | "corrects">;

/** A document that reads, and its text as the store keeps it. */
export type Candidate = {
  readonly place: string;
  readonly relation?: Relation;
  readonly document: InputDocument;
  readonly stored: Uint8Array;
  readonly inputHash: string;
};

/** A record of the run's input; `ordinal` counts them from 1, as several can stand on one line. */
export type RunRecord = InputRecord & { readonly ordinal: number; readonly relation?: Relation };

/** What is already decided, and what still goes on. */
export type Sorted<T> = { readonly settled: readonly BillOutcome[]; readonly open: readonly T[] };

/** The records of a chunk that read; the others are refused with all that is wrong. */
export const candidatesOf = (records: readonly RunRecord[], digest: Bench["digest"]): Sorted<Candidate> => {
  const settled: BillOutcome[] = [];
  const open: Candidate[] = [];
  for (const { source, id, result, ordinal, relation } of records) {
    const place = placeOf(source, ordinal);
    if (!result.ok) {
      settled.push({ place, outcome: "refused", ...(id !== undefined && { id }), issues: result.issues });
      continue;
    }
    const stored = new TextEncoder().encode(storedText(result.value));
    open.push({
      place,
      document: result.value,
      stored,
      inputHash: digest(stored),
      ...(relation !== undefined && { relation }),
    });
  }
  return { settled, open };
};

export const refusalOf = ({ place, document }: Candidate, issues: BillOutcome["issues"]): BillOutcome => ({
  place,
  outcome: "refused",
  id: document.id,
  kind: document.kind,
  issues,
});

/** "invoices.jsonl:17 #17". */
const placeOf = ({ file, line }: SourceRef, ordinal: number): string =>
  `${line === undefined ? file : `${file}:${line}`} #${ordinal}`;
