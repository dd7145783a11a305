import type { NewDelivery } from "../../../app/register/delivery.ts";
import type { Change } from "../../../app/register/register.ts";
import { recordAudit } from "../audit.ts";
import { queueDeliveries } from "../deliveries.ts";
import { lockDocuments } from "../documents/states.ts";
import type { Session } from "../session.ts";

/** Once for each key, however many ask at one moment: the document is locked before the key is looked for. */
export const queueAgain = async (session: Session, delivery: NewDelivery, change: Change): Promise<boolean> => {
  const { documentId, key, kind, recipients } = delivery;
  const standing = (await lockDocuments(session, [documentId])).get(documentId);
  if (standing?.state !== "issued" && standing?.state !== "delivered") return false;
  const known = await session.db.selectFrom("delivery").select("key").where("key", "=", key).executeTakeFirst();
  if (known !== undefined) return false;
  await queueDeliveries(session, [delivery], change.at);
  const details = { delivery: key, kind, recipients: recipients.join(", ") };
  const action = kind === "reminder" ? "reminder queued" : "mail queued again";
  await recordAudit(session, change, [{ action, documentId, details }]);
  return true;
};
