import { readFileSync } from "node:fs";
import { computeStatement, type UsageStatement } from "../../src/compute/usage-statement.ts";
import { readDraft } from "../../src/intake/read-draft.ts";
import type { IssuedInvoice } from "../../src/issue/issued-invoice.ts";
import { reviewLaw } from "../../src/law/law.ts";
import type { Locale } from "../../src/kernel/party.ts";
import type { Issuer } from "../../src/policy/issuer.ts";
import { presentEmail } from "../../src/present/email.ts";
import { isNumbered, type NumberedInvoice } from "../../src/present/email-frame.ts";
import type { EmailView } from "../../src/present/email-view.ts";
import { presentPaymentFailed, presentReceipt, type Payment } from "../../src/present/payment-email.ts";
import type { PresentContext } from "../../src/present/present-context.ts";
import { presentInvoice } from "../../src/present/present.ts";
import { presentStatement } from "../../src/present/statement.ts";
import { presentStatementEmail } from "../../src/present/statement-email.ts";
import { MERIDIAN, rawDocument, rawLine, valueOf } from "../documents.ts";
import { dateOf, issuedOf, languageOf } from "./views.ts";

type Raw = Readonly<Record<string, unknown>>;
type Options = { readonly issuer?: Issuer; readonly locale?: Locale; readonly copy?: "duplicate" | "translation" };

const contextOf = ({ issuer = MERIDIAN, locale = "en-US", copy }: Options): PresentContext => ({
  issuer,
  language: languageOf(locale, issuer.texts),
  ...(copy !== undefined && { copy }),
});

export const numbered = (issued: IssuedInvoice): NumberedInvoice => {
  if (!isNumbered(issued)) throw new Error("a preview is not mailed");
  return issued;
};

/** The mail of a document, and the document's own view, as the pipeline makes them. */
export const mailOf = (fields: Raw = {}, options: Options = {}) => {
  const context = contextOf(options);
  const issued = numbered(issuedOf(fields, { issuer: context.issuer }));
  const view = presentInvoice(issued, valueOf(reviewLaw(issued)), context);
  return { view, mail: presentEmail(issued, view, context) };
};

const paymentOf = (issued: NumberedInvoice, fields: Partial<Payment["method"]>): Payment => ({
  amount: issued.invoice.due,
  date: dateOf("2026-06-14"),
  method: { kind: "card", brand: "Visa", last4: "4242", ...fields },
});

export const failedMail = (
  fields: Raw = {},
  { method = {}, ...options }: Options & { readonly method?: Partial<Payment["method"]> } = {},
): EmailView => {
  const issued = numbered(issuedOf(fields, options));
  return presentPaymentFailed(issued, paymentOf(issued, method), contextOf(options));
};

export const receiptMail = (
  fields: Raw = {},
  { method = {}, ...options }: Options & { readonly method?: Partial<Payment["method"]> } = {},
): EmailView => {
  const issued = numbered(issuedOf(fields, options));
  return presentReceipt(
    issued,
    paymentOf(issued, { kind: "bank", brand: "First Bank", last4: "6789", ...method }),
    contextOf(options),
  );
};

const INPUT = new URL("../../golden/us-usage-statement/input.json", import.meta.url);

export const statementOf = (): UsageStatement => {
  const value: unknown = JSON.parse(readFileSync(INPUT, "utf8"));
  const document = valueOf(readDraft({ value, locate: (pointer) => ({ file: "s.json", pointer }) }, MERIDIAN));
  if (document.kind !== "usage-statement") throw new Error("the case is a usage statement");
  return valueOf(computeStatement(document, MERIDIAN));
};

export const statementMail = (options: Options = {}): EmailView => {
  const statement = statementOf();
  const seller = MERIDIAN.entities[statement.document.entity];
  if (seller === undefined) throw new Error("the seller is in the profile");
  const context = { ...contextOf(options), seller, state: "final" } as const;
  return presentStatementEmail(statement, presentStatement(statement, context), context);
};

/** A credit of two lines that correct one invoice, the second twice for the same reason. */
export const CREDIT: Raw = {
  kind: "credit-note",
  number: "CN-1",
  lines: ["counted twice", "wrong rate", "wrong rate"].map((reason, index) =>
    rawLine({ id: `l${index}`, quantity: "-1", corrects: { number: "INV-0", date: "2026-04-15", reason } }),
  ),
  payment: {},
};

/** A British buyer, who has no online method (rule B3). */
export const ABROAD: Raw = {
  customer: {
    ...Object(rawDocument()["customer"]),
    region: "EMEA",
    billTo: { name: "Buyer plc", address: { lines: ["1 High Street"], city: "Leeds", country: "GB" } },
  },
  payment: {},
};

export const SAVED: Raw = {
  payment: {
    link: "https://pay.meridian.example/i/abc",
    savedMethod: { kind: "card", brand: "Visa", last4: "4242" },
  },
};

/** Every text of a mail in its order, with its subject; spaces as they are printed. */
export const textsOf = (mail: EmailView): readonly string[] => {
  const found: string[] = [mail.subject];
  JSON.stringify(mail, (_, value: unknown) => {
    if (isText(value)) found.push(value.runs.map(({ text }) => text).join(""));
    return value;
  });
  return found;
};

/** The mail with each of its texts changed. */
export const withTexts = (mail: EmailView, change: (text: string) => string): EmailView =>
  JSON.parse(JSON.stringify(mail), (_, value: unknown) =>
    isText(value) ? { runs: value.runs.map((run) => ({ ...run, text: change(run.text) })) } : value,
  );

const isText = (value: unknown): value is { readonly runs: readonly { readonly text: string }[] } =>
  typeof value === "object" && value !== null && "runs" in value && Array.isArray(value.runs);
