import type { CalendarDate, Instant } from "../../../kernel/calendar.ts";
import type { PaidWith, PaymentAttempt } from "../../../app/register/payment.ts";

/** What the provider has said of one try to pay. */
export type News = {
  readonly id: string;
  readonly at: Instant;
  readonly result: "processing" | "succeeded" | "failed" | "expired";
  readonly amount?: bigint;
  readonly method?: PaidWith;
  readonly paidOn?: CalendarDate;
};

/** Where a try to pay stands by all the news of it. */
export type Settlement = {
  readonly status: PaymentAttempt["status"];
  /** Whether what it holds of the month's limit for cards is free again. */
  readonly released: boolean;
  /** What counts in the limit, in the month in which it was paid (rule B5). */
  readonly card?: { readonly paid: bigint; readonly month: string };
  readonly method?: PaidWith;
  readonly settledAt: Instant;
  readonly paidOn?: CalendarDate;
};

/**
 * The same whatever the order in which the news came: a payment that succeeded is paid for ever; else later news of the
 * payment overtakes earlier; that the page ran out says something only where nobody tried to pay on it (rule B6).
 */
export const settle = (news: readonly [News, ...News[]], amount: bigint): Settlement => {
  const ordered = news.toSorted(byTime);
  const success = ordered.find(({ result }) => result === "succeeded");
  const tried = ordered.findLast(({ result }) => result !== "expired");
  const decisive = success ?? tried ?? ordered.at(-1) ?? news[0];
  const method = decisive.method ?? ordered.findLast((one) => one.method !== undefined)?.method;
  const released = ordered.some((one) => one.result !== "processing" || one.method?.kind === "bank");
  return {
    status: STATUSES[decisive.result],
    released,
    ...(success !== undefined && method?.kind !== "bank" && { card: cardOf(success, amount) }),
    ...(method !== undefined && { method }),
    settledAt: decisive.at,
    ...(success?.paidOn !== undefined && { paidOn: success.paidOn }),
  };
};

/** A payment of which no method is known counts, as it may have been by card. */
const cardOf = ({ amount, paidOn, at }: News, whole: bigint) => ({
  paid: amount ?? whole,
  month: (paidOn ?? at).slice(0, "2026-05".length),
});

const STATUSES = {
  processing: "processing",
  succeeded: "succeeded",
  failed: "failed",
  expired: "abandoned",
} as const satisfies Record<News["result"], Settlement["status"]>;

const byTime = (a: News, b: News): number =>
  a.at === b.at ? Number(a.id > b.id) - Number(a.id < b.id) : Number(a.at > b.at) - Number(a.at < b.at);
