import type { Delivery, NewDelivery } from "../../app/register/delivery.ts";
import type { Instant } from "../../kernel/calendar.ts";
import { invariant } from "../../kernel/result.ts";
import { insertAll, type Columns } from "./batch.ts";
import { deliveryOf } from "./deliveries/reading.ts";
import type { Session } from "./session.ts";
import type { DeliveryColumns } from "./tables.ts";

const DELIVERY_COLUMNS: Columns<DeliveryColumns> = {
  key: "text",
  document: "text",
  kind: "text",
  recipients: "text",
  status: "text",
  queued_at: "text",
  sent_at: "text",
};

/** Each key once, however often it is asked for. */
export const queueDeliveries = async (
  session: Session,
  deliveries: readonly NewDelivery[],
  at: Instant,
): Promise<void> => {
  const rows = deliveries.map(({ key, documentId, kind, recipients }): DeliveryColumns => {
    invariant(recipients.length > 0, "a delivery goes to somebody (F2)");
    return {
      key,
      document: documentId,
      kind,
      recipients: JSON.stringify(recipients),
      status: "queued",
      queued_at: at,
      sent_at: null,
    };
  });
  await insertAll(session, {
    into: "delivery",
    columns: DELIVERY_COLUMNS,
    rows,
    onConflict: "on conflict (key) do nothing",
  });
};

export const deliveriesOf = async ({ db }: Session, documentId: string): Promise<readonly Delivery[]> =>
  (await db.selectFrom("delivery").selectAll().where("document", "=", documentId).orderBy("ordinal").execute()).map(
    deliveryOf,
  );

/** Those that wait longest come first. */
export const queuedDeliveries = async ({ db }: Session, limit: number): Promise<readonly Delivery[]> =>
  (
    await db.selectFrom("delivery").selectAll().where("status", "=", "queued").orderBy("ordinal").limit(limit).execute()
  ).map(deliveryOf);
