import { wrong, type Refusal, type Rule } from "./rules.ts";

const text: Rule = { kind: "text" };
const whole: Rule = { kind: "whole" };
const flag: Rule = { kind: "flag" };
const oneOf = (...words: readonly string[]): Rule => ({ kind: "one-of", words });
const list = (of: Rule): Rule => ({ kind: "list", of });
const object = (fields: Readonly<Record<string, Rule>>, ...required: readonly string[]): Rule => ({
  kind: "object",
  fields,
  required,
});

const metadata: Rule = { kind: "names" };
const priceData = object(
  { currency: text, unit_amount: whole, product_data: object({ name: text, description: text }, "name") },
  "currency",
  "unit_amount",
  "product_data",
);
const lineItems = list(object({ price_data: priceData, quantity: whole }, "price_data", "quantity"));
const completedSessions = object({ completed_sessions: object({ limit: whole }, "limit") }, "completed_sessions");

/** https://docs.stripe.com/api/payment-links/payment-links/create, as far as we need it: no bank debit of Canada. */
export const LINK_CREATE = object(
  {
    line_items: lineItems,
    payment_method_types: list(oneOf("card", "us_bank_account", "sepa_debit", "link")),
    restrictions: completedSessions,
    after_completion: object(
      { type: oneOf("hosted_confirmation", "redirect"), redirect: object({ url: text }) },
      "type",
    ),
    customer_creation: oneOf("always", "if_required"),
    submit_type: oneOf("auto", "book", "donate", "pay", "subscribe"),
    metadata,
    payment_intent_data: object({
      metadata,
      description: text,
      setup_future_usage: oneOf("off_session", "on_session"),
    }),
  },
  "line_items",
);

export const LINK_UPDATE = object({ active: flag, restrictions: completedSessions, metadata });

/** https://docs.stripe.com/api/checkout/sessions/create: the newest version has no `payment_method_types` any more. */
export const SESSION_CREATE = object(
  {
    mode: oneOf("payment", "setup", "subscription"),
    line_items: lineItems,
    allowed_payment_method_types: list(oneOf("card", "us_bank_account", "acss_debit", "sepa_debit", "link")),
    payment_method_options: object({
      acss_debit: object({
        mandate_options: object({
          payment_schedule: oneOf("combined", "interval", "sporadic"),
          transaction_type: oneOf("business", "personal"),
        }),
      }),
    }),
    customer_creation: oneOf("always", "if_required"),
    customer_email: { kind: "email" },
    success_url: { kind: "url" },
    cancel_url: { kind: "url" },
    expires_at: whole,
    locale: oneOf("auto", "de", "en", "en-GB", "fr", "fr-CA", "ja", "pt-BR"),
    submit_type: oneOf("auto", "book", "donate", "pay", "subscribe"),
    adaptive_pricing: object({ enabled: flag }),
    wallet_options: object({ link: object({ display: oneOf("auto", "never") }) }),
    metadata,
    payment_intent_data: object({
      metadata,
      description: text,
      setup_future_usage: oneOf("off_session", "on_session"),
    }),
  },
  "mode",
  "line_items",
  "success_url",
);

export const NOTHING = object({});
export const PAYMENT_RETRIEVE = object({ expand: list(text) });

/** https://docs.stripe.com/currencies: the least that can be charged, in minor units, and at most eight digits. */
const LEAST: Readonly<Record<string, number>> = {
  usd: 50,
  cad: 50,
  eur: 50,
  gbp: 30,
  jpy: 50,
  aud: 50,
  nzd: 50,
  brl: 50,
};
const MOST = 99_999_999;

export const amountRefusal = (minor: number, currency: string): Refusal | undefined => {
  const param = "line_items[0][price_data][unit_amount]";
  const least = LEAST[currency];
  if (least === undefined) return wrong("line_items[0][price_data][currency]", `Invalid currency: ${currency}`);
  if (minor < least) return { ...wrong(param, "The amount is too small"), code: "amount_too_small" };
  return minor > MOST ? { ...wrong(param, "The amount is too large"), code: "amount_too_large" } : undefined;
};

/** Debits are made in the currencies of their countries. */
export const methodRefusal = (methods: readonly string[], currency: string, param: string): Refusal | undefined => {
  const strange = methods.find(
    (method) =>
      (method === "us_bank_account" && currency !== "usd") ||
      (method === "acss_debit" && currency !== "cad" && currency !== "usd"),
  );
  return strange === undefined ? undefined : wrong(param, `${strange} cannot be used with ${currency}`);
};
