import type { NewDelivery } from "../../../app/register/delivery.ts";
import type { Applied, PaymentEvent } from "../../../app/register/payment.ts";
import { invariant } from "../../../kernel/result.ts";
import { recordAudit } from "../audit.ts";
import { queueDeliveries } from "../deliveries.ts";
import { lockDocuments } from "../documents/states.ts";
import type { Session } from "../session.ts";
import type { PaymentAttemptTable } from "../tables.ts";
import { attemptsOf, methodColumns, methodOf } from "./attempts.ts";
import { NOT_PAID } from "./begin.ts";
import { addToTotal, lockTotal } from "./card-totals.ts";
import { settle, type News, type Settlement } from "./settle.ts";

/** One message of the provider, once: the try it is about, the month's card total and the document follow. */
export const applyEvent = async (
  session: Session,
  event: PaymentEvent,
  deliveries: readonly NewDelivery[],
): Promise<Applied> => {
  const { db } = session;
  const { documentId, at } = event;
  const standing = (await lockDocuments(session, [documentId])).get(documentId);
  const known = await db.selectFrom("payment_event").select("id").where("id", "=", event.eventId).executeTakeFirst();
  if (known !== undefined) return "repeated";
  const { id } = await attemptFor(session, event);
  await insertEvent(session, event, id);
  const hasChanged = await settleAttempt(session, id);
  await settleDocument(session, documentId);
  await recordAudit(session, { by: { name: "payment provider" }, at }, [
    { action: `payment ${event.result}`, documentId, details: { event: event.eventId, attempt: id } },
  ]);
  // Of an invoice that is paid nothing more is told, whichever of its tries it was.
  if (!hasChanged || standing?.payment === "paid") return "overtaken";
  await queueDeliveries(session, deliveries, at);
  return "changed";
};

/**
 * The try that began with a click of ours; or one for a payment over a link of the provider's (rule B3), and for refusals
 * on a page that stays open.
 */
const attemptFor = async (session: Session, event: PaymentEvent): Promise<PaymentAttemptTable> => {
  const attempts = await attemptsOf(session, [event.documentId]);
  const id = event.attemptId ?? event.session ?? `without page: ${event.documentId}`;
  const found =
    attempts.find((one) => one.id === id) ??
    attempts.find(({ session: page }) => page !== null && page === event.session);
  if (found !== undefined) return found;
  const attempt = await unclickedAttempt(session, event, id);
  await session.db.insertInto("payment_attempt").values(attempt).execute();
  return attempt;
};

const unclickedAttempt = async ({ db }: Session, event: PaymentEvent, id: string): Promise<PaymentAttemptTable> => {
  const { account_id, currency, due } = await db
    .selectFrom("document")
    .select(["account_id", "currency", "due"])
    .where("id", "=", event.documentId)
    .executeTakeFirstOrThrow();
  invariant(currency !== null && due !== null && due > 0n, "something is due of what is paid");
  return {
    id,
    document: event.documentId,
    account_id,
    currency,
    month: monthOf(event.at),
    amount: due,
    held: 0n,
    ...NOT_PAID,
    // Nobody clicked on a page of ours, so none is open.
    status: "abandoned",
    session: event.session ?? null,
    url: null,
    begun_at: event.at,
    expires_at: null,
  };
};

const monthOf = (moment: string): string => moment.slice(0, "2026-05".length);

const insertEvent = async ({ db }: Session, event: PaymentEvent, attempt: string): Promise<void> => {
  await db
    .insertInto("payment_event")
    .values({
      id: event.eventId,
      at: event.at,
      attempt,
      result: event.result,
      amount: event.amount?.minor ?? null,
      ...methodColumns(event.method),
      paid_on: event.paidOn ?? null,
    })
    .execute();
};

/** Reckons the try anew from all that is known of it; whether anything changed. */
const settleAttempt = async (session: Session, id: string): Promise<boolean> => {
  const { db } = session;
  const read = () => db.selectFrom("payment_attempt").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  // Other clicks release what has run out while they hold the month's total, so the total is locked before the try is read.
  await lockTotal(session, keyOf(await read()));
  const attempt = await read();
  const [first, ...later] = await newsOf(session, id);
  invariant(first !== undefined, "an event has been written");
  const settlement = settle([first, ...later], attempt.amount);
  const columns = settledColumns(attempt, settlement);
  await db.updateTable("payment_attempt").set(columns).where("id", "=", id).execute();
  await addToTotal(session, attempt, { held: columns.held - attempt.held });
  if (attempt.card_month !== null) {
    await addToTotal(session, { ...attempt, month: attempt.card_month }, { paid: -attempt.card_paid });
  }
  if (columns.card_month !== null) {
    await addToTotal(session, { ...attempt, month: columns.card_month }, { paid: columns.card_paid });
  }
  return attempt.status !== columns.status || attempt.settled_at !== columns.settled_at;
};

const keyOf = ({ account_id, currency, month }: PaymentAttemptTable) => ({ account_id, currency, month });

const settledColumns = (attempt: PaymentAttemptTable, settlement: Settlement) => ({
  status: settlement.status,
  held: settlement.released ? 0n : attempt.held,
  card_paid: settlement.card?.paid ?? 0n,
  card_month: settlement.card?.month ?? null,
  ...methodColumns(settlement.method),
  settled_at: settlement.settledAt,
  paid_on: settlement.paidOn ?? null,
});

const newsOf = async ({ db }: Session, attempt: string): Promise<readonly News[]> => {
  const rows = await db.selectFrom("payment_event").selectAll().where("attempt", "=", attempt).execute();
  return rows.flatMap(({ id, at, result, amount, paid_on: paidOn, ...method }) =>
    result === null
      ? []
      : [
          {
            id,
            at,
            result,
            ...(amount !== null && { amount }),
            ...methodOf(method),
            ...(paidOn !== null && { paidOn }),
          },
        ],
  );
};

/** What has come of the demand, by all tries; a failure shows until another try is under way (rule B6). */
const settleDocument = async (session: Session, documentId: string): Promise<void> => {
  const attempts = await attemptsOf(session, [documentId]);
  const paidAt = attempts
    .filter(({ status }) => status === "succeeded")
    .flatMap(({ settled_at: at }) => at ?? [])
    .toSorted()[0];
  await session.db
    .updateTable("document")
    .set({ payment: paymentOf(attempts), paid_at: paidAt ?? null })
    .where("id", "=", documentId)
    .where("payment", "<>", "none")
    .execute();
};

const paymentOf = (attempts: readonly PaymentAttemptTable[]) => {
  const has = (status: PaymentAttemptTable["status"]): boolean => attempts.some((one) => one.status === status);
  if (has("succeeded")) return "paid";
  if (has("processing")) return "processing";
  return has("failed") ? "failed" : "open";
};
