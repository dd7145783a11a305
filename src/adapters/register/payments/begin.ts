import type { BeginPayment, Begun, ClosedWhy } from "../../../app/register/payment.ts";
import { invariant } from "../../../kernel/result.ts";
import { recordAudit } from "../audit.ts";
import { isCorrected } from "../documents/corrections.ts";
import { lockDocuments, type Standing } from "../documents/states.ts";
import type { Session } from "../session.ts";
import type { PaymentAttemptTable } from "../tables.ts";
import { attemptOf, attemptsOf, isOpenPage } from "./attempts.ts";
import { addToTotal, lockTotal } from "./card-totals.ts";
import { releaseAll, releaseRunOut } from "./holds.ts";

/** A click: the amount is held where the month's limit for cards still has room for it (rule B5). */
export const beginPayment = async (session: Session, payment: BeginPayment): Promise<Begun> => {
  const { id, documentId, at } = payment;
  const standing = (await lockDocuments(session, [documentId])).get(documentId);
  invariant(standing !== undefined, `the register knows the document ${documentId}`);
  const attempts = await attemptsOf(session, [documentId]);
  const same = attempts.find((attempt) => attempt.id === id);
  if (same !== undefined) return { kind: "begun", attempt: attemptOf(same) };
  const closed = await closedBecause(session, standing);
  if (closed !== undefined) return { kind: "closed", why: closed };
  const open = attempts.find((attempt) => isOpenPage(attempt, at));
  if (open !== undefined) return { kind: "open", attempt: attemptOf(open) };
  await releaseAll(session, documentId, at);
  const attempt = await hold(session, payment);
  await session.db.insertInto("payment_attempt").values(attempt).execute();
  await recordAudit(session, { by: { name: "pay page" }, at }, [
    { action: "payment begun", documentId, details: { attempt: id } },
  ]);
  return { kind: "begun", attempt: attemptOf(attempt) };
};

/** For who only looks, so nothing is locked; the click asks again. */
export const closedWhy = async (session: Session, documentId: string): Promise<ClosedWhy | undefined> => {
  const standing = await session.db
    .selectFrom("document")
    .select(["id", "state", "payment"])
    .where("id", "=", documentId)
    .executeTakeFirst();
  invariant(standing !== undefined, `the register knows the document ${documentId}`);
  return closedBecause(session, standing);
};

/** Nothing is due of a document that is not issued yet. */
const closedBecause = async (
  session: Session,
  { id, state, payment }: Pick<Standing, "id" | "state" | "payment">,
): Promise<ClosedWhy | undefined> => {
  if (state === "void") return "void";
  if (payment === "paid" || payment === "processing") return payment;
  if (payment === "none" || state === "numbered" || state === "rendered") return "nothing-due";
  return (await isCorrected(session, id)) ? "credited" : undefined;
};

/** The new try, with its amount held in the month where a card may pay it. */
const hold = async (session: Session, payment: BeginPayment): Promise<PaymentAttemptTable> => {
  const { amount, month, cardLimit, at } = payment;
  invariant(amount.currency === month.currency, "the limit for cards is in the invoice's currency (B5)");
  const key = { account_id: month.accountId, currency: month.currency, month: month.month };
  await lockTotal(session, key);
  await releaseRunOut(session, key, at);
  const { paid, held } = await lockTotal(session, key);
  const fits = cardLimit !== undefined && paid + held + amount.minor <= cardLimit.minor;
  if (fits) await addToTotal(session, key, { held: amount.minor });
  return {
    id: payment.id,
    document: payment.documentId,
    ...key,
    amount: amount.minor,
    held: fits ? amount.minor : 0n,
    ...NOT_PAID,
    status: "begun",
    session: null,
    url: null,
    begun_at: at,
    expires_at: payment.expiresAt,
  };
};

export const NOT_PAID = {
  card_paid: 0n,
  card_month: null,
  method_kind: null,
  method_brand: null,
  method_last4: null,
  settled_at: null,
  paid_on: null,
} as const;
