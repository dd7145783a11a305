import type { Instant } from "../../kernel/calendar.ts";
import type { Money } from "../../kernel/money.ts";
import type { Locale } from "../../kernel/party.ts";
import type { Issue, Result } from "../../kernel/result.ts";
import type { OnlineMethod } from "../../policy/issuer.ts";
import type { PaymentLink } from "../register/document.ts";
import type { PaidWith, PaymentEvent } from "../register/payment.ts";

/**
 * What came of asking the provider. With `retry: "later"` it is open whether the thing was done: the same may be asked
 * again, with the same key. With "never" it was not done, and asking again is in vain until something is changed.
 */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly retry: "later" | "never" };

/** The demand of one invoice, whole (rule B4), as both sorts of page show it. */
export type Demand = {
  readonly documentId: string;
  readonly number: string;
  readonly amount: Money;
  /** Never empty (rule B5). */
  readonly methods: readonly OnlineMethod[];
  /** What stands on the page above the amount. */
  readonly description: string;
  /** Makes it one link or one page, however often it is asked for; the demand is then the same each time. */
  readonly idempotencyKey: string;
};

/** A page for one click. */
export type SessionDemand = Demand & {
  readonly attemptId: string;
  readonly locale: Locale;
  readonly email?: string;
  /** Whether the payer wants the method saved for later invoices (rule B7). */
  readonly saving: "wanted" | "not-wanted";
  /** Where the page leads when it is done, and when the payer turns back. */
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly expiresAt: Instant;
};

export type PaymentSession = { readonly session: string; readonly url: string };

/** What has become of a page that was to be closed. */
export type ClosedSession = "expired" | "complete";

/**
 * News of a payment of ours, as the provider tells it. It knows its invoice by what we gave with the link or the page;
 * the provider's account may serve other sellers and programs, whose news is none.
 */
export type ProviderEvent = {
  readonly id: string;
  readonly at: Instant;
  readonly result: PaymentEvent["result"];
  readonly documentId: string;
  readonly attemptId?: string;
  /** The page that it is the end of; absent where a method was refused on a page that stays open. */
  readonly session?: string;
  /** What the provider calls the payment; brand and digits are asked for by it. */
  readonly payment?: string;
  readonly amount?: Money;
  readonly method?: PaidWith;
};

/** The payment provider, such as Stripe. What it refuses or does not answer is an answer; what it cannot say throws. */
export type PaymentProvider = {
  /** Where its pages stand, unless the vendor has a domain of his own there. */
  readonly pageHosts: readonly string[];
  /** A page without an end for one payment of one invoice, never used again (rule B3). */
  readonly createLink: (demand: Demand) => Promise<Answer<PaymentLink>>;
  /** Nobody can pay by the link any more; one that is closed already stays so. */
  readonly closeLink: (reference: string) => Promise<Answer<"closed">>;
  /** A link whose one payment has failed at the bank leads to another try (rules B3, B6). */
  readonly reopenLink: (reference: string) => Promise<Answer<"open">>;
  readonly openSession: (demand: SessionDemand) => Promise<Answer<PaymentSession>>;
  /** Nobody can pay on the page any more, unless it is complete. */
  readonly expireSession: (session: string) => Promise<Answer<ClosedSession>>;
  /** Brand and last four digits, and nothing more (rule B10). */
  readonly methodOf: (payment: string) => Promise<Answer<PaidWith>>;
  /** Undefined for news that matters to no invoice; refused where the provider's signature is not on it, or is old. */
  readonly readEvent: (body: Uint8Array, signature: string, now: Instant) => Promise<Result<ProviderEvent | undefined>>;
};
