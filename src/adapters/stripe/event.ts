import type Stripe from "stripe";
import type { ProviderEvent } from "../../app/paying/provider.ts";
import { parseInstant, type Instant } from "../../kernel/calendar.ts";
import { minorMoney, parseCurrency } from "../../kernel/money.ts";
import { invariant } from "../../kernel/result.ts";
import { ATTEMPT_KEY, DOCUMENT_KEY } from "./demand.ts";
import { paidWith } from "./method.ts";

/** What an event says of an invoice of ours; undefined where it says nothing (rule B6). */
export const eventOf = (event: Stripe.Event): ProviderEvent | undefined => {
  if (event.type === "checkout.session.completed") {
    return sessionNews(event, event.data.object, isPaid(event.data.object) ? "succeeded" : "processing");
  }
  if (event.type === "checkout.session.async_payment_succeeded") {
    return sessionNews(event, event.data.object, "succeeded");
  }
  if (event.type === "checkout.session.async_payment_failed") return sessionNews(event, event.data.object, "failed");
  if (event.type === "checkout.session.expired") return sessionNews(event, event.data.object, "expired");
  return event.type === "payment_intent.payment_failed" ? refusal(event, event.data.object) : undefined;
};

const isPaid = ({ payment_status }: Stripe.Checkout.Session): boolean => payment_status === "paid";

const sessionNews = (
  event: Stripe.Event,
  { id, metadata, payment_intent, amount_total, currency }: Stripe.Checkout.Session,
  result: ProviderEvent["result"],
): ProviderEvent | undefined => {
  const ours = oursOf(metadata);
  return (
    ours && {
      ...ours,
      id: event.id,
      at: instantOf(event.created),
      result,
      session: id,
      ...(payment_intent !== null && { payment: idOf(payment_intent) }),
      ...amountOf(amount_total, currency),
    }
  );
};

/**
 * A card was refused on a page that stays open, or a debit has come to nothing; of the latter Stripe also tells with the
 * page, which is what counts.
 */
const refusal = (event: Stripe.Event, payment: Stripe.PaymentIntent): ProviderEvent | undefined => {
  const ours = oursOf(payment.metadata);
  const refused = payment.last_payment_error?.payment_method;
  const method = refused && paidWith(refused);
  if (ours === undefined || method?.kind === "bank") return undefined;
  return {
    ...ours,
    id: event.id,
    at: instantOf(event.created),
    result: "failed",
    payment: payment.id,
    ...amountOf(payment.amount, payment.currency),
    ...(method !== undefined && { method }),
  };
};

/** The account may serve other programs; their payments bear nothing of ours. */
const oursOf = (metadata: Stripe.Metadata | null): Pick<ProviderEvent, "documentId" | "attemptId"> | undefined => {
  const documentId = metadata?.[DOCUMENT_KEY];
  const attemptId = metadata?.[ATTEMPT_KEY];
  return documentId === undefined ? undefined : { documentId, ...(attemptId !== undefined && { attemptId }) };
};

const idOf = (object: string | { readonly id: string }): string => (typeof object === "string" ? object : object.id);

const amountOf = (minor: number | null, code: string | null): Pick<ProviderEvent, "amount"> => {
  const currency = parseCurrency(code?.toUpperCase() ?? "");
  return minor === null || currency === undefined ? {} : { amount: minorMoney(BigInt(minor), currency) };
};

const instantOf = (seconds: number): Instant => {
  const moment = parseInstant(new Date(seconds * 1_000).toISOString());
  invariant(moment !== undefined, "Stripe's events have their moment");
  return moment;
};
