import type Stripe from "stripe";
import type { SessionDemand } from "../../app/paying/provider.ts";
import type { Locale } from "../../kernel/party.ts";
import { ATTEMPT_KEY, itemsOf, metadataOf } from "./demand.ts";
import { STRIPE_METHODS } from "./method.ts";

/** A page for one click, with the methods of this moment (rule B5). */
export const sessionParams = (demand: SessionDemand): Stripe.Checkout.SessionCreateParams => {
  const metadata = { ...metadataOf(demand), [ATTEMPT_KEY]: demand.attemptId };
  const isSaving = demand.saving === "wanted";
  return {
    mode: "payment",
    line_items: itemsOf(demand),
    allowed_payment_method_types: demand.methods.map((method) => STRIPE_METHODS[method]),
    ...(demand.methods.includes("bank-debit") && { payment_method_options: { acss_debit: CANADIAN_DEBIT } }),
    // What is charged later without the payer belongs to a customer of Stripe's (rule B7).
    customer_creation: isSaving ? "always" : "if_required",
    ...(demand.email !== undefined && { customer_email: demand.email }),
    success_url: demand.successUrl,
    cancel_url: demand.cancelUrl,
    expires_at: Date.parse(demand.expiresAt) / 1_000,
    locale: PAGE_LOCALES[demand.locale],
    submit_type: "pay",
    // Stripe would offer to pay in the payer's currency, or by a wallet that does not say whether a card is behind it.
    adaptive_pricing: { enabled: false },
    wallet_options: { link: { display: "never" } },
    metadata,
    payment_intent_data: {
      metadata,
      description: demand.description,
      ...(isSaving && { setup_future_usage: "off_session" as const }),
    },
  };
};

/** Stripe asks how often there will be debits: when there is an invoice, of a business. */
const CANADIAN_DEBIT = {
  mandate_options: { payment_schedule: "sporadic", transaction_type: "business" },
} as const;

const PAGE_LOCALES = {
  "en-US": "en",
  "en-GB": "en-GB",
  "en-AU": "en-GB",
  "en-NZ": "en-GB",
  "en-CA": "en",
  "fr-CA": "fr-CA",
  "fr-FR": "fr",
  "de-DE": "de",
  "pt-BR": "pt-BR",
  "ja-JP": "ja",
} as const satisfies Record<Locale, Stripe.Checkout.SessionCreateParams.Locale>;
