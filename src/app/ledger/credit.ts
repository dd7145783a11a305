import { fail, succeed, type Issue, type Result } from "../../kernel/result.ts";
import type { BillOutcome } from "../bill/bench.ts";
import { isUnfinished } from "../bill/known.ts";
import type { RegisteredDocument } from "../register/document.ts";
import { openArchive } from "./archive.ts";
import { closeOnline } from "./close-online.ts";
import { finishOne, numberOne, withCounter, type IssueOrder } from "./counter.ts";
import { creditsOf, reckon } from "./credits.ts";
import type { Desk } from "./desk.ts";
import { findDocument, nameOf } from "./find-document.ts";
import { planCredit, type CreditRequest, type Hands } from "./plan-credit.ts";

/** What became of it, and what is to be told beside: a payment page that could not be closed. */
export type Credited = { readonly outcome: BillOutcome; readonly warnings: readonly Issue[] };

/**
 * A credit note for an issued invoice or a part of it, made from its stored input and issued as any document (rule A19).
 * The same asked twice on one day is one credit; one that was stopped on the way goes on.
 */
export const creditInvoice = async (
  typed: string,
  request: CreditRequest,
  { desk, order }: { readonly desk: Desk; readonly order: IssueOrder },
): Promise<Result<Credited>> => {
  const document = await findDocument(typed, desk.doors.register);
  if (!document.ok) return document;
  return withCounter(desk, order, (bench) => creditOne(document.value, request, { desk, bench }));
};

/**
 * With its number the credit is certain; then the invoice's page is closed, as the whole amount is no longer owed and
 * online only the whole is paid (rule B4); then the credit is issued.
 */
export const creditOne = async (
  registered: RegisteredDocument,
  request: CreditRequest,
  { desk, bench }: Hands,
): Promise<Result<Credited>> => {
  const archive = openArchive(bench.store);
  const standing = creditable(registered);
  if (standing.length > 0) return fail(...standing);
  const invoice = await reckon(registered, archive);
  if (!invoice.ok) return invoice;
  const { id: then } = invoice.value.issuer;
  if (then !== bench.issuer.id) return fail(otherIssuer(registered, then, bench.issuer.id));
  const credits = await creditsOf(registered, { documents: bench.register.documents, archive });
  if (!credits.ok) return credits;
  const note = await planCredit({ invoice: invoice.value, credits: credits.value, request }, { desk, bench });
  if (!note.ok) return note;
  const correction = {
    document: note.value,
    file: `register credit ${note.value.id}`,
    relation: { corrects: registered.id },
  };
  const numbered = await numberOne(correction, bench);
  if (!numbered.ok) return numbered.issues.some(({ at }) => at === "/id") ? fail(overtaken(registered)) : numbered;
  const closing = await closeOnline(registered, desk, archive);
  const outcome = await finishOne(numbered.value, bench);
  return succeed({ outcome, warnings: closing.ok ? [] : closing.issues });
};

const creditable = (registered: RegisteredDocument): readonly Issue[] => {
  const { kind, state } = registered;
  const name = nameOf(registered);
  const refuse = (message: string, hint: string): readonly Issue[] => [{ rule: "A19", at: "", message, hint }];
  if (kind === "credit-note") return refuse(`${name} is a credit note itself`, "make it void, or bill what is owed");
  if (state === "void") return refuse(`${name} is void: nothing is owed on it`, "there is nothing to credit");
  if (kind === "invoice" && isUnfinished(registered)) {
    return refuse(`${name} is not issued yet`, "run its billing run again, or make it void");
  }
  return [];
};

/** What is left is no longer what it was when this credit was reckoned. */
const overtaken = (registered: RegisteredDocument): Issue => ({
  rule: "A19",
  at: "",
  message: `another credit for ${nameOf(registered)} was made at this moment`,
  hint: "ask again for what is still to be credited",
});

export const otherIssuer = (registered: RegisteredDocument, then: string, now: string): Issue => ({
  rule: "F7",
  at: "--issuer",
  message: `${nameOf(registered)} was issued by "${then}", and the profile is that of "${now}"`,
  hint: "give the profile of the issuer of the document",
});
