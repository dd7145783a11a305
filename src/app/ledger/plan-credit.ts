import type { RatedDocument } from "../../intake/rated-document.ts";
import { dateIn, type CalendarDate } from "../../kernel/calendar.ts";
import { fail, invariant, succeed, type Issue, type Result } from "../../kernel/result.ts";
import { createLanguages, readStored, storedText } from "../../pipeline.ts";
import type { Bench } from "../bill/bench.ts";
import { isUnfinished } from "../bill/known.ts";
import type { RegisteredDocument } from "../register/document.ts";
import { chooseRows } from "./choose.ts";
import { creditNoteFor } from "./credit-note.ts";
import type { Reckoned } from "./credits.ts";
import type { Desk } from "./desk.ts";
import { nameOf } from "./find-document.ts";
import { leftOf } from "./left.ts";

/** What is to be credited of an invoice; without rows all that is left. */
export type CreditRequest = {
  /** "line", "line=3", "fees/fee". */
  readonly rows: readonly string[];
  /** Printed, as it is (rule A19); else words of the document's language. */
  readonly reason?: string;
  /** Else today, in the zone of the entity. */
  readonly issueDate?: CalendarDate;
};

/** What a credit is issued with. */
export type Hands = { readonly desk: Desk; readonly bench: Bench };

/** An invoice with the credits that stand against it, and what is asked for. */
export type Case = {
  readonly invoice: Reckoned;
  readonly credits: readonly Reckoned[];
  readonly request: CreditRequest;
};

/** A credit that asks for the same and is not through, or is of the same day; else a new one. */
export const planCredit = async (one: Case, hands: Hands): Promise<Result<RatedDocument>> => {
  const { invoice, credits } = one;
  const issueDate = one.request.issueDate ?? todayFor(invoice, hands);
  for (const known of credits.filter(({ registered }) => registered.corrects === invoice.registered.id)) {
    const isOpen = isUnfinished(known.registered);
    if (!isOpen && (one.request.rows.length === 0 || known.registered.issueDate !== issueDate)) continue;
    const others = { ...one, credits: credits.filter((other) => other !== known) };
    const again = made(others, { id: known.registered.id, issueDate: known.registered.issueDate }, hands);
    if (again.ok && storedText(again.value) === storedText(withoutNumber(known.document))) return again;
    if (isOpen) return fail(unfinished(known.registered));
  }
  return made(one, { id: await freeId(invoice.registered, hands.bench), issueDate }, hands);
};

/** As it was given, before the register gave it its number. */
const withoutNumber = (registered: RatedDocument): RatedDocument => {
  const { number: _, ...document } = registered;
  return { ...document, payment: {} };
};

/** Checked as any input, by the profile of today. */
const made = (
  { invoice, credits, request }: Case,
  { id, issueDate }: { readonly id: string; readonly issueDate: CalendarDate },
  { desk, bench }: Hands,
): Result<RatedDocument> => {
  const { registered, document } = invoice;
  const { number } = registered;
  invariant(number !== undefined, "an invoice of the register has its number");
  if (issueDate < registered.issueDate) return fail(tooEarly(issueDate, registered));
  const { say } = createLanguages(desk.world.assets.locale, bench.issuer.texts)(registered.locale);
  const left = leftOf(
    invoice.invoice,
    number,
    credits.map((credit) => credit.invoice),
  );
  const taken = chooseRows(request.rows, left, document);
  if (!taken.ok) return withCredits(taken, credits);
  const reason = request.reason ?? say("credit.reason");
  const facts = { id, number, issueDate, reason, rounding: say("credit.rounding") };
  const note = creditNoteFor(invoice.invoice, { taken: taken.value, left, facts }, bench.issuer);
  if (!note.ok) return note;
  const read = readStored(storedText(note.value), bench.issuer);
  if (!read.ok) return read;
  invariant(read.value.kind === "credit-note", "what was stored as a credit note is read as one");
  return succeed(read.value);
};

/** What a refusal is about is seen by the credits that there are. */
const withCredits = (refused: Extract<Result<never>, { ok: false }>, credits: readonly Reckoned[]): Result<never> => {
  if (credits.length === 0) return refused;
  const names = credits.map(({ registered }) => nameOf(registered)).join(", ");
  const tell = (issue: Issue): Issue => ({ ...issue, message: `${issue.message}; credited so far by ${names}` });
  return { ok: false, issues: refused.issues.map(tell) };
};

const todayFor = ({ registered, issuer }: Reckoned, { desk, bench }: Hands): CalendarDate => {
  const entity = bench.issuer.entities[registered.entity] ?? issuer.entities[registered.entity];
  invariant(entity !== undefined, "a document's own profile has its entity (F7)");
  return dateIn(desk.world.clock.now(), entity.timeZone);
};

/** "INV-17-C1", "-C2" …: two that are made at once take the same id, and the register takes one of them. */
const freeId = async ({ id }: RegisteredDocument, { register }: Bench): Promise<string> => {
  for (let serial = 1; ; serial += 1) {
    const wanted = `${id}-C${serial}`;
    if (!(await register.documents.find([wanted])).has(wanted)) return wanted;
  }
};

const tooEarly = (date: CalendarDate, registered: RegisteredDocument): Issue => ({
  rule: "A19",
  at: "--date",
  message: `${date} is before ${nameOf(registered)} was issued, on ${registered.issueDate}`,
  hint: "a credit is never earlier than what it corrects",
});

const unfinished = (credit: RegisteredDocument): Issue => ({
  rule: "A19",
  at: "",
  message: `the credit note ${nameOf(credit)} has its number and is not issued yet`,
  hint: "ask for it again as it was asked for, and it goes on; or make it void",
});
