import { readStored, storedText } from "../../pipeline.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Bench, BillOutcome } from "./bench.ts";
import { refusalOf, type Candidate, type Sorted } from "./candidate.ts";

/** A document that has its number and goes on from where an earlier run, or an earlier try of this one, left it. */
export type Resumed = { readonly candidate: Candidate; readonly registered: RegisteredDocument };

/**
 * Compares documents with what the register knows under their ids: one that is issued is done, with the same content
 * nothing new comes of it, with other content it is refused (rule A20).
 */
export const sortKnown = async (
  candidates: readonly Candidate[],
  bench: Bench,
): Promise<Sorted<Resumed> & { readonly unknown: readonly Candidate[] }> => {
  const known = await bench.register.documents.find(candidates.map(({ document }) => document.id));
  const settled: BillOutcome[] = [];
  const open: Resumed[] = [];
  const unknown: Candidate[] = [];
  for (const candidate of candidates) {
    const registered = known.get(candidate.document.id);
    if (registered === undefined) unknown.push(candidate);
    else if (!(await isSame(candidate, registered, bench)))
      settled.push(refusalOf(candidate, [otherContent(registered)]));
    else if (isUnfinished(registered)) open.push({ candidate, registered });
    else settled.push(doneOf(candidate, registered, bench));
  }
  return { settled, open, unknown };
};

export const isUnfinished = ({ state }: RegisteredDocument): boolean => state === "numbered" || state === "rendered";

/** Issued by this run from this place, if only by an earlier try of it; else it was there before. */
export const doneOf = ({ place, document }: Candidate, { origin, number }: RegisteredDocument, { run }: Bench) =>
  ({
    place,
    outcome: origin.run === run && origin.place === place ? "issued" : "already-issued",
    id: document.id,
    kind: document.kind,
    ...(number !== undefined && { number }),
    issues: [],
  }) as const satisfies BillOutcome;

/** An earlier version of the program may have written the same document in other words; it is then read by this one. */
export const isSame = async (
  { inputHash, stored }: Candidate,
  registered: RegisteredDocument,
  { store, issuer, digest }: Bench,
): Promise<boolean> => {
  if (registered.inputHash === inputHash) return true;
  const bytes = await store.read(registered.inputHash);
  const read = bytes && readStored(new TextDecoder().decode(bytes), issuer);
  return read?.ok === true && digest(new TextEncoder().encode(storedText(read.value))) === digest(stored);
};

export const otherContent = ({ number, origin, id }: RegisteredDocument): BillOutcome["issues"][number] => ({
  rule: "A20",
  at: "/id",
  message: `the id "${id}" was used for a document with other content${number === undefined ? "" : `, number ${number}`}`,
  hint: `it came from ${origin.place} in run ${origin.run}; what was issued never changes: credit or reissue it, under a new id`,
});
