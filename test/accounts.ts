import type { AccountFacts, AccountItem, AccountPayment } from "../src/compute/account-facts.ts";
import { parseCalendarDate, type CalendarDate } from "../src/kernel/calendar.ts";
import { parseCurrency, parseMoney, type Currency, type Money } from "../src/kernel/money.ts";
import { ratedDocument } from "./documents.ts";

export const dayOf = (text: string): CalendarDate => {
  const day = parseCalendarDate(text);
  if (day === undefined) throw new Error(`${text} is no day`);
  return day;
};

const currencyOf = (code: string): Currency => {
  const currency = parseCurrency(code);
  if (currency === undefined) throw new Error(`${code} is no currency`);
  return currency;
};

export const USD = currencyOf("USD");

export const moneyIn = (code: string, text: string): Money => {
  const amount = parseMoney(text, currencyOf(code));
  if (amount === undefined) throw new Error(`${text} is no amount in ${code}`);
  return amount;
};
export const dollars = (text: string): Money => moneyIn("USD", text);

/** Invoice INV-1 of 100.00 from 15 May, due on 14 June; `fields` replace what stands here. */
export const itemOf = (fields: Partial<AccountItem> = {}): AccountItem => ({
  kind: "invoice",
  number: "INV-1",
  issueDate: dayOf("2026-05-15"),
  dueDate: dayOf("2026-06-14"),
  total: dollars("100.00"),
  state: "open",
  ...fields,
});

/** A credit note of 30.00; it is never due (rule A19). */
export const creditOf = (number: string, total: string): AccountItem => ({
  kind: "credit-note",
  number,
  issueDate: dayOf("2026-06-01"),
  total: dollars(total),
  state: "open",
});

/** 100.00 for INV-1 on 1 June, without a method. */
export const paymentOf = (fields: Partial<AccountPayment> = {}): AccountPayment => ({
  date: dayOf("2026-06-01"),
  amount: dollars("100.00"),
  number: "INV-1",
  status: "received",
  ...fields,
});

/** The account of a US customer on 30 June with one open invoice. */
export const accountFacts = (fields: Partial<AccountFacts> = {}): AccountFacts => ({
  asOf: dayOf("2026-06-30"),
  customer: ratedDocument().customer,
  entity: "us",
  currency: USD,
  items: [itemOf()],
  payments: [],
  ...fields,
});
