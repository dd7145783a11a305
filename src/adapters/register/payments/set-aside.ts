import type { PaymentFinding } from "../../../app/register/payment.ts";
import { recordAudit } from "../audit.ts";
import type { Session } from "../session.ts";

/** Into the audit, once for each message of the provider, whatever else was made of it. */
export const setAside = async (session: Session, finding: PaymentFinding): Promise<"changed" | "repeated"> => {
  const { eventId, at, documentId, reason, details } = finding;
  const id = `set aside: ${eventId}`;
  const noted = await session.db.selectFrom("payment_event").select("id").where("id", "=", id).executeTakeFirst();
  if (noted !== undefined) return "repeated";
  await session.db.insertInto("payment_event").values({ id, at }).execute();
  await recordAudit(session, { by: { name: "payment provider", reason }, at }, [
    {
      action: "payment set aside",
      ...(documentId !== undefined && { documentId }),
      details: { ...details, event: eventId },
    },
  ]);
  return "changed";
};
