import { daysIn, plusDays, type CalendarDate } from "../kernel/calendar.ts";
import { isNegative, isZero, negate, subtract, sum, type Currency, type Money } from "../kernel/money.ts";
import { resultOf, type Result } from "../kernel/result.ts";
import { accountIssues } from "./account-checks.ts";
import type { AccountFacts, AccountItem, AccountPayment } from "./account-facts.ts";
import { agingOf, type AgingBucket } from "./aging.ts";

/** One invoice or credit note as it stands on the day of the statement. */
export type AccountRow = Omit<AccountItem, "state"> & {
  /** Received for it, refunds taken off. */
  readonly paid: Money;
  /** total − paid; negative where it is a credit of the customer's. */
  readonly open: Money;
  /** The first day after the due date, and the days from it to the day of the statement, both counted. */
  readonly overdue?: { readonly since: CalendarDate; readonly days: number };
  /** The day of the last try to pay it that failed, while it is open (rule B6). */
  readonly failed?: CalendarDate;
};

/** Received for a document that does not count, refunds taken off: the customer's money all the same. */
export type Unapplied = { readonly number: string; readonly date: CalendarDate; readonly amount: Money };

/** Open amounts by their age. */
export type Aging = readonly { readonly bucket: AgingBucket; readonly amount: Money }[];

/**
 * What was issued to an account and what was paid, up to a day. It has no number and demands nothing new.
 * balance = opening + invoiced + credited − received = sum of what is open in rows and unapplied = outstanding − credit.
 */
export type AccountStatement = Omit<AccountFacts, "items" | "payments"> & {
  /** Before the period, where one is asked for. */
  readonly opening?: Money;
  /** Issued in the period, or not settled when it began, or open today. By issue date, then number. */
  readonly rows: readonly AccountRow[];
  readonly unapplied: readonly Unapplied[];
  /** Of the period, failed ones too. By date, then number. */
  readonly payments: readonly AccountPayment[];
  readonly invoiced: Money;
  readonly credited: Money;
  readonly received: Money;
  /** Sum of all that is open to be paid: the buckets come to the same. */
  readonly outstanding: Money;
  readonly aging: Aging;
  /** What of it is past its due date, and since when the oldest is. */
  readonly overdue?: { readonly amount: Money; readonly since: CalendarDate };
  readonly balance: Money;
};

/** The statement of one account in one currency from one legal entity (rules A1, A19, B6, F7). The order of the facts is no matter. */
export const computeAccountStatement = (facts: AccountFacts): Result<AccountStatement> =>
  resultOf(accountIssues(facts), () => statementOf(facts));

const statementOf = (facts: AccountFacts): AccountStatement => {
  const { asOf, from, customer, entity, currency } = facts;
  const items = facts.items
    .filter(({ state, issueDate }) => state === "open" && issueDate <= asOf)
    .toSorted((a, b) => inOrder([a.issueDate, a.number], [b.issueDate, b.number]));
  const payments = facts.payments.filter(({ date }) => date <= asOf).toSorted(byDay);
  const received = payments.filter(({ status }) => status === "received");
  const counted = new Set(items.map(({ number }) => number));
  const unapplied = unappliedOf(
    received.filter(({ number }) => !counted.has(number)),
    currency,
  );

  const isBefore = (date: CalendarDate): boolean => from !== undefined && date < from;
  const total = (some: readonly AccountItem[]): Money => totalOf(some, currency);
  const paid = (some: readonly AccountPayment[]): Money => paidOf(some, currency);
  const opening = subtract(
    total(items.filter(({ issueDate }) => isBefore(issueDate))),
    paid(received.filter(({ date }) => isBefore(date))),
  );
  const inPeriod = items.filter(({ issueDate }) => !isBefore(issueDate));

  const paymentsOf = Map.groupBy(payments, ({ number }) => number);
  const rows = items.flatMap((item) => {
    const own = paymentsOf.get(item.number) ?? [];
    const row = rowOf(item, own, facts);
    const before = subtract(
      item.total,
      paid(own.filter(({ date, status }) => isBefore(date) && status === "received")),
    );
    const isListed = !isBefore(item.issueDate) || !isZero(before) || !isZero(row.open);
    return isListed ? [row] : [];
  });
  const open = [...rows, ...unapplied.map(({ amount }) => ({ open: negate(amount) }))];
  return {
    asOf,
    ...(from !== undefined && { from, opening }),
    customer,
    entity,
    currency,
    rows,
    unapplied,
    payments: payments.filter(({ date }) => !isBefore(date)),
    invoiced: total(inPeriod.filter(({ kind }) => kind === "invoice")),
    credited: total(inPeriod.filter(({ kind }) => kind === "credit-note")),
    received: paid(received.filter(({ date }) => !isBefore(date))),
    ...agingOf(open, currency),
    balance: sum(
      open.map((entry) => entry.open),
      currency,
    ),
  };
};

const rowOf = (
  item: AccountItem,
  payments: readonly AccountPayment[],
  { asOf, currency }: AccountFacts,
): AccountRow => {
  const { kind, number, issueDate, dueDate, total } = item;
  const paid = paidOf(
    payments.filter(({ status }) => status === "received"),
    currency,
  );
  const open = subtract(total, paid);
  const isOpen = !isZero(open) && !isNegative(open);
  const failed = payments.findLast(({ status }) => status === "failed")?.date;
  return {
    kind,
    number,
    issueDate,
    ...(dueDate !== undefined && { dueDate }),
    total,
    paid,
    open,
    ...(isOpen && dueDate !== undefined && dueDate < asOf && { overdue: overdueOn(asOf, dueDate) }),
    ...(isOpen && failed !== undefined && { failed }),
  };
};

/** One entry a number, with the day of the last payment, in their order. */
const unappliedOf = (payments: readonly AccountPayment[], currency: Currency): readonly Unapplied[] =>
  [...Map.groupBy(payments, ({ number }) => number)].flatMap(([number, own]) => {
    const amount = paidOf(own, currency);
    const last = own.at(-1);
    return last === undefined || isZero(amount) ? [] : [{ number, date: last.date, amount }];
  });

const overdueOn = (asOf: CalendarDate, dueDate: CalendarDate): NonNullable<AccountRow["overdue"]> => {
  const since = plusDays(dueDate, 1);
  return { since, days: daysIn({ first: since, last: asOf }) };
};

const totalOf = (items: readonly AccountItem[], currency: Currency): Money =>
  sum(
    items.map(({ total }) => total),
    currency,
  );

const paidOf = (payments: readonly AccountPayment[], currency: Currency): Money =>
  sum(
    payments.map(({ amount }) => amount),
    currency,
  );

/** Payments of one day that are alike in all that is printed may stand in either order. */
const byDay = (a: AccountPayment, b: AccountPayment): number => inOrder(keysOf(a), keysOf(b));

const keysOf = ({ date, number, status, amount, method }: AccountPayment): readonly string[] => [
  date,
  number,
  status,
  amount.minor.toString().padStart(24, "0"),
  method === undefined ? "" : `${method.kind} ${method.last4} ${method.brand}`,
];

/** By code units, so that no language changes the order. */
const inOrder = (a: readonly string[], b: readonly string[]): number => {
  const at = a.findIndex((key, index) => key !== b[index]);
  if (at === -1) return 0;
  return (a[at] ?? "") < (b[at] ?? "") ? -1 : 1;
};
