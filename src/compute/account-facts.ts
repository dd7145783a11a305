import type { CalendarDate } from "../kernel/calendar.ts";
import type { Currency, Money } from "../kernel/money.ts";
import type { Customer } from "../intake/rated-document.ts";

/** A numbered document of the account. A void one keeps its number and does not count. */
export type AccountItem = {
  readonly kind: "invoice" | "credit-note";
  readonly number: string;
  readonly issueDate: CalendarDate;
  /** Where there is something to pay (rules A19, B9). */
  readonly dueDate?: CalendarDate;
  /** What is payable; of a credit note what the seller owes, negative (rule A19). */
  readonly total: Money;
  readonly state: "open" | "void";
};

/** A try to pay one invoice. A refund is a negative amount, on the document that it gives back. */
export type AccountPayment = {
  /** The day in the issuer's zone. */
  readonly date: CalendarDate;
  readonly amount: Money;
  /** Of the document that it pays. */
  readonly number: string;
  /** Brand and last four digits, and nothing more (rule B10); absent where the money came directly (rule B2). */
  readonly method?: { readonly kind: "card" | "bank"; readonly brand: string; readonly last4: string };
  /** A failed one changes no amount and is told (rule B6). */
  readonly status: "received" | "failed";
};

/** What the shell knows of a customer's account with one legal entity in one currency (rules A1, F7). */
export type AccountFacts = {
  /** The last day that counts: what was issued or paid later is not on the statement. */
  readonly asOf: CalendarDate;
  /** The first day of the period that is told document by document; what was before is the opening balance. */
  readonly from?: CalendarDate;
  readonly customer: Customer;
  readonly entity: string;
  readonly currency: Currency;
  readonly items: readonly AccountItem[];
  readonly payments: readonly AccountPayment[];
};
