import type Stripe from "stripe";
import type { Demand } from "../../app/paying/provider.ts";
import type { Issue } from "../../kernel/result.ts";
import { itemsOf, metadataOf } from "./demand.ts";
import { STRIPE_METHODS } from "./method.ts";

/** A page without an end, for one payment (rules B3, B4). */
export const linkParams = (demand: Demand): Stripe.PaymentLinkCreateParams => {
  const metadata = metadataOf(demand);
  return {
    line_items: itemsOf(demand),
    payment_method_types: demand.methods.map((method) => STRIPE_METHODS[method]),
    restrictions: { completed_sessions: { limit: 1 } },
    after_completion: { type: "hosted_confirmation" },
    customer_creation: "if_required",
    submit_type: "pay",
    metadata,
    // Stripe copies the link's own to the page, but not to the payment, whose refusals we want to hear of.
    payment_intent_data: { metadata, description: demand.description },
  };
};

/** Stripe has no pre-authorised debit on links, and a link cannot offer less than the invoice says (rule B5). */
export const linkIssues = ({ methods }: Demand): readonly Issue[] =>
  methods.includes("bank-debit")
    ? [
        {
          rule: "B5",
          at: "/payment/link",
          message: "a Payment Link of Stripe takes no Canadian bank debit, and the invoice would offer it",
          hint: 'set online.links of the profile to "pay-page", or take "bank-debit" out of online.currencies',
        },
      ]
    : [];
