import { Stripe } from "stripe";
import type { ProviderEvent } from "../../app/paying/provider.ts";
import type { Instant } from "../../kernel/calendar.ts";
import { fail, succeed, type Issue, type Result } from "../../kernel/result.ts";
import { eventOf } from "./event.ts";

/** How old the signature of a message may be, in seconds, as Stripe advises: an older one could be played back. */
const TOLERANCE_SECONDS = 300;

/** What Stripe's client takes apart without failing over it. */
const SIGNATURE = /^t=\d{1,12}(?:,v\d=[0-9a-f]{64})+$/;

export type Message = { readonly body: Uint8Array; readonly signature: string; readonly now: Instant };

/** What a message says, once its signature is right; undefined where it says nothing of an invoice. */
export const readMessage = async (
  { body, signature, now }: Message,
  stripe: Stripe,
  secret: string | undefined,
): Promise<Result<ProviderEvent | undefined>> => {
  if (secret === undefined) return fail(unsigned("there is no signing secret to check it by", SECRET_HINT));
  if (!SIGNATURE.test(signature)) return fail(unsigned("it is not signed as Stripe signs", SECRET_HINT));
  try {
    const { webhooks } = stripe;
    const received = Date.parse(now);
    return succeed(
      eventOf(await webhooks.constructEventAsync(body, signature, secret, TOLERANCE_SECONDS, undefined, received)),
    );
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
    return fail(unsigned("its signature is wrong or older than five minutes", SECRET_HINT));
  }
};

const SECRET_HINT = "STRIPE_WEBHOOK_SECRET is the one of this endpoint, from Stripe's dashboard";

const unsigned = (message: string, hint: string): Issue => ({
  rule: "B10",
  at: "",
  message: `a message that says to be Stripe's was not taken in: ${message}`,
  hint,
});
