import { compareMoney, moneyText, type Money } from "../../kernel/money.ts";
import type { Issue } from "../../kernel/result.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Applied, PaidWith, PaymentAttempt } from "../register/payment.ts";
import { paidOn } from "./card-limit.ts";
import type { PaymentDesk } from "./desk.ts";
import { paymentDeliveries } from "./payment-deliveries.ts";
import type { Answer, ProviderEvent } from "./provider.ts";

/** What became of the provider's news. */
export type Handled =
  | { readonly kind: Applied }
  /** It fits no document as it stands and waits in the audit for people, who are to be told. */
  | { readonly kind: "set-aside"; readonly reason: SetAside; readonly repeated: boolean }
  /** Nothing was done: the provider shall tell it again. */
  | { readonly kind: "later"; readonly issues: readonly Issue[] };

/** Why a payment that was made, or is under way, fits no document. */
export type SetAside = Misfit | "paid-twice";
type Misfit = "unknown-document" | "void-document" | "other-amount" | "unknown-method";

/**
 * Takes in one message of the provider (rule B6): paid, and a receipt is due; failed, and the customer is to be told; or
 * a page has ended, and what it held is free. Messages may come twice, late and in any order.
 */
export const applyPaymentEvent = async (event: ProviderEvent, desk: PaymentDesk): Promise<Handled> => {
  const { register } = desk;
  const document = (await register.documents.find([event.documentId])).get(event.documentId);
  if (document === undefined) return isMoney(event) ? setAside(event, "unknown-document", desk) : { kind: "overtaken" };
  const misfit = isMoney(event) ? misfitOf(event, document) : undefined;
  if (misfit !== undefined) return setAside(event, misfit, desk);
  const method = await methodOf(event, desk);
  if (method?.ok === false && method.retry === "later") return { kind: "later", issues: method.issues };
  const opened = await reopen(event, document, desk);
  if (opened?.ok === false && opened.retry === "later") return { kind: "later", issues: opened.issues };
  const known = { document, ...(method?.ok === true && { method: method.value }) };
  const handled = await apply(event, known, desk);
  // The invoice is paid all the same, and counts as if by card (rule B5); but no receipt can say by what.
  return method?.ok === false && event.result === "succeeded" ? setAside(event, "unknown-method", desk) : handled;
};

type Known = { readonly document: RegisteredDocument; readonly method?: PaidWith };

const apply = async (event: ProviderEvent, { document, method }: Known, desk: PaymentDesk): Promise<Handled> => {
  const { register, issuer } = desk;
  const { id, at, result, attemptId, session, amount } = event;
  const attempt = (await register.payments.attempts([document.id])).find((one) => one.id === attemptId);
  const isTold = result === "failed" || method !== undefined;
  const deliveries = isTold ? await paymentDeliveries(event, document, register) : [];
  const applied = await register.payments.apply(
    {
      eventId: id,
      at,
      documentId: document.id,
      result,
      // A refused card leaves the page open: the attempt goes on, and what it holds stays held.
      ...(attemptId !== undefined && session !== undefined && { attemptId }),
      ...(session !== undefined && { session }),
      ...(amount !== undefined && { amount }),
      ...(method !== undefined && { method }),
      ...(result === "succeeded" && { paidOn: paidOn(document, { at, issuer, ...(attempt && { attempt }) }) }),
    },
    deliveries,
  );
  if (result !== "succeeded") return { kind: applied };
  const paid = (await register.payments.attempts([document.id])).filter(({ status }) => status === "succeeded");
  return paid.length > 1 ? paidTwice(event, paid, desk) : { kind: applied };
};

/** Each payment counts, as the card was charged (rule B5); one is the invoice's, and of the others people must know. */
const paidTwice = async (
  { at, documentId }: ProviderEvent,
  paid: readonly PaymentAttempt[],
  { register }: PaymentDesk,
): Promise<Handled> => {
  const kept = await register.payments.setAside({
    // Whichever message shows it, it is one finding.
    eventId: `${documentId} paid ${paid.length} times`,
    at,
    documentId,
    reason: "paid-twice",
    details: { pages: paid.map(({ id, session }) => session ?? id).join(" ") },
  });
  return { kind: "set-aside", reason: "paid-twice", repeated: kept === "repeated" };
};

/** Money has come or is coming. */
const isMoney = ({ result }: ProviderEvent): boolean => result === "succeeded" || result === "processing";

const misfitOf = ({ amount }: ProviderEvent, { state, amounts }: RegisteredDocument): Misfit | undefined => {
  if (state === "void") return "void-document";
  return amounts === undefined || !isWhole(amount, amounts.due) ? "other-amount" : undefined;
};

/** An invoice is paid in its currency and as a whole (rules A1, B4). */
const isWhole = (amount: Money | undefined, due: Money): boolean =>
  amount !== undefined && amount.currency === due.currency && compareMoney(amount, due) === 0;

/** Whether it was a card decides what of the month's limit is used (rule B5), so nothing is written before it is known. */
const methodOf = async (
  { payment, method, result }: ProviderEvent,
  { provider }: PaymentDesk,
): Promise<Answer<PaidWith> | undefined> => {
  if (method !== undefined) return { ok: true, value: method };
  return payment === undefined || result === "expired" ? undefined : provider.methodOf(payment);
};

/** The printed link is the customer's way to another try (rules B3, B6); the provider has closed it with the first. */
const reopen = async (
  { result, session }: ProviderEvent,
  { link, payment, state }: RegisteredDocument,
  { provider }: PaymentDesk,
): Promise<Answer<"open"> | undefined> => {
  if (result !== "failed" || session === undefined || payment === "paid" || state === "void") return undefined;
  return link?.mode === "payment-link" && link.reference !== undefined
    ? provider.reopenLink(link.reference)
    : undefined;
};

const setAside = async (event: ProviderEvent, reason: Misfit, { register }: PaymentDesk): Promise<Handled> => {
  const { id, at, result, documentId, session, payment, amount } = event;
  const kept = await register.payments.setAside({
    eventId: id,
    at,
    ...(reason !== "unknown-document" && { documentId }),
    reason,
    details: {
      document: documentId,
      result,
      ...(session !== undefined && { session }),
      ...(payment !== undefined && { payment }),
      ...(amount !== undefined && { amount: `${amount.currency} ${moneyText(amount)}` }),
    },
  });
  return { kind: "set-aside", reason, repeated: kept === "repeated" };
};
