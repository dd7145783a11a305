import { daysIn, plusDays, type CalendarDate, type Period } from "../kernel/calendar.ts";
import { PREPAY_PLANS, type SubscriptionPlan } from "../kernel/charge.ts";
import { isZeroDecimal } from "../kernel/money.ts";
import { fail, succeed, type Issue, type Result } from "../kernel/result.ts";
import { didYouMean } from "./nearest.ts";
import type { OverlayEntry } from "./overlay.ts";
import { placeIn } from "./overlay-fields.ts";
import { quote } from "./quote.ts";
import { issueAt, type Place } from "./traced.ts";
import type { UsageRow } from "./usage-row.ts";

/** Our names of the vendor's plans; trial and development organisations are billed as the plan they are of. */
const PLAN_OF: ReadonlyMap<string, SubscriptionPlan> = new Map([
  ["PREPAY", "annual-prepay"],
  ["DEV_ORG_PREPAY", "annual-prepay"],
  ["PREPAY_MONTHLY_COMMITMENT", "annual-monthly"],
  ["DEV_ORG_PREPAY_MONTHLY_COMMITMENT", "annual-monthly"],
  ["MONTH_TO_MONTH", "monthly"],
  ["FREE_TRIAL_MONTH_TO_MONTH", "monthly"],
  ["DEV_ORG_MONTH_TO_MONTH", "monthly"],
]);

/**
 * The plan that the subscription type stands for (rules D2–D4). The overlay may repeat it, and alone can tell a contract
 * that goes on month to month after its term (rule C8) from a monthly one.
 */
export const planOf = (subscriptionType: string, place: Place, overlay: OverlayEntry): Result<SubscriptionPlan> => {
  const plan = PLAN_OF.get(subscriptionType);
  if (plan === undefined) return fail(issueAt(place, unknownType(subscriptionType)));
  const given = overlay.settings.contract?.plan;
  if (given === undefined || given === plan) return succeed(plan);
  if (given === "month-to-month" && plan === "monthly") return succeed(given);
  const message = `the contract's plan is ${given}, but ${subscriptionType} means ${plan}`;
  return fail(
    issueAt(placeIn(overlay, "contract", "plan"), {
      rule: "D13",
      message,
      hint: "leave the plan out of the overlay, or correct it",
    }),
  );
};

const unknownType = (type: string) => {
  const hint = didYouMean(type, [...PLAN_OF.keys()]);
  return type === "ININ"
    ? ({ rule: "D13", message: "ININ is an organization of the vendor itself, which gets no invoice" } as const)
    : ({ rule: "D13", message: `the subscription type ${quote(type)} is unknown`, hint } as const);
};

/** What the overview says of the ramp. */
export type RampFacts = {
  readonly inRamp: boolean | undefined;
  readonly start: CalendarDate | undefined;
  readonly end: CalendarDate | undefined;
  readonly period: Period;
  /** "/rampPeriodEndDate". */
  readonly place: Place;
};

export type RampState = "none" | "running" | "last-cycle" | "end-unknown";

/** Whether the cycle is in the ramp. A ramp that ends within a cycle, or against its own flag, is reported (rule C3). */
export const rampOf = ({ inRamp, start, end, period, place }: RampFacts): Result<RampState> => {
  const overlaps = end !== undefined && end >= period.first && (start === undefined || start <= period.last);
  if (overlaps && end < period.last) {
    const message = `the ramp ends on ${end}, within the cycle from ${period.first} to ${period.last}`;
    return fail(issueAt(place, { rule: "C3", message, hint: "a ramp ends on the last day of a cycle" }));
  }
  if (end !== undefined && inRamp !== undefined && inRamp !== overlaps) {
    const message = `the ramp ends on ${end}, but inRampPeriod is ${String(inRamp)} for the cycle from ${period.first} to ${period.last}`;
    return fail(issueAt(place, { rule: "C3", message, hint: "correct the dates of the ramp or the flag" }));
  }
  if (end === undefined) return succeed(inRamp === true ? "end-unknown" : "none");
  if (!overlaps) return succeed("none");
  return succeed(end === period.last ? "last-cycle" : "running");
};

/** What is paid ahead on this invoice: so many monthly prices for the period that the overlay names (rule A3). */
export type PrepayTerms = { readonly months: bigint } | undefined;

type PrepayFacts = {
  readonly plan: SubscriptionPlan;
  readonly ramp: RampState;
  readonly period: Period;
  readonly rows: readonly UsageRow[];
};

/**
 * Which prepayment stands on the cycle's invoice. Paid monthly: that of the coming cycle, from the last ramp cycle on
 * (rule D3). Annual prepay: that of a year, and only when the overlay says that it is due (rule D2). Else none (rule D13).
 */
export const prepayOf = (overlay: OverlayEntry, facts: PrepayFacts): Result<PrepayTerms> => {
  const { prepay } = overlay.settings;
  const given = prepay === "none" ? undefined : prepay;
  const place = placeIn(overlay, "prepay");
  if (given === undefined) {
    const missing = prepay === undefined && isPrepayDue(facts);
    return missing ? fail(issueAt(place, MISSING)) : succeed(undefined);
  }
  if (!PREPAY_PLANS.includes(facts.plan)) {
    return fail(
      issueAt(place, {
        rule: "D13",
        message: `nothing is paid ahead on the plan ${facts.plan}`,
        hint: "leave prepay out",
      }),
    );
  }
  const issues = facts.plan === "annual-monthly" ? monthlyIssues(given, place, facts) : annualIssues(given, place);
  return issues.length > 0 ? fail(...issues) : succeed({ months: BigInt(given.months ?? 1) });
};

const MISSING = {
  rule: "A3",
  message: "users are committed, but the overlay does not say for which period they are paid ahead",
  hint: 'give prepay: {"period": {"first", "last"}} of the coming cycle, or "none" on the last invoice of the term (C8)',
} as const;

const isPrepayDue = ({ plan, ramp, rows }: PrepayFacts): boolean =>
  plan === "annual-monthly" &&
  (ramp === "none" || ramp === "last-cycle") &&
  rows.some(({ committed }) => !isZeroDecimal(committed));

type GivenPrepay = { readonly period: Period; readonly months?: number | undefined };

const monthlyIssues = ({ period, months = 1 }: GivenPrepay, place: Place, facts: PrepayFacts): readonly Issue[] => {
  const next = plusDays(facts.period.last, 1);
  const faults = [
    facts.ramp === "running"
      ? ({ rule: "D3", message: "the term has not begun: the ramp goes on after this cycle" } as const)
      : undefined,
    period.first === next
      ? undefined
      : ({ rule: "A3", message: `the coming cycle begins on ${next}, not on ${period.first}` } as const),
    months === 1 && isMonths(period, 1)
      ? undefined
      : ({ rule: "A3", message: "on a plan paid monthly one cycle is paid ahead" } as const),
  ];
  return faults.flatMap((fault) => (fault === undefined ? [] : [issueAt(place, fault)]));
};

const annualIssues = ({ period, months }: GivenPrepay, place: Place): readonly Issue[] => {
  if (months !== undefined && isMonths(period, months)) return [];
  const message =
    months === undefined
      ? "an annual prepayment needs its number of months"
      : `the period of ${daysIn(period)} days is not ${months} months`;
  return [issueAt(place, { rule: "D2", message, hint: "the rate is the monthly price times the months" })];
};

/** Months have 28 to 31 days: enough to find a slip, whatever day the cycles begin on. */
const isMonths = (period: Period, months: number): boolean =>
  daysIn(period) >= 28 * months && daysIn(period) <= 31 * months;
