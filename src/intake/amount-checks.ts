import {
  compareDecimals,
  decimalOf,
  isNegativeDecimal,
  isZeroDecimal,
  minorDigits,
  moneyOf,
  parseCurrency,
  type Currency,
  type Decimal,
} from "../kernel/money.ts";
import type { RuleId } from "../kernel/ids.ts";
import type { Issue } from "../kernel/result.ts";
import type { Unsourced } from "./rated-document.ts";

type Discount = NonNullable<Unsourced["lines"][number]["discount"]>;

/** Where an amount stands, which rule it serves, and which signs it may have. */
type Given = {
  readonly at: string;
  readonly amount: Decimal | undefined;
  readonly rule: RuleId;
  readonly sign: "any" | "not-negative" | "positive";
};

/**
 * Amounts that are given are whole minor units of the document's currency (A1) and have the sign of their kind;
 * a discount of a line is a percentage or an amount (F8). What they come to is compared in compute.
 */
export function* amountIssues(document: Unsourced): Iterable<Issue> {
  for (const [index, { discount }] of document.lines.entries()) {
    if (discount !== undefined) yield* discountIssues(discount, `/lines/${index}/discount`);
  }
  const currency = parseCurrency(document.currency);
  for (const given of givenAmounts(document)) {
    if (given.amount !== undefined) yield* signIssues(given.amount, given);
    if (given.amount !== undefined && currency !== undefined) yield* finenessIssues(given.amount, currency, given);
  }
  for (const [index, { date }] of document.paid.entries()) {
    if (date > document.issueDate) {
      const message = `is later than this document of ${document.issueDate}, so it is not paid already`;
      yield { rule: "F8", at: `/paid/${index}/date`, message };
    }
  }
}

function* givenAmounts(document: Unsourced): Iterable<Given> {
  for (const [index, { amount, discount }] of document.lines.entries()) {
    yield { at: `/lines/${index}/amount`, amount, rule: "A6", sign: "any" };
    yield { at: `/lines/${index}/discount/amount`, amount: discount?.amount, rule: "F8", sign: "positive" };
  }
  for (const [index, { amount }] of document.taxes.entries()) {
    yield { at: `/taxes/${index}/amount`, amount, rule: "A11", sign: "any" };
  }
  for (const [index, { base, amount }] of document.withholdings.entries()) {
    yield { at: `/withholdings/${index}/base`, amount: base, rule: "A7", sign: "any" };
    yield { at: `/withholdings/${index}/amount`, amount, rule: "A7", sign: "any" };
  }
  for (const list of ["discounts", "paid"] as const) {
    for (const [index, { amount }] of document[list].entries()) {
      yield { at: `/${list}/${index}/amount`, amount, rule: "F8", sign: "positive" };
    }
  }
  for (const name of ["net", "tax", "total", "due"] as const) {
    yield { at: `/totals/${name}`, amount: document.totals?.[name], rule: "A10", sign: "any" };
  }
  const { cardPaidThisMonth } = document.payment;
  yield { at: "/payment/cardPaidThisMonth", amount: cardPaidThisMonth, rule: "B5", sign: "not-negative" };
}

function* signIssues(amount: Decimal, { at, rule, sign }: Given): Iterable<Issue> {
  if (sign === "positive" && (isNegativeDecimal(amount) || isZeroDecimal(amount))) {
    yield {
      rule,
      at,
      message: "must be more than nothing",
      hint: "the sign is the document's: write what is taken off or paid",
    };
  }
  if (sign === "not-negative" && isNegativeDecimal(amount)) yield { rule, at, message: "is less than nothing" };
}

function* finenessIssues(amount: Decimal, currency: Currency, { at }: Given): Iterable<Issue> {
  if (moneyOf(amount, currency) !== undefined) return;
  const digits = minorDigits(currency);
  const allowed = digits === 0 ? "no decimals" : `${digits} decimals`;
  yield { rule: "A1", at, message: `an amount in ${currency} has ${allowed}`, hint: "only rates may be finer" };
}

const HUNDRED = decimalOf(100n);

function* discountIssues({ percent, amount }: Discount, at: string): Iterable<Issue> {
  if ((percent === undefined) === (amount === undefined)) {
    const message = percent === undefined ? "has neither percent nor amount" : "has both percent and amount";
    yield { rule: "F8", at, message, hint: "give one of the two" };
  }
  if (percent === undefined) return;
  if (isNegativeDecimal(percent) || isZeroDecimal(percent) || compareDecimals(percent, HUNDRED) > 0) {
    yield { rule: "F8", at: `${at}/percent`, message: "must be more than 0 and at most 100" };
  }
}
