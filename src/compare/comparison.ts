import type { Invoice } from "../compute/invoice.ts";
import type { UsageStatement } from "../compute/usage-statement.ts";
import type { CalendarDate, Period } from "../kernel/calendar.ts";
import type { Money } from "../kernel/money.ts";

/** One of the two documents: what it comes to, and what it got when it was issued. */
export type Compared =
  | {
      readonly kind: "invoice";
      readonly invoice: Invoice;
      /** None of a draft. */
      readonly number?: string;
      /** As issued; of a draft the day that it would be due (rule B1). */
      readonly dueDate?: CalendarDate;
    }
  | { readonly kind: "statement"; readonly statement: UsageStatement };

/** A fact of the head that differs; a side that lacks it has no text. */
export type FactChange = {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
  /** Of dates: how many days later the second one is. */
  readonly days?: number;
};

/** An amount of the foot that differs. There is a difference only within one currency (rule A1). */
export type AmountChange = {
  readonly name: string;
  readonly before?: Money;
  readonly after?: Money;
  readonly difference?: Money;
};

/** A line as it is called in a list: its place in print counted from 1, its id, its name. */
export type LineName = {
  readonly place: number;
  readonly id: string;
  readonly name: string;
  readonly amount?: Money;
};

export type FieldChange = Pick<FactChange, "name" | "before" | "after">;

/** The same line in both documents, and what of it differs beside its period. */
export type LineChange = {
  readonly before: LineName;
  readonly after: LineName;
  readonly fields: readonly FieldChange[];
  readonly difference?: Money;
};

/** From one month to the next every line moves: told once for all lines that move alike. */
export type PeriodMove = { readonly before: Period; readonly after: Period; readonly lines: number };

/** What of two documents differs, each list in the order of print. */
export type Comparison = {
  /** In plain words, the most important first; says so where nothing differs. */
  readonly summary: readonly string[];
  readonly facts: readonly FactChange[];
  readonly amounts: readonly AmountChange[];
  readonly changed: readonly LineChange[];
  readonly added: readonly LineName[];
  readonly removed: readonly LineName[];
  /** Lines that are the same but for their period. */
  readonly same: number;
  readonly periods: readonly PeriodMove[];
};
