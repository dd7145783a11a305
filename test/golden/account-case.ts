import { factsOf } from "../../src/app/facts.ts";
import type { AccountFacts, AccountItem, AccountPayment } from "../../src/compute/account-facts.ts";
import type { RatedDocument } from "../../src/intake/rated-document.ts";
import type { IssuedInvoice } from "../../src/issue/issued-invoice.ts";
import { parseCalendarDate, type CalendarDate } from "../../src/kernel/calendar.ts";
import { parseMoney, type Currency } from "../../src/kernel/money.ts";
import { fail, invariant, issuesOf, succeed, type Result } from "../../src/kernel/result.ts";
import { toAccountStatement, toDocuments, toInvoice, type AccountDocuments, type Context } from "../../src/pipeline.ts";
import type { GoldenCase } from "./cases.ts";

type Wanted = NonNullable<GoldenCase["accountStatement"]>;

/** The statement of the account to which the case's documents are issued: one customer, entity and currency. */
export const makeAccountStatement = (
  documents: readonly RatedDocument[],
  wanted: Wanted,
  context: Context,
): Result<AccountDocuments> => {
  const issued = documents.map((document) => issue(document, context));
  const issues = issuesOf(...issued);
  if (issues.length > 0) return fail(...issues);
  const invoices = issued.flatMap((result) => (result.ok ? [result.value] : []));
  const [first] = invoices;
  invariant(first !== undefined, "a case has documents");
  const { document, currency } = first.invoice;
  return toAccountStatement(
    {
      asOf: dayOf(wanted.asOf),
      ...(wanted.from !== undefined && { from: dayOf(wanted.from) }),
      customer: document.customer,
      entity: document.entity,
      currency,
      items: invoices.map((invoice) => itemOf(invoice, wanted.void)),
      payments: wanted.payments.map((payment) => paymentOf(payment, currency)),
    } satisfies AccountFacts,
    context,
  );
};

const issue = (document: RatedDocument, context: Context): Result<IssuedInvoice> => {
  const invoice = toInvoice(document, context.issuer);
  if (!invoice.ok) return invoice;
  const facts = factsOf(invoice.value, context.issuer, { kind: "numbered" });
  if (!facts.ok) return facts;
  const made = toDocuments(invoice.value, facts.value, context);
  return made.ok ? succeed(made.value.issued) : made;
};

const itemOf = ({ invoice, issueDate, state }: IssuedInvoice, voided: readonly string[]): AccountItem => {
  invariant(state.kind === "numbered", "an account has numbered documents");
  return {
    kind: invoice.document.kind,
    number: state.number,
    issueDate,
    ...(state.dueDate !== undefined && { dueDate: state.dueDate }),
    total: invoice.due,
    state: voided.includes(state.number) ? "void" : "open",
  };
};

const paymentOf = (
  { date, amount, number, method, status }: Wanted["payments"][number],
  currency: Currency,
): AccountPayment => {
  const money = parseMoney(amount, currency);
  invariant(money !== undefined, `${amount} is an amount in ${currency}`);
  return { date: dayOf(date), amount: money, number, ...(method !== undefined && { method }), status };
};

const dayOf = (text: string): CalendarDate => {
  const day = parseCalendarDate(text);
  invariant(day !== undefined, `${text} is a day of the calendar`);
  return day;
};
