import type Stripe from "stripe";
import type { PaidWith } from "../../app/register/payment.ts";
import type { OnlineMethod } from "../../policy/issuer.ts";

/** What Stripe calls our methods (rule B5). */
export const STRIPE_METHODS = {
  card: "card",
  ach: "us_bank_account",
  "bank-debit": "acss_debit",
} as const satisfies Record<OnlineMethod, string>;

/** Of all that Stripe knows about a method, brand and last four digits (rule B10); undefined for one that we never offer. */
export const paidWith = ({ card, us_bank_account, acss_debit }: Stripe.PaymentMethod): PaidWith | undefined => {
  if (card !== undefined) return { kind: "card", brand: card.brand, last4: card.last4 };
  const bank = us_bank_account ?? acss_debit;
  return bank?.last4 ? { kind: "bank", brand: bank.bank_name ?? "", last4: bank.last4 } : undefined;
};
