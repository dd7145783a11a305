import type { RuleId } from "../kernel/ids.ts";
import {
  compareMoney,
  decimalOf,
  decimalText,
  exactOfMoney,
  extend,
  isNegative,
  isNegativeDecimal,
  isZero,
  moneyOf,
  moneyText,
  negate,
  negateExact,
  percentOf,
  rateOf,
  roundLine,
  sum,
  type Currency,
  type Exact,
} from "../kernel/money.ts";
import { invariant, type Issue } from "../kernel/result.ts";
import type { RatedDocument, RatedLine } from "../intake/rated-document.ts";
import type { ChargeLine, DiscountLine, FeeLine } from "./invoice.ts";

/** Quantity × rate, rounded once (rules A6, A10). */
export const chargeLine = (rated: RatedLine, currency: Currency): ChargeLine => {
  const rate = rateOf(rated.rate, currency);
  const exact = extend(rated.quantity, rate);
  return {
    kind: "charge",
    id: rated.id,
    rated,
    quantity: rated.quantity,
    rate,
    exact,
    amount: roundLine(exact),
    taxes: rated.taxes,
    source: rated.source,
    because: reasonsOf(rated),
  };
};

/** The row below a line that takes its discount off; of a credited line it gives the discount back (rules F8, A10). */
export const lineDiscount = (charge: ChargeLine): DiscountLine | undefined => {
  const { discount } = charge.rated;
  if (discount === undefined) return undefined;
  const exact = negateExact(discountOf(charge, discount));
  return {
    kind: "discount",
    id: `${charge.id}/discount`,
    reason: discount.reason,
    ...(discount.percent !== undefined && { percent: discount.percent }),
    exact,
    amount: roundLine(exact),
    taxes: charge.taxes,
    source: { ...charge.source, pointer: `${charge.source.pointer}/discount` },
    because: ["F8", "A10"],
  };
};

/** A discount on the whole document; a credit note gives it back (rule F8). */
export const documentDiscount = (
  discount: RatedDocument["discounts"][number],
  document: RatedDocument,
  currency: Currency,
): DiscountLine => {
  const taken = moneyOf(discount.amount, currency);
  invariant(taken !== undefined, "a discount has no fractions of the minor unit (F8)");
  const amount = document.kind === "credit-note" ? taken : negate(taken);
  return {
    kind: "discount",
    id: discount.id,
    reason: discount.reason,
    exact: exactOfMoney(amount),
    amount,
    taxes: discount.taxes,
    source: discount.source,
    because: ["F8"],
  };
};

/** A telecom fee or surcharge: so many units at a rate (rule F8). */
export const feeLine = (fee: RatedDocument["fees"][number], currency: Currency): FeeLine => {
  const rate = rateOf(fee.rate, currency);
  const exact = extend(fee.quantity, rate);
  return {
    kind: "fee",
    id: fee.id,
    name: fee.name,
    ...(fee.reason !== undefined && { reason: fee.reason }),
    quantity: fee.quantity,
    unit: fee.unit,
    rate,
    exact,
    amount: roundLine(exact),
    taxes: fee.taxes,
    source: fee.source,
    because: ["F8", "A6", "A10"],
  };
};

/** Usage that comes to nothing is left out unless the document or the profile asks for it (rule A18). */
export const isLeftOut = (line: ChargeLine): boolean =>
  isZero(line.amount) && !line.rated.prepay && line.rated.discount === undefined;

/** What a reader with a calculator would find wrong (rules A6, F8). */
export const lineIssues = (line: ChargeLine): readonly Issue[] => {
  const { amount, discount } = line.rated;
  const issues: Issue[] = [];
  const given = amount && moneyOf(amount, line.amount.currency);
  if (amount !== undefined && (given === undefined || compareMoney(given, line.amount) !== 0)) {
    issues.push({
      rule: "A6",
      at: `${line.source.pointer}/amount`,
      message: `${decimalText(amount)} is given, but ${decimalText(line.quantity)} × ${decimalText(line.rate.price)} is ${moneyText(line.amount)}`,
      hint: "leave the amount out, or give quantity and rate that make it",
    });
  }
  const left = sum([line.amount, lineDiscount(line)?.amount ?? negate(line.amount)], line.amount.currency);
  if (discount !== undefined && !isZero(left) && isNegative(left) !== isNegative(line.amount)) {
    issues.push({
      rule: "F8",
      at: `${line.source.pointer}/discount`,
      message: "the discount is more than the line's amount",
    });
  }
  return issues;
};

const discountOf = (charge: ChargeLine, { percent, amount }: NonNullable<RatedLine["discount"]>): Exact => {
  if (percent !== undefined) return percentOf(charge.amount, percent);
  const sign = decimalOf(isNegativeDecimal(charge.quantity) ? -1n : 1n);
  return extend(sign, rateOf(amount ?? decimalOf(0n), charge.amount.currency));
};

const reasonsOf = (rated: RatedLine): readonly RuleId[] => [
  ...(rated.prepay ? (["A3", "A4"] as const) : []),
  ...(!rated.prepay && rated.committed !== undefined ? (["A4"] as const) : []),
  ...(rated.included === undefined ? [] : (["E8", "A17"] as const)),
  ...(rated.corrects === undefined ? [] : (["A19"] as const)),
  "A6",
  "A10",
];
