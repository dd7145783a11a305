import { Stripe } from "stripe";
import type { Answer } from "../../app/paying/provider.ts";
import type { Issue } from "../../kernel/result.ts";

type Refusal = Extract<Answer<never>, { ok: false }>;
type StripeError = InstanceType<typeof Stripe.errors.StripeError>;

/** Stripe says itself where another try is in vain, or wanted: it repeats a failure that it has kept under the key. */
export const isWorthAnotherTry = (error: unknown): boolean => {
  if (!(error instanceof Stripe.errors.StripeError)) return false;
  const advice = error.headers?.["stripe-should-retry"];
  if (advice === "true" || advice === "false") return advice === "true";
  return isPassing(error);
};

/**
 * What Stripe refused, for operators. In words of ours: Stripe's own quote the request, and parts of the key (rule B10).
 * What is no failure of Stripe's or of the way to it goes on as it is.
 */
export const answerOf = (what: string, error: unknown): Refusal => {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  return {
    ok: false,
    // Under a key that was used for another demand, something has been done, if not this.
    retry: isPassing(error) || error instanceof Stripe.errors.StripeIdempotencyError ? "later" : "never",
    issues: [issueOf(what, error)],
  };
};

/** All but a plain refusal: an answer that is none, such as a proxy's page, leaves open what was done. */
const isPassing = (error: StripeError): boolean => {
  const { errors } = Stripe;
  const refusals = [
    errors.StripeInvalidRequestError,
    errors.StripeIdempotencyError,
    errors.StripeAuthenticationError,
    errors.StripePermissionError,
    errors.StripeCardError,
  ];
  return !refusals.some((refusal) => error instanceof refusal);
};

const issueOf = (what: string, error: StripeError): Issue => {
  const { message, hint } = reasonOf(error);
  const request = error.requestId === undefined ? "" : ` (request ${error.requestId})`;
  return { rule: null, at: "", message: `${what}: ${message}${request}`, ...(hint !== undefined && { hint }) };
};

type Reason = { readonly message: string; readonly hint?: string };

const reasonOf = (error: StripeError): Reason => {
  const { errors } = Stripe;
  if (error instanceof errors.StripeConnectionError) return { message: NO_ANSWER };
  if (error instanceof errors.StripeRateLimitError) {
    return { message: "Stripe asks for fewer requests", hint: "run fewer workers at once, or try again later" };
  }
  if (error instanceof errors.StripeAuthenticationError) {
    return { message: "Stripe refuses the secret key", hint: "check STRIPE_SECRET_KEY; it may have been rolled" };
  }
  if (error instanceof errors.StripePermissionError) {
    return { message: "the key may not do this at Stripe", hint: "docs/stripe.md names the rights that it needs" };
  }
  if (error instanceof errors.StripeIdempotencyError) {
    return {
      message: "Stripe was asked for it before with other contents",
      hint: "profile or version have changed since; Stripe forgets the first request after a day",
    };
  }
  const { statusCode = 0 } = error;
  if (statusCode === 409) return { message: "Stripe is still busy with the same request" };
  if (statusCode >= 500) return { message: `Stripe failed (HTTP ${statusCode})`, hint: "https://status.stripe.com" };
  return { message: statusCode === 0 ? NO_ANSWER : `Stripe refuses it: ${codeOf(error)}` };
};

const NO_ANSWER = "Stripe did not answer, at any attempt";

/** "amount_too_large in line_items[0][price_data][unit_amount]": names of Stripe's, none of them anybody's data. */
const codeOf = ({ code, type, param }: StripeError): string =>
  `${code ?? type}${param === undefined ? "" : ` in ${param}`}`;
