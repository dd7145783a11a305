import type { CalendarDate } from "../kernel/calendar.ts";
import { isNegative, isZero, sum, type Currency, type Money } from "../kernel/money.ts";

/** Days past the due date, in the columns that receivables are watched by. */
export const AGING_BUCKETS = ["not-due", "1-30", "31-60", "61-90", "over-90"] as const;
export type AgingBucket = (typeof AGING_BUCKETS)[number];

/** Something open; without `overdue` it is not yet due. */
type Open = { readonly open: Money; readonly overdue?: { readonly since: CalendarDate; readonly days: number } };

type Aged = {
  readonly outstanding: Money;
  readonly aging: readonly { readonly bucket: AgingBucket; readonly amount: Money }[];
  readonly overdue?: { readonly amount: Money; readonly since: CalendarDate };
};

/**
 * What is open to be paid, by its age. Credits are left out: which invoice they will settle is not decided here, so
 * they make no invoice younger.
 */
export const agingOf = (entries: readonly Open[], currency: Currency): Aged => {
  const open = entries.filter((entry) => !isZero(entry.open) && !isNegative(entry.open));
  const total = (some: readonly Open[]): Money =>
    sum(
      some.map((entry) => entry.open),
      currency,
    );
  const overdue = open.filter((entry) => entry.overdue !== undefined);
  const [since] = overdue.flatMap((entry) => entry.overdue?.since ?? []).toSorted();
  return {
    outstanding: total(open),
    aging: AGING_BUCKETS.map((bucket) => ({
      bucket,
      amount: total(open.filter((entry) => bucketOf(entry.overdue?.days ?? 0) === bucket)),
    })),
    ...(since !== undefined && { overdue: { amount: total(overdue), since } }),
  };
};

const bucketOf = (days: number): AgingBucket => {
  if (days <= 0) return "not-due";
  if (days <= 30) return "1-30";
  if (days <= 60) return "31-60";
  return days <= 90 ? "61-90" : "over-90";
};
