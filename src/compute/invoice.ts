import type { Period } from "../kernel/calendar.ts";
import type { RuleId, SourceRef } from "../kernel/ids.ts";
import type { Currency, Decimal, Exact, Money, Rate } from "../kernel/money.ts";
import type { Unit } from "../kernel/charge.ts";
import type { RatedDocument, RatedLine, RatedTax } from "../intake/rated-document.ts";

type LineBase = {
  readonly id: string;
  readonly amount: Money;
  /** Ids of the taxes whose base the amount enters. */
  readonly taxes: readonly string[];
  readonly source: SourceRef;
  /** The rules that put the line here and made its amount. */
  readonly because: readonly RuleId[];
};

/** A charge: quantity × rate, rounded once (rules A6, A10). */
export type ChargeLine = LineBase & {
  readonly kind: "charge";
  readonly rated: RatedLine;
  readonly quantity: Decimal;
  readonly rate: Rate;
  readonly exact: Exact;
};

/** What is taken off, a row of its own: of the line above it, or of the document (rule F8). */
export type DiscountLine = LineBase & {
  readonly kind: "discount";
  readonly reason: string;
  /** Percent of the line above, where it is given so. */
  readonly percent?: Decimal;
  readonly exact: Exact;
};

/** A fee or surcharge beside the charges, by the unit (rule F8). */
export type FeeLine = LineBase & {
  readonly kind: "fee";
  readonly name: string;
  readonly reason?: string;
  readonly quantity: Decimal;
  readonly unit: Unit;
  readonly rate: Rate;
  readonly exact: Exact;
};

export type Line = ChargeLine | DiscountLine | FeeLine;

export type Part = { readonly id: string; readonly lines: readonly Line[]; readonly subtotal: Money };

/** A section's subtotal is the sum of its own lines and of its parts; the subtotals add up to the net total (rule A5). */
export type Section = Part & { readonly parts: readonly Part[] };

/** One row of the tax summary: a tax, its base and its amount (rule A11, J-ALL-5). */
export type TaxRow = {
  readonly tax: RatedTax;
  readonly base: Money;
  readonly exact: Exact;
  readonly amount: Money;
  /** The same amount in the currency of the tax jurisdiction (J-ALL-7). */
  readonly local?: Money;
};

export type WithholdingRow = {
  readonly withholding: RatedDocument["withholdings"][number];
  readonly base: Money;
  readonly exact: Exact;
  readonly amount: Money;
};

/** Everything that can be reckoned from the document alone. total = net + tax; due = total − deducted − paid. */
export type Invoice = {
  readonly document: RatedDocument;
  readonly currency: Currency;
  readonly sections: readonly Section[];
  readonly net: Money;
  readonly taxes: readonly TaxRow[];
  readonly tax: Money;
  readonly localTax?: Money;
  readonly total: Money;
  readonly withholdings: readonly WithholdingRow[];
  /** What the customer keeps back: zero where withholding is only named (rule A7). */
  readonly withheld: Money;
  readonly paid: readonly { readonly paid: RatedDocument["paid"][number]; readonly amount: Money }[];
  readonly due: Money;
  /** Service periods of Billing Details: of the lines ahead and of those in arrears (rule A3). */
  readonly periods: { readonly prepay?: Period; readonly arrears?: Period };
};
