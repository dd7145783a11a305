import {
  followLink,
  type Account,
  type Link,
  type Method,
  type Payment,
  type Session,
  type StripeEvent,
} from "./account.ts";
import { paymentObject, sessionObject } from "./objects.ts";

export const CARD: Method = { type: "card", brand: "visa", last4: "4242" };
export const BANK: Method = { type: "us_bank_account", bank: "STRIPE TEST BANK", last4: "6789" };
export const CANADIAN_BANK: Method = { type: "acss_debit", bank: "STRIPE TEST BANK", last4: "0089" };

/** What payers and banks do; each act gives what Stripe then tells. */
export type Payer = {
  /** The page behind a link; undefined where it takes no payment any more. */
  readonly follow: (linkUrl: string) => Session | undefined;
  /** A card is charged at once, a debit takes days. */
  readonly pay: (page: string, method: Method) => StripeEvent;
  /** The bank refuses the card; the page stays open. */
  readonly refuse: (page: string, method: Method) => StripeEvent;
  /** A debit has come through, or not. */
  readonly settle: (page: string) => StripeEvent;
  readonly bounce: (page: string) => StripeEvent;
  /** The page was paid on with something that says neither brand nor digits. */
  readonly forgetMethod: (page: string) => void;
  /** The time of some pages is up. */
  readonly runOut: () => readonly StripeEvent[];
};

export const createPayer = (account: Account): Payer => {
  const pageOf = (page: string): Session => {
    const session = [...account.sessions.values()].find(({ id, url }) => id === page || url === page);
    if (session === undefined) throw new Error(`there is no page ${page}`);
    return session;
  };
  return {
    follow: (linkUrl) => {
      const link = [...account.links.values()].find(({ url }) => url === linkUrl);
      return link && followLink(account, link);
    },
    pay: (page, method) => {
      const session = pageOf(page);
      const payment = begin(account, session, method);
      const isCard = method.type === "card";
      payment.method = method;
      payment.status = isCard ? "succeeded" : "processing";
      session.status = "complete";
      session.paidBy = method;
      session.paymentStatus = isCard ? "paid" : "unpaid";
      countOnLink(account, session);
      return told(account, "checkout.session.completed", sessionObject(session));
    },
    refuse: (page, method) => {
      const payment = begin(account, pageOf(page), method);
      payment.refused = method;
      payment.status = "requires_payment_method";
      return told(account, "payment_intent.payment_failed", paymentObject(payment, false));
    },
    settle: (page) => {
      const session = pageOf(page);
      paymentOf(account, session).status = "succeeded";
      session.paymentStatus = "paid";
      return told(account, "checkout.session.async_payment_succeeded", sessionObject(session));
    },
    bounce: (page) => {
      const session = pageOf(page);
      const payment = paymentOf(account, session);
      if (payment.method !== undefined) payment.refused = payment.method;
      delete payment.method;
      payment.status = "requires_payment_method";
      return told(account, "checkout.session.async_payment_failed", sessionObject(session));
    },
    forgetMethod: (page) => void delete paymentOf(account, pageOf(page)).method,
    runOut: () =>
      [...account.sessions.values()]
        .filter((session) => session.status === "open" && isOver(account, session))
        .map((session) => expire(account, session)),
  };
};

export const isOver = ({ now }: Account, { expiresAt }: Session): boolean => now() >= expiresAt;

export const expire = (account: Account, session: Session): StripeEvent => {
  session.status = "expired";
  return told(account, "checkout.session.expired", sessionObject(session));
};

/** A message as Stripe writes it: https://docs.stripe.com/api/events/object. */
const told = ({ newId, now, events }: Account, type: string, object: object): StripeEvent => {
  const id = newId("evt");
  const event = {
    id,
    object: "event",
    api_version: "2026-10-28.endive",
    created: now(),
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  };
  const message = { id, type, text: JSON.stringify(event, null, 2) };
  events.push(message);
  return message;
};

/** One payment for a page, however many methods are tried. */
const begin = (account: Account, session: Session, method: Method): Payment => {
  if (session.status !== "open" || isOver(account, session)) throw new Error(`page ${session.id} is closed`);
  if (!session.methods.includes(method.type)) throw new Error(`page ${session.id} offers no ${method.type}`);
  const known = session.payment === undefined ? undefined : account.payments.get(session.payment);
  if (known !== undefined) return known;
  const payment: Payment = { id: account.newId("pi"), session, status: "requires_payment_method" };
  session.payment = payment.id;
  account.payments.set(payment.id, payment);
  return payment;
};

const paymentOf = (account: Account, session: Session): Payment => {
  const payment = account.payments.get(session.payment ?? "");
  if (payment === undefined) throw new Error(`nobody has paid on page ${session.id}`);
  return payment;
};

/** "The maximum number of checkout sessions that can be completed": then the link is inactive. */
const countOnLink = (account: Account, session: Session): void => {
  const link: Link | undefined = account.links.get(session.link ?? "");
  if (link === undefined) return;
  link.count += 1;
  if (link.limit !== undefined && link.count >= link.limit) link.active = false;
};
