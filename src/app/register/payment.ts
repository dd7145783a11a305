import type { CalendarDate, Instant } from "../../kernel/calendar.ts";
import type { Currency, Money } from "../../kernel/money.ts";

/** A customer's calendar month in one currency, which the limit for cards is reckoned in (rule B5): "2026-05". */
export type CardMonth = { readonly accountId: string; readonly currency: Currency; readonly month: string };

/** What of the month's limit is used: paid by card, and held for payments that have begun. */
export type CardTotal = CardMonth & { readonly paid: Money; readonly held: Money };

/** Brand and last four digits, and nothing more (rule B10). */
export type PaidWith = { readonly kind: "card" | "bank"; readonly brand: string; readonly last4: string };

/** One try to pay an invoice, from the click on. */
export type PaymentAttempt = {
  /** Ours; the idempotency key of all that is asked of the provider for it. */
  readonly id: string;
  readonly documentId: string;
  readonly amount: Money;
  /** `abandoned` releases what was held: the page ran out, or another try took its place. */
  readonly status: "begun" | "processing" | "succeeded" | "failed" | "abandoned";
  /** What the provider calls the page of this try. */
  readonly session?: string;
  readonly url?: string;
  /** Whether the amount is held against the month's limit for cards. */
  readonly holdsCard: boolean;
  readonly method?: PaidWith;
  readonly begunAt: Instant;
  readonly expiresAt?: Instant;
  readonly settledAt?: Instant;
  /** The day of a settled payment in the issuer's zone. */
  readonly paidOn?: CalendarDate;
};

export type BeginPayment = {
  readonly id: string;
  readonly documentId: string;
  readonly month: CardMonth;
  readonly amount: Money;
  /** The most that a card may pay in the month; undefined where no card is offered for this amount (rule B5). */
  readonly cardLimit?: Money;
  readonly at: Instant;
  readonly expiresAt: Instant;
};

/** What a click comes to. The amount is held in the same transaction, so that two clicks cannot both pass (rule B5). */
export type Begun =
  | { readonly kind: "begun"; readonly attempt: PaymentAttempt }
  /** A page of an earlier click is still open. */
  | { readonly kind: "open"; readonly attempt: PaymentAttempt }
  | { readonly kind: "closed"; readonly why: ClosedWhy };

/** Why an invoice cannot be paid online. A credited one is no longer owed as a whole, which alone is paid online (rule B4). */
export type ClosedWhy = "paid" | "processing" | "void" | "nothing-due" | "credited";

/**
 * A message of the provider, once it is understood; `eventId` makes it count once, however often it comes. Without an
 * attempt a payment came over a link that the provider made, and is an attempt of its own; and a failure is a refusal on
 * a page that stays open: the invoice has failed, what the page holds stays held. A payment by bank holds nothing; one
 * without a method counts as one by card.
 */
export type PaymentEvent = {
  readonly eventId: string;
  /** When the provider says that it happened: events come late and out of order. */
  readonly at: Instant;
  readonly documentId: string;
  readonly attemptId?: string;
  readonly session?: string;
  readonly result: "processing" | "succeeded" | "failed" | "expired";
  readonly amount?: Money;
  readonly method?: PaidWith;
  readonly paidOn?: CalendarDate;
};

/** What an event changed: nothing where it had come before, or where later news had overtaken it. */
export type Applied = "changed" | "repeated" | "overtaken";

/**
 * News that fits no document as it stands: the document is void, unknown or paid already, or the amount is another. Kept
 * in the audit for people, never lost: there is money to be paid back or to be found.
 */
export type PaymentFinding = {
  readonly eventId: string;
  readonly at: Instant;
  readonly documentId?: string;
  readonly reason: string;
  readonly details: Readonly<Record<string, string>>;
};
