import type Stripe from "stripe";
import type { Demand } from "../../app/paying/provider.ts";
import { invariant } from "../../kernel/result.ts";

/** The names of what we give with a link or a page, and get back with its news. */
export const DOCUMENT_KEY = "billwright_document";
export const NUMBER_KEY = "billwright_number";
export const ATTEMPT_KEY = "billwright_attempt";

/** One item: the whole invoice (rule B4). */
export const itemsOf = ({
  amount,
  description,
}: Demand): [Stripe.Checkout.SessionCreateParams.LineItem & { quantity: 1 }] => [
  {
    quantity: 1,
    price_data: {
      currency: amount.currency.toLowerCase(),
      unit_amount: minorUnits(amount.minor),
      product_data: { name: description },
    },
  },
];

export const metadataOf = ({ documentId, number }: Demand): Record<string, string> => ({
  [DOCUMENT_KEY]: documentId,
  [NUMBER_KEY]: number,
});

/**
 * Stripe's client takes minor units as a number; yen have none smaller, so that nothing is ever scaled. Stripe itself
 * takes no more than twelve digits, which a number holds exactly.
 */
const minorUnits = (minor: bigint): number => {
  const units = Number(minor);
  invariant(Number.isSafeInteger(units) && BigInt(units) === minor, "an amount that is paid online is a safe integer");
  return units;
};
