import { dateIn, type CalendarDate, type Instant } from "../../kernel/calendar.ts";
import { compareMoney, moneyOf, subtract, zeroMoney, type Currency, type Money } from "../../kernel/money.ts";
import { invariant } from "../../kernel/result.ts";
import { methodsFor } from "../../pipeline.ts";
import type { Issuer, OnlineMethod } from "../../policy/issuer.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { CardMonth, CardTotal, PaymentAttempt } from "../register/payment.ts";
import { entityOf } from "./demand.ts";

/** The customer's month that a card payment at this moment counts in, by the clocks of the entity (rule B5). */
export const cardMonthAt = (document: RegisteredDocument, currency: Currency, day: CalendarDate): CardMonth => ({
  accountId: document.accountId,
  currency,
  month: monthOf(day),
});

/** The day of a moment in the zone of the document's entity (rule C4). */
export const dayOf = (document: RegisteredDocument, at: Instant, issuer: Issuer): CalendarDate =>
  dateIn(at, entityOf(document, issuer).timeZone);

/**
 * The day on which a payment counts. One that was begun on the eve of a month and done in it counts where it was held,
 * so that held and paid stay within one limit (rule B5).
 */
export const paidOn = (
  document: RegisteredDocument,
  { at, attempt, issuer }: { readonly at: Instant; readonly attempt?: PaymentAttempt; readonly issuer: Issuer },
): CalendarDate => {
  const day = dayOf(document, at, issuer);
  if (attempt === undefined || !attempt.holdsCard) return day;
  const begun = dayOf(document, attempt.begunAt, issuer);
  return monthOf(begun) === monthOf(day) ? day : begun;
};

/** Methods for the amount alone, without regard to what else the month has seen: the register holds that limit. */
export const methodsForAmount = (document: RegisteredDocument, due: Money, issuer: Issuer): readonly OnlineMethod[] =>
  methodsFor(due, zeroMoney(due.currency), { country: document.country, issuer });

/**
 * The most that cards may come to in the month. Where the invoice was issued in this month with more paid by card than
 * the register knows of, the data knew of payments elsewhere, and the limit is lower by them (rule B5).
 */
export const cardLimitAt = (document: RegisteredDocument, total: CardTotal, issuer: Issuer): Money => {
  const policy = issuer.online.currencies[total.currency];
  const limit = policy && moneyOf(policy.cardLimit.perMonth, total.currency);
  invariant(limit !== undefined, "a currency with a card has its limit, in whole minor units (B5)");
  const given = monthOf(document.issueDate) === total.month ? document.cardPaidThisMonth : undefined;
  if (given === undefined || compareMoney(given, total.paid) <= 0) return limit;
  return subtract(limit, subtract(given, total.paid));
};

const monthOf = (day: CalendarDate): string => day.slice(0, 7);
