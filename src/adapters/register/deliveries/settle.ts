import type { Settlement } from "../../../app/register/delivery.ts";
import type { Change } from "../../../app/register/register.ts";
import type { Instant } from "../../../kernel/calendar.ts";
import { recordAudit, type Noted } from "../audit.ts";
import { lockDocuments } from "../documents/states.ts";
import type { Session } from "../session.ts";
import type { DeliveryColumns, TriesColumns } from "../tables.ts";

type Held = { readonly key: string; readonly by: string };
type Settling = { readonly settlement: Settlement; readonly change: Change };

/** The name of who had it stays with what is sent or parked: so late news of it is still taken in, and none is lost. */
export const settleDelivery = async (
  session: Session,
  { key, by }: Held,
  { settlement, change }: Settling,
): Promise<boolean> => {
  const document = await lockDocumentOf(session, key);
  const { numUpdatedRows } = await session.db
    .updateTable("delivery")
    .set(columnsOf(settlement, change.at))
    .where("key", "=", key)
    .where("claimed_by", "=", by)
    .where("status", "<>", "sent")
    .executeTakeFirst();
  if (numUpdatedRows === 0n) {
    const isDone = await isSettled(session, { key, by });
    const noted = notedOf(key, document, settlement);
    if (!isDone)
      await recordAudit(session, change, [{ ...noted, action: `${noted.action}, and in other hands since` }]);
    return isDone;
  }
  await recordAudit(session, change, [notedOf(key, document, settlement)]);
  if (settlement.kind === "sent") await recordDelivered(session, document, change);
  return true;
};

/** A transaction that is run again finds its own work. */
const isSettled = async ({ db }: Session, { key, by }: Held): Promise<boolean> => {
  const row = await db
    .selectFrom("delivery")
    .select(["status", "claimed_by"])
    .where("key", "=", key)
    .executeTakeFirst();
  return row?.status === "sent" && row.claimed_by === by;
};

type Settled = Pick<DeliveryColumns, "status" | "sent_at"> & Partial<TriesColumns>;

const columnsOf = (settlement: Settlement, at: Instant): Settled => {
  const reached = {
    accepted: JSON.stringify(settlement.accepted),
    refused: JSON.stringify(settlement.refused),
    ...(settlement.answer !== undefined && { answer: settlement.answer }),
  };
  switch (settlement.kind) {
    case "sent":
      return { ...reached, status: "sent", sent_at: at, reason: null };
    case "later":
      return {
        ...reached,
        status: "queued",
        sent_at: null,
        reason: null,
        next_at: settlement.nextAt,
        claimed_by: null,
        claimed_at: null,
      };
    case "parked":
      return { ...reached, status: "parked", sent_at: null, reason: settlement.reason };
  }
};

const notedOf = (key: string, documentId: string, settlement: Settlement): Noted => ({
  action: `mail ${settlement.kind}`,
  documentId,
  details: {
    delivery: key,
    ...(settlement.answer !== undefined && { answer: settlement.answer }),
    ...(settlement.kind === "parked" && { reason: settlement.reason }),
    ...(settlement.kind === "later" && { nextAt: settlement.nextAt }),
  },
});

/** A document whose mails have all been sent is delivered; one that was made void stays so. */
const recordDelivered = async (session: Session, document: string, change: Change): Promise<void> => {
  const { db } = session;
  const open = await db
    .selectFrom("delivery")
    .select("key")
    .where("document", "=", document)
    .where("status", "<>", "sent")
    .executeTakeFirst();
  if (open !== undefined) return;
  const { numUpdatedRows } = await db
    .updateTable("document")
    .set({ state: "delivered", delivered_at: change.at })
    .where("id", "=", document)
    .where("state", "=", "issued")
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await recordAudit(session, change, [{ action: "delivered", documentId: document }]);
};

type Parking = { readonly reason: string; readonly change: Change };

export const parkDelivery = async (session: Session, key: string, { reason, change }: Parking): Promise<boolean> => {
  const documentId = await lockDocumentOf(session, key);
  const { numUpdatedRows } = await session.db
    .updateTable("delivery")
    .set({ status: "parked", reason })
    .where("key", "=", key)
    .where("status", "=", "queued")
    .where("claimed_by", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await recordAudit(session, change, [{ action: "mail parked", documentId, details: { delivery: key, reason } }]);
  return true;
};

/** With all its patience again, to those who have not got it; those who were refused are tried again, the others not. */
export const releaseDelivery = async (session: Session, key: string, change: Change): Promise<boolean> => {
  const { numUpdatedRows } = await session.db
    .updateTable("delivery")
    .set({
      status: "queued",
      reason: null,
      first_tried_at: change.at,
      next_at: null,
      claimed_by: null,
      claimed_at: null,
      refused: "[]",
    })
    .where("key", "=", key)
    .where("status", "=", "parked")
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  const documentId = await lockDocumentOf(session, key);
  await recordAudit(session, change, [{ action: "mail released", documentId, details: { delivery: key } }]);
  return true;
};

/** The document comes before its deliveries, as with all who lock both. */
const lockDocumentOf = async (session: Session, key: string): Promise<string> => {
  const { document } = await session.db
    .selectFrom("delivery")
    .select("document")
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  await lockDocuments(session, [document]);
  return document;
};
