import { excess, PREPAY_PLANS, splitCommitment, type SubscriptionPlan } from "../kernel/charge.ts";
import { compareDecimals, decimalOf, isZeroDecimal, type Decimal } from "../kernel/money.ts";
import { fail, succeed, type Result } from "../kernel/result.ts";
import { quote } from "./quote.ts";
import { issueAt } from "./traced.ts";
import { isCore, type UsageRow } from "./usage-row.ts";

/** What decides how a row of the cycle is charged. */
export type Terms = {
  readonly plan: SubscriptionPlan;
  /** In the ramp the term has not begun: no commitment counts yet (rules C3, D1). */
  readonly ramp: "none" | "users-waived" | "users-billed";
};

/** So many units at one price. */
export type UsagePart = {
  readonly role: "committed" | "on-demand";
  readonly quantity: Decimal;
  readonly priceField: "prepayPrice" | "overagePrice";
  /** The quantity's own field, so that an explanation leads to it. */
  readonly quantityField: "prepayQuantity" | "usageQuantity";
};

/** What the cycle charges for a row, on whichever invoice it stands. */
export const usageParts = (row: UsageRow, terms: Terms): readonly UsagePart[] => {
  const counted = countedOf(row);
  if (terms.ramp !== "none") return rampParts(row, counted, terms);
  return prepaysOn(terms.plan) ? prepayParts(row, counted) : monthlyParts(row, counted);
};

/** The price of a part; a contract with one price for all of a row names it once. */
export const priceOf = (row: UsageRow, { priceField }: UsagePart): Result<Decimal> => {
  const price = row[priceField];
  if (price !== undefined) return succeed(price);
  const message = `${quote(row.product)} is to be charged, but has no ${priceField}`;
  return fail(issueAt(row.place, { rule: "A4", message, hint: `the vendor's row must carry ${priceField}` }));
};

/** On plans without prepay the commitment is charged in arrears like the rest (rule D4). */
export const isAhead = ({ role }: UsagePart, plan: SubscriptionPlan): boolean =>
  role === "committed" && prepaysOn(plan);

/**
 * In the ramp users are waived, unless the contract says otherwise, and everything else is charged on actual use
 * (rules D1, D3, D4). What the commitment costs ahead is that of the term's first cycle or year.
 */
const rampParts = (row: UsageRow, counted: Decimal, { plan, ramp }: Terms): readonly UsagePart[] => {
  const ahead = prepaysOn(plan) ? committedPart(row) : [];
  return isCore(row.kind) && ramp === "users-waived" ? ahead : [...ahead, onDemand(counted)];
};

/** Rule A4: the commitment ahead; beyond it, max(0, actual − committed) on demand; within it no on-demand line. */
const prepayParts = (row: UsageRow, counted: Decimal): readonly UsagePart[] => {
  const { beyond } = splitCommitment(row.committed, counted);
  const within = isZeroDecimal(beyond) && !isZeroDecimal(row.committed);
  return [...committedPart(row), ...(within ? [] : [onDemand(beyond)])];
};

/** Rule D4: the larger of committed and actual, in arrears; two lines where the excess has a rate of its own. */
const monthlyParts = (row: UsageRow, counted: Decimal): readonly UsagePart[] => {
  const { beyond } = splitCommitment(row.committed, counted);
  const { prepayPrice, overagePrice } = row;
  if (isZeroDecimal(row.committed)) return [onDemand(counted)];
  if (isZeroDecimal(beyond))
    return [{ ...committed(row.committed), priceField: prepayPrice === undefined ? "overagePrice" : "prepayPrice" }];
  const oneRate =
    prepayPrice === undefined || (overagePrice !== undefined && compareDecimals(prepayPrice, overagePrice) === 0);
  return oneRate ? [onDemand(counted)] : [committed(row.committed), onDemand(beyond)];
};

/** What is above the allowance (rule E8); hours are rounded up once, as the sum of all users' (rule E7). */
const countedOf = ({ used, included, licenceModel }: UsageRow): Decimal => {
  if (included !== undefined) return excess(used, included);
  return licenceModel === "hourly" ? wholeUp(used) : used;
};

const wholeUp = ({ units, scale }: Decimal): Decimal => {
  const one = 10n ** BigInt(scale);
  return decimalOf((units + one - 1n) / one);
};

const committed = (quantity: Decimal): UsagePart => ({
  role: "committed",
  quantity,
  priceField: "prepayPrice",
  quantityField: "prepayQuantity",
});

const onDemand = (quantity: Decimal): UsagePart => ({
  role: "on-demand",
  quantity,
  priceField: "overagePrice",
  quantityField: "usageQuantity",
});

const committedPart = (row: UsageRow): readonly UsagePart[] =>
  isZeroDecimal(row.committed) ? [] : [committed(row.committed)];

const prepaysOn = (plan: SubscriptionPlan): boolean => PREPAY_PLANS.includes(plan);
