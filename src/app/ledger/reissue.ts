import { fail, invariant, succeed, type Issue, type Result } from "../../kernel/result.ts";
import type { InputDocument } from "../../pipeline.ts";
import type { BillOutcome } from "../bill/bench.ts";
import { isUnfinished } from "../bill/known.ts";
import type { Reading } from "../reading.ts";
import type { RegisteredDocument } from "../register/document.ts";
import { openArchive } from "./archive.ts";
import { underWay } from "./close-online.ts";
import { finishOne, numberOne, withCounter, type IssueOrder } from "./counter.ts";
import { creditOne, otherIssuer } from "./credit.ts";
import { creditsOf, reckon, type Reckoned } from "./credits.ts";
import type { Desk } from "./desk.ts";
import { findDocument, nameOf } from "./find-document.ts";
import { hasLeft, leftOf } from "./left.ts";
import type { Hands } from "./plan-credit.ts";
import { voidUncredited } from "./void.ts";

/** How the wrong document came out of force: void, by a credit note for what was left of it, or it was so before. */
export type Settled =
  { readonly kind: "void" | "credited-before" } | { readonly kind: "credited"; readonly credit: BillOutcome };

export type Reissued = {
  readonly replaced: RegisteredDocument;
  readonly settled: Settled;
  readonly outcome: BillOutcome;
  readonly warnings: readonly Issue[];
};

type Order = { readonly desk: Desk; readonly order: IssueOrder; readonly reason: string };

/**
 * The corrected document, the one record of the input, takes the place of a wrong one. It gets its number first, so that
 * nothing is taken out of force for a document that would be refused; then the wrong one is made void, or credited where
 * money or credits stand on it; then the new one is issued. Stopped anywhere, it goes on when it is asked again.
 */
export const reissueDocument = async (typed: string, { desk, order, reason }: Order): Promise<Result<Reissued>> => {
  const old = await findDocument(typed, desk.doors.register);
  if (!old.ok) return old;
  const corrected = await onlyDocument(order.reading);
  if (!corrected.ok) return corrected;
  return withCounter(desk, order, async (bench) => {
    const issues = await standingAgainst(old.value, corrected.value, { desk, bench });
    if (issues.length > 0) return fail(...issues);
    return replace(old.value, corrected.value, { hands: { desk, bench }, reason });
  });
};

const replace = async (
  old: RegisteredDocument,
  document: InputDocument,
  { hands, reason }: { readonly hands: Hands; readonly reason: string },
): Promise<Result<Reissued>> => {
  const { bench, desk } = hands;
  const file = `register reissue ${old.id}: ${document.source.file}`;
  const numbered = await numberOne({ document, file, relation: { replaces: old.id } }, bench);
  if (!numbered.ok) return numbered;
  const settled = await takeOutOfForce(old, reason, hands);
  if (!settled.ok) return settled;
  const outcome = await finishOne(numbered.value, bench);
  const after = (await desk.doors.register.documents.find([old.id])).get(old.id);
  invariant(after !== undefined, "the register loses no document");
  return succeed({ replaced: after, ...settled.value, outcome });
};

type OutOfForce = Pick<Reissued, "settled" | "warnings">;

const takeOutOfForce = async (old: RegisteredDocument, reason: string, hands: Hands): Promise<Result<OutOfForce>> => {
  const { desk, bench } = hands;
  if (old.state === "void") return withoutWarning({ kind: "void" });
  const archive = openArchive(bench.store);
  const credits = await creditsOf(old, { documents: bench.register.documents, archive });
  if (!credits.ok) return credits;
  if (old.payment !== "paid" && credits.value.length === 0) {
    const voided = await voidUncredited(old, desk);
    return voided.ok ? withoutWarning({ kind: "void" }) : voided;
  }
  const invoice = await reckon(old, archive);
  if (!invoice.ok) return invoice;
  if (isExhausted(invoice.value, credits.value)) return withoutWarning({ kind: "credited-before" });
  const credited = await creditOne(old, { rows: [], reason }, hands);
  if (!credited.ok) return credited;
  const { outcome, warnings } = credited.value;
  return succeed({ settled: { kind: "credited", credit: outcome }, warnings });
};

const withoutWarning = (settled: Settled): Result<OutOfForce> => succeed({ settled, warnings: [] });

const isExhausted = ({ invoice, registered }: Reckoned, credits: readonly Reckoned[]): boolean =>
  credits.every((credit) => !isUnfinished(credit.registered)) &&
  !leftOf(
    invoice,
    nameOf(registered),
    credits.map((credit) => credit.invoice),
  ).rows.some(hasLeft);

const onlyDocument = async (reading: Reading): Promise<Result<InputDocument>> => {
  const found: Result<InputDocument>[] = [];
  for await (const { result } of reading.records()) {
    found.push(result);
    if (found.length > 1) break;
  }
  const [only] = found;
  return only === undefined || found.length > 1 ? fail(NOT_ONE) : only;
};

const NOT_ONE: Issue = {
  rule: null,
  at: "",
  message: "the input must hold one document, the one that takes the place of the wrong one",
  hint: "a JSON file with one object; documents of billing runs go through billwright bill",
};

const standingAgainst = async (
  old: RegisteredDocument,
  corrected: InputDocument,
  { desk, bench }: Hands,
): Promise<readonly Issue[]> => {
  const { documents } = desk.doors.register;
  const known = (await documents.find([corrected.id])).get(corrected.id);
  const issuer = await openArchive(bench.store).issuerOf(old);
  if (!issuer.ok) return issuer.issues;
  const refuse = (at: string, message: string, hint: string): Issue => ({ rule: "A20", at, message, hint });
  return [
    ...(corrected.id === old.id
      ? [refuse("/id", `"${old.id}" is the id of the wrong document`, "the corrected one has an id of its own")]
      : []),
    ...(known !== undefined && known.id !== old.id && known.replaces !== old.id
      ? [refuse("/id", `"${known.id}" is a document that does not replace ${nameOf(old)}`, "give it an id of its own")]
      : []),
    ...(corrected.kind === old.kind
      ? []
      : [
          refuse(
            "/kind",
            `"${corrected.kind}" cannot replace ${nameOf(old)}, which is "${old.kind}"`,
            `write "${old.kind}"`,
          ),
        ]),
    ...(old.replacedBy === undefined || old.replacedBy === corrected.id
      ? []
      : [
          refuse(
            "",
            `${nameOf(old)} was replaced by "${old.replacedBy}" already`,
            `reissue that one: ${old.replacedBy}`,
          ),
        ]),
    ...(old.payment === "processing" ? [underWay(old)] : []),
    ...(issuer.value.id === bench.issuer.id ? [] : [otherIssuer(old, issuer.value.id, bench.issuer.id)]),
  ];
};
