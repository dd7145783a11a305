import { dateIn } from "../../kernel/calendar.ts";
import { fail, succeed, type Issue, type Result } from "../../kernel/result.ts";
import {
  isNumbered,
  presentEmail,
  presentPaymentFailed,
  presentReceipt,
  presentReminder,
  presentStatementEmail,
  type Context,
} from "../../pipeline.ts";
import type { Drawable } from "../drawable.ts";
import type { Delivery } from "../register/delivery.ts";
import type { PaymentAttempt } from "../register/payment.ts";

type Issued = Extract<Drawable, { kind: "issued" }>;
type Told = { readonly delivery: Delivery; readonly attempts: readonly PaymentAttempt[] };
type EmailView = ReturnType<typeof presentEmail>;

/** What a delivery says, in the language of its document; a usage statement has one sort of mail only (rule A9). */
export const emailOf = (drawable: Drawable, told: Told, context: Context): Result<EmailView> => {
  const { view } = drawable;
  const presenting = { issuer: context.issuer, language: context.languages(view.locale) };
  if (drawable.kind === "issued") return invoiceEmail(drawable, told, presenting);
  const { statement } = drawable;
  const seller = context.issuer.entities[statement.document.entity];
  if (told.delivery.kind !== "document" || seller === undefined) return fail(noSuchMail(told.delivery));
  return succeed(presentStatementEmail(statement, view, { ...presenting, seller, state: "final" }));
};

type Presenting = Parameters<typeof presentEmail>[2];

const invoiceEmail = (
  { issued, view }: Issued,
  { delivery, attempts }: Told,
  presenting: Presenting,
): Result<EmailView> => {
  // A preview is never mailed (rule F4).
  if (!isNumbered(issued)) return fail(noSuchMail(delivery));
  switch (delivery.kind) {
    case "document":
      return succeed(presentEmail(issued, view, presenting));
    case "reminder":
      return succeed(presentReminder(issued, view, presenting));
    case "receipt":
    case "payment-failed": {
      const payment = paymentOf(delivery, attempts, issued.seller.timeZone);
      if (payment === undefined) return fail(noSuchPayment(delivery));
      const present = delivery.kind === "receipt" ? presentReceipt : presentPaymentFailed;
      return succeed(present(issued, payment, presenting));
    }
  }
};

/** The try that the delivery tells of (rule B6): by the page that its key names, else the last one that came to the same. */
const paymentOf = (
  { key, kind }: Delivery,
  attempts: readonly PaymentAttempt[],
  timeZone: string,
): Parameters<typeof presentReceipt>[1] | undefined => {
  const page = key.slice(key.indexOf("/") + 1);
  const status = kind === "receipt" ? "succeeded" : "failed";
  const attempt =
    attempts.find(({ session, id }) => session === page || id === page) ??
    attempts.findLast((one) => one.status === status);
  if (attempt === undefined) return undefined;
  const { amount, paidOn, settledAt, begunAt, method } = attempt;
  return {
    amount,
    date: paidOn ?? dateIn(settledAt ?? begunAt, timeZone),
    // The provider may know no digits, of a wallet or a direct debit (rule B10).
    ...(method !== undefined && /^\d{4}$/.test(method.last4) && { method }),
  };
};

const noSuchMail = ({ key, kind }: Delivery): Issue => ({
  rule: kind === "document" ? "F4" : "A9",
  at: "",
  message: `there is no mail of the kind ${kind} about this document (${key})`,
});

const noSuchPayment = ({ key }: Delivery): Issue => ({
  rule: "B6",
  at: "",
  message: `the register has no payment that ${key} tells of`,
});
