import type { Issue } from "../../kernel/result.ts";
import { invariant } from "../../kernel/result.ts";
import type { Money } from "../../kernel/money.ts";
import { documentLocale, type InputDocument } from "../../pipeline.ts";
import type { Appraisal } from "../appraise.ts";
import type { NewDocument, RegisteredDocument, Reserved } from "../register/document.ts";
import type { Bench, BillOutcome } from "./bench.ts";
import { refusalOf, type Candidate, type Sorted } from "./candidate.ts";
import { doneOf, isUnfinished, otherContent, type Resumed } from "./known.ts";
import { cardMonthOf, trialOf, type Trial } from "./trial.ts";

type Accepted = { readonly trial: Trial; readonly appraisal: Appraisal };

/**
 * A full pass with placeholders first, so that a document which would be refused takes no number; then the inputs into
 * the store; then numbers, in the order of the input, in one transaction.
 */
export const reserveNew = async (candidates: readonly Candidate[], bench: Bench): Promise<Sorted<Resumed>> => {
  const { settled, open: accepted } = await tryOut(candidates, bench);
  if (accepted.length === 0) return { settled, open: [] };
  await bench.store.keep(accepted.map(({ trial }) => trial.candidate.stored));
  const reserved = await bench.register.documents.reserve(
    accepted.map((one) => ({
      document: newDocumentOf(one, bench),
      number: one.trial.number,
      credits: creditedNumbers(one.trial.candidate.document),
    })),
    { by: bench.actor, at: bench.now() },
  );
  const sorted = accepted.map(({ trial }, index) => sortReserved(trial.candidate, reserved[index], bench));
  return {
    settled: [...settled, ...sorted.flatMap((one) => ("outcome" in one ? [one] : []))],
    open: sorted.flatMap((one) => ("registered" in one ? [one] : [])),
  };
};

/** A credit within an invoice is settled with that invoice; of what a credit note names less is owed (rule A19). */
const creditedNumbers = (document: InputDocument): readonly string[] =>
  document.kind === "credit-note" ? document.lines.flatMap(({ corrects }) => corrects?.number ?? []) : [];

const tryOut = async (candidates: readonly Candidate[], bench: Bench): Promise<Sorted<Accepted>> => {
  const months = candidates.flatMap(({ document }) => cardMonthOf(document, bench.issuer) ?? []);
  const totals = months.length === 0 ? [] : await bench.register.payments.cardTotals(months);
  const trials = candidates.map((candidate) => trialOf(candidate, totals, bench));
  const appraisals = await bench.drawing.appraise(trials.map(({ filled }) => filled));
  const settled: BillOutcome[] = [];
  const open: Accepted[] = [];
  trials.forEach((trial, index) => {
    const appraisal = appraisals[index];
    invariant(appraisal !== undefined, "each document is appraised");
    const found = appraisal.ok ? oversized(appraisal.value) : withoutRepeats(appraisal.issues, trial.issues);
    const issues = [...trial.issues, ...found];
    if (appraisal.ok && issues.length === 0) open.push({ trial, appraisal: appraisal.value });
    else settled.push(refusalOf(trial.candidate, issues));
  });
  return { settled, open };
};

/** What is wrong with its number or its link has been told already. */
const withoutRepeats = (issues: readonly Issue[], told: readonly Issue[]): readonly Issue[] =>
  issues.filter(({ at }) => !told.some((one) => one.at === at));

const newDocumentOf = ({ trial, appraisal }: Accepted, bench: Bench): NewDocument => {
  const { document, place, inputHash, relation } = trial.candidate;
  const { customer } = document;
  const locale = documentLocale(customer, bench.issuer);
  invariant(locale.ok, "the trial has found the document's locale (A13)");
  const { net, tax, total, due, dueDate } = appraisal;
  return {
    id: document.id,
    kind: document.kind,
    origin: { run: bench.run, place },
    entity: document.entity,
    accountId: customer.accountId,
    customerName: customer.billTo.name,
    country: customer.billTo.address.country,
    region: customer.region,
    locale: locale.value,
    issueDate: document.issueDate,
    inputHash,
    profileHash: bench.profileHash,
    toolset: bench.toolset,
    methods: appraisal.onlineMethods,
    ...relation,
    ...(dueDate !== undefined && { dueDate }),
    ...(net && tax && total && due && { amounts: { net, tax, total, due } }),
    ...(trial.cardPaid !== undefined && { cardPaidThisMonth: trial.cardPaid }),
    ...(trial.link.kind === "ready" && { link: trial.link.link }),
  };
};

const sortReserved = (candidate: Candidate, reserved: Reserved | undefined, bench: Bench): Resumed | BillOutcome => {
  invariant(reserved !== undefined, "each reservation has its answer");
  if (reserved.kind === "clash") return refusalOf(candidate, [clashIssue(reserved)]);
  const registered = reserved.document;
  return isUnfinished(registered) ? { candidate, registered } : doneOf(candidate, registered, bench);
};

const clashIssue = ({ what, with: other }: Extract<Reserved, { kind: "clash" }>): Issue => {
  switch (what) {
    case "content":
      return otherContent(other);
    case "number":
      return { rule: "J-ALL-1", at: "/number", message: "the number is another document's", hint: hintFor(other) };
    case "link":
      return { rule: "B3", at: "/payment/link", message: "the link is another document's", hint: hintFor(other) };
  }
};

const hintFor = ({ id, origin }: RegisteredDocument): string =>
  `of "${id}", from ${origin.place} in run ${origin.run}; no two documents share one`;

/** More than the register's columns hold: no invoice is that high, so something is wrong with the data. */
const oversized = ({ net, tax, total, due }: Appraisal): readonly Issue[] =>
  [net, tax, total, due].some((amount: Money | undefined) => amount !== undefined && !fits(amount))
    ? [{ rule: null, at: "/lines", message: "comes to more than the register can hold, 92 quadrillion" }]
    : [];

const fits = ({ minor }: Money): boolean => BigInt.asIntN(64, minor) === minor;
