import type { Link, Method, Payment, Session } from "./account.ts";

/** Objects as the API shows them, with the fields that somebody could look at. */
export const linkObject = ({ id, url, active, limit, count, metadata, methods, currency }: Link) => ({
  id,
  object: "payment_link",
  active,
  currency,
  livemode: false,
  metadata,
  payment_method_types: methods,
  restrictions: limit === undefined ? null : { completed_sessions: { count, limit } },
  url,
});

export const sessionObject = (session: Session) => ({
  id: session.id,
  object: "checkout.session",
  amount_total: session.minor,
  allowed_payment_method_types: session.methods,
  currency: session.currency,
  expires_at: session.expiresAt,
  livemode: false,
  metadata: session.metadata,
  mode: "payment",
  // Since 2022 there is no payment before the payer confirms one.
  payment_intent: session.payment ?? null,
  payment_link: session.link ?? null,
  payment_status: session.paymentStatus,
  status: session.status,
  // "This value is only present when the session is active."
  url: session.status === "open" ? session.url : null,
});

export const paymentObject = ({ id, session, status, method, refused }: Payment, expanded: boolean) => ({
  id,
  object: "payment_intent",
  amount: session.minor,
  currency: session.currency,
  last_payment_error: refused === undefined ? null : { type: "card_error", payment_method: methodObject(refused) },
  livemode: false,
  metadata: session.paymentMetadata,
  payment_method: shown(method, expanded),
  status,
});

const shown = (method: Method | undefined, expanded: boolean) => {
  if (method === undefined) return null;
  return expanded ? methodObject(method) : "pm_000001";
};

/** With more than we may keep (rule B10), so that a test can see that nothing of it is kept. */
const methodObject = (method: Method) => ({
  id: "pm_000001",
  object: "payment_method",
  type: method.type,
  billing_details: { email: "payer@example.com", name: "Pat Payer" },
  [method.type]:
    method.type === "card"
      ? { brand: method.brand, last4: method.last4, exp_month: 12, exp_year: 2031, fingerprint: "Xt5EWLLDS7FJjR1c" }
      : { bank_name: method.bank, last4: method.last4, routing_number: "110000000" },
});
