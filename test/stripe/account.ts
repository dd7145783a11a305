import { at, namesAt, textsAt, type Form } from "./form.ts";
import { amountRefusal, methodRefusal } from "./parameters.ts";
import { isRefusal, wrong, type Refusal } from "./rules.ts";

export type Method =
  | { readonly type: "card"; readonly brand: string; readonly last4: string }
  | { readonly type: "us_bank_account" | "acss_debit"; readonly bank: string; readonly last4: string };

export type Metadata = Readonly<Record<string, string>>;

/** A message of Stripe's before it is signed. */
export type StripeEvent = { readonly id: string; readonly type: string; readonly text: string };

/** What a page is about, as the link or the session was made. */
export type Sale = {
  readonly minor: number;
  readonly currency: string;
  readonly methods: readonly string[];
  readonly metadata: Metadata;
  readonly paymentMetadata: Metadata;
};

export type Link = Sale & {
  readonly id: string;
  readonly url: string;
  active: boolean;
  limit: number | undefined;
  count: number;
};

export type Session = Sale & {
  readonly id: string;
  readonly url: string;
  readonly link?: string;
  readonly expiresAt: number;
  readonly savesMethod: boolean;
  status: "open" | "complete" | "expired";
  paymentStatus: "paid" | "unpaid";
  paidBy?: Method;
  payment?: string;
};

export type Payment = {
  readonly id: string;
  readonly session: Session;
  status: "succeeded" | "processing" | "requires_payment_method";
  /** Of a payment that failed Stripe keeps the method with the error only. */
  method?: Method;
  refused?: Method;
};

/** All that one account at Stripe holds. */
export type Account = {
  readonly links: Map<string, Link>;
  readonly sessions: Map<string, Session>;
  readonly payments: Map<string, Payment>;
  /** All that Stripe has told, in its order. */
  readonly events: StripeEvent[];
  /** Seconds since 1970, as the test says. */
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
};

export const createAccount = (now: () => number): Account => {
  let count = 0;
  return {
    links: new Map(),
    sessions: new Map(),
    payments: new Map(),
    events: [],
    now,
    newId: (prefix) => `${prefix}_${String((count += 1)).padStart(6, "0")}`,
  };
};

export const createLink = (account: Account, form: Form): Link | Refusal => {
  const sale = saleOf(form, "payment_method_types");
  if (isRefusal(sale)) return sale;
  const id = account.newId("plink");
  const limit = at(form, "restrictions", "completed_sessions", "limit");
  const link: Link = {
    ...sale,
    id,
    url: `https://buy.stripe.com/test_${id}`,
    active: true,
    limit: limit === undefined ? undefined : Number(limit),
    count: 0,
  };
  account.links.set(id, link);
  return link;
};

export const createSession = (account: Account, form: Form): Session | Refusal => {
  const sale = saleOf(form, "allowed_payment_method_types");
  if (isRefusal(sale)) return sale;
  const now = account.now();
  const expiresAt = Number(at(form, "expires_at") ?? now + DAY);
  // "It can be anywhere from 30 minutes to 24 hours after Checkout Session creation."
  if (expiresAt < now + 30 * 60 || expiresAt > now + DAY) return wrong("expires_at", "Out of 30 minutes to 24 hours");
  if (sale.methods.includes("acss_debit") && at(form, ...SCHEDULE) === undefined) {
    return { ...wrong("payment_method_options[acss_debit]", "Missing payment_schedule"), code: "parameter_missing" };
  }
  return addSession(account, {
    ...sale,
    expiresAt,
    savesMethod: at(form, "payment_intent_data", "setup_future_usage") === "off_session",
  });
};

const DAY = 24 * 60 * 60;
const SCHEDULE = ["payment_method_options", "acss_debit", "mandate_options", "payment_schedule"];

/** A payer has followed a link; Stripe copies the link's metadata. Undefined where the link takes no payment any more. */
export const followLink = (account: Account, link: Link): Session | undefined => {
  if (!link.active || (link.limit !== undefined && link.count >= link.limit)) return undefined;
  const { minor, currency, methods, metadata, paymentMetadata } = link;
  const sale = { minor, currency, methods, metadata, paymentMetadata };
  return addSession(account, { ...sale, link: link.id, expiresAt: account.now() + DAY, savesMethod: false });
};

type NewSession = Omit<Session, "id" | "url" | "status" | "paymentStatus" | "paidBy" | "payment">;

const addSession = (account: Account, fields: NewSession): Session => {
  const id = account.newId("cs_test");
  const url = `https://checkout.stripe.com/c/pay/${id}`;
  const session: Session = { ...fields, id, url, status: "open", paymentStatus: "unpaid" };
  account.sessions.set(id, session);
  return session;
};

const saleOf = (form: Form, methodsParam: string): Sale | Refusal => {
  const price = ["line_items", "0", "price_data"];
  const currency = at(form, ...price, "currency") ?? "";
  const minor = Number(at(form, ...price, "unit_amount")) * Number(at(form, "line_items", "0", "quantity"));
  const methods = textsAt(form, methodsParam);
  const refusal = amountRefusal(minor, currency) ?? methodRefusal(methods, currency, methodsParam);
  if (refusal !== undefined) return refusal;
  return {
    minor,
    currency,
    methods,
    metadata: namesAt(form, "metadata"),
    paymentMetadata: namesAt(form, "payment_intent_data", "metadata"),
  };
};
