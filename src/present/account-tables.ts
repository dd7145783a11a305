import { decimalOf, isNegative, isZero, negate } from "../kernel/money.ts";
import type { LegalEntity } from "../policy/issuer.ts";
import type { AccountPayment } from "../compute/account-facts.ts";
import type { AccountRow, AccountStatement, Unapplied } from "../compute/account-statement.ts";
import type { AccountBlock, AccountPaymentView, AccountRowView } from "./document-view.ts";
import { formatMoney, formatShortDate } from "./figures.ts";
import { plain } from "./text.ts";
import type { Language } from "./words.ts";

type Seller = { readonly seller: LegalEntity; readonly language: Language };

/** Open amounts by age, documents, payments: all in one currency, which the balance names (rules A1, A13). */
export const accountBlock = (statement: AccountStatement, { seller, language }: Seller): AccountBlock => {
  const { rows, unapplied, payments, outstanding } = statement;
  const hasDocuments = rows.length > 0 || unapplied.length > 0;
  return {
    kind: "account",
    ...(!isZero(outstanding) && { aging: agingTable(statement, language) }),
    ...(hasDocuments && { documents: documentTable(statement, { seller, language }) }),
    ...(payments.length > 0 && { payments: paymentTable(statement, language) }),
    ...(!hasDocuments && payments.length === 0 && { empty: plain(language.say("account.empty")) }),
  };
};

/** "Balance", or what the customer has to his credit. */
export const balanceLabel = ({ balance }: AccountStatement, { say }: Language): string =>
  say(isNegative(balance) ? "account.creditBalance" : "account.balance");

const agingTable = (
  { aging, outstanding }: AccountStatement,
  { say, figures }: Language,
): NonNullable<AccountBlock["aging"]> => ({
  caption: plain(say("account.agingCaption")),
  buckets: aging.map(({ bucket, amount }) => ({
    label: plain(say(`account.aging.${bucket}`)),
    value: plain(formatMoney(amount, figures)),
  })),
  total: { label: plain(say("account.outstanding")), value: plain(formatMoney(outstanding, figures)) },
});

const documentTable = (
  statement: AccountStatement,
  { seller, language }: Seller,
): NonNullable<AccountBlock["documents"]> => {
  const { say, figures } = language;
  return {
    caption: plain(say("account.documentsCaption")),
    columns: {
      document: plain(say("account.column.document")),
      issued: plain(say("account.column.issued")),
      due: plain(say("account.column.due")),
      amount: plain(say("account.column.amount")),
      paid: plain(say("account.column.paid")),
      open: plain(say("account.column.open")),
    },
    rows: [
      ...statement.rows.map((row) => documentRow(row, { seller, language })),
      ...statement.unapplied.map((entry) => unappliedRow(entry, language)),
    ],
    total: {
      label: plain(balanceLabel(statement, language)),
      value: plain(formatMoney(statement.balance, figures)),
    },
  };
};

/** A document bears the title that it was issued under: a tax invoice in Australia (J-ALL-10). */
const documentRow = (row: AccountRow, { seller, language }: Seller): AccountRowView => {
  const { say, sayMany, figures } = language;
  const { kind, number, issueDate, dueDate, overdue, failed } = row;
  const title = say(`title.${seller.titles[kind]}`);
  const date = (day: typeof issueDate): string => formatShortDate(day, figures);
  return {
    document: plain(say("title.numbered", { title, number })),
    ...(overdue !== undefined && {
      overdue: plain(sayMany("account.overdueSince", decimalOf(BigInt(overdue.days)), { date: date(overdue.since) })),
    }),
    notes: failed === undefined ? [] : [plain(say("account.lastFailed", { date: date(failed) }))],
    issued: plain(date(issueDate)),
    ...(dueDate !== undefined && { due: plain(date(dueDate)) }),
    amount: plain(formatMoney(row.total, figures)),
    paid: plain(formatMoney(row.paid, figures)),
    open: plain(formatMoney(row.open, figures)),
  };
};

const unappliedRow = ({ number, date, amount }: Unapplied, { say, figures }: Language): AccountRowView => ({
  document: plain(say("account.unapplied")),
  notes: [plain(say("account.unappliedFor", { number }))],
  issued: plain(formatShortDate(date, figures)),
  paid: plain(formatMoney(amount, figures)),
  open: plain(formatMoney(negate(amount), figures)),
});

const paymentTable = (
  { payments, received }: AccountStatement,
  language: Language,
): NonNullable<AccountBlock["payments"]> => {
  const { say, figures } = language;
  return {
    caption: plain(say("account.paymentsCaption")),
    columns: {
      date: plain(say("account.column.date")),
      document: plain(say("account.column.for")),
      method: plain(say("account.column.method")),
      amount: plain(say("account.column.amount")),
    },
    rows: payments.map((payment) => paymentRow(payment, language)),
    total: { label: plain(say("account.received")), value: plain(formatMoney(received, figures)) },
  };
};

/** Of the method no more than brand and last four digits (rule B10); what failed was not received (rule B6). */
const paymentRow = (
  { date, number, method, amount, status }: AccountPayment,
  { say, figures }: Language,
): AccountPaymentView => {
  const figure = formatMoney(amount, figures);
  const by = method && say(`email.method.${method.kind}`, { brand: method.brand, last4: method.last4 });
  return {
    date: plain(formatShortDate(date, figures)),
    document: plain(number),
    ...(by !== undefined && { method: plain(by) }),
    ...(status === "failed" ? { note: plain(say("account.failed", { amount: figure })) } : { amount: plain(figure) }),
  };
};
