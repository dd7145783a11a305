import { dateIn, type CalendarDate, type Instant } from "../../kernel/calendar.ts";
import { compareMoney, subtract, sum, type Money } from "../../kernel/money.ts";
import { invariant } from "../../kernel/result.ts";
import type { Issuer, OnlineMethod } from "../../policy/issuer.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { ClosedWhy, PaidWith, PaymentAttempt } from "../register/payment.ts";
import { pageEnd } from "./attempt.ts";
import { cardLimitAt, cardMonthAt, dayOf, methodsForAmount } from "./card-limit.ts";
import { closedAs, findByAddress, type Closed } from "./closed.ts";
import { entityOf } from "./demand.ts";
import type { PaymentDesk } from "./desk.ts";

/** How an invoice stands that somebody looks at by its printed address. */
export type Look =
  | { readonly kind: "unknown" }
  /** With what is known of the payment, where it is paid. */
  | (Closed & { readonly receipt?: Receipt })
  | { readonly kind: "no-method"; readonly document: RegisteredDocument }
  | {
      readonly kind: "open";
      readonly document: RegisteredDocument;
      /** What a click at this moment would offer (rule B5). */
      readonly methods: readonly OnlineMethod[];
      /** Whether a page of an earlier click is open, to which every further click leads. */
      readonly page: "open" | "none";
    };

/** What was paid, when, and with what (rules B6, B10). */
export type Receipt = { readonly amount: Money; readonly date: CalendarDate; readonly method?: PaidWith };

type LookDesk = Omit<PaymentDesk, "provider" | "tokens">;

/** Begins nothing and holds nothing, so that programs that follow the links of a mail change nothing (rule B5). */
export const lookAtPayment = async (token: string, desk: LookDesk): Promise<Look> => {
  const { register, issuer } = desk;
  const document = await findByAddress(token, register);
  if (document === undefined) return { kind: "unknown" };
  const why = await register.payments.closedWhy(document.id);
  const due = document.amounts?.due;
  if (why !== undefined || due === undefined) return closed(document, why ?? "nothing-due", desk);
  const at = desk.now();
  const begun = (await register.payments.attempts([document.id])).find(({ status }) => status === "begun");
  const isOpen = begun !== undefined && at < pageEnd(begun);
  const cards = isOpen ? begun.holdsCard : await fitsMonth(document, { at, desk, ...(begun && { begun }) });
  const methods = methodsForAmount(document, due, issuer).filter((method) => method !== "card" || cards);
  return methods.length === 0
    ? { kind: "no-method", document }
    : { kind: "open", document, methods, page: isOpen ? "open" : "none" };
};

type Moment = { readonly at: Instant; readonly desk: LookDesk; readonly begun?: PaymentAttempt };

/** Whether a card may pay it this month, beside all that was paid and is held for others (rule B5). */
const fitsMonth = async (document: RegisteredDocument, { at, desk, begun }: Moment): Promise<boolean> => {
  const { register, issuer } = desk;
  const due = document.amounts?.due;
  if (due === undefined || !methodsForAmount(document, due, issuer).includes("card")) return false;
  const monthAt = (moment: Instant) => cardMonthAt(document, due.currency, dayOf(document, moment, issuer));
  const month = monthAt(at);
  const [total] = await register.payments.cardTotals([month], at);
  invariant(total !== undefined, "every month has a total, if only of nothing");
  // What its own page still holds, the next click frees first.
  const isOwn = begun !== undefined && holds(begun, at) && monthAt(begun.begunAt).month === month.month;
  const others = isOwn ? subtract(total.held, begun.amount) : total.held;
  return compareMoney(sum([total.paid, others, due], due.currency), cardLimitAt(document, total, issuer)) <= 0;
};

const holds = ({ holdsCard, expiresAt }: PaymentAttempt, at: Instant): boolean =>
  holdsCard && (expiresAt === undefined || at < expiresAt);

const closed = async (document: RegisteredDocument, why: ClosedWhy, desk: LookDesk): Promise<Look> => {
  const { register, issuer } = desk;
  if (why !== "paid") return closedAs(document, why, register);
  const attempts = await register.payments.attempts([document.id]);
  const [first] = attempts
    .filter(({ status }) => status === "succeeded")
    .toSorted((a, b) => Number(settledAt(a) > settledAt(b)) - Number(settledAt(a) < settledAt(b)));
  return { kind: "paid", document, ...(first !== undefined && { receipt: receiptOf(first, document, issuer) }) };
};

const settledAt = ({ settledAt: settled, begunAt }: PaymentAttempt): Instant => settled ?? begunAt;

const receiptOf = (attempt: PaymentAttempt, document: RegisteredDocument, issuer: Issuer): Receipt => {
  const { amount, method, paidOn } = attempt;
  return {
    amount,
    date: paidOn ?? dateIn(settledAt(attempt), entityOf(document, issuer).timeZone),
    // The provider may know no digits, of a wallet or a direct debit (rule B10).
    ...(method !== undefined && /^\d{4}$/.test(method.last4) && { method }),
  };
};
