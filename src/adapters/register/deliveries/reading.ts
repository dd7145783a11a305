import type { Selectable } from "kysely";
import type { Delivery, RefusedRecipient, Tries } from "../../../app/register/delivery.ts";
import { fromJson } from "../json.ts";
import type { DeliveryTable } from "../tables.ts";

export type DeliveryRow = Selectable<DeliveryTable>;

export const deliveryOf = (row: DeliveryRow): Delivery => ({
  key: row.key,
  documentId: row.document,
  kind: row.kind,
  recipients: fromJson<readonly string[]>(row.recipients),
  status: row.status === "queued" && row.claimed_by !== null ? "sending" : row.status,
  queuedAt: row.queued_at,
  ...(row.sent_at !== null && { sentAt: row.sent_at }),
  ...triesOf(row),
  ...(row.reason !== null && { reason: row.reason }),
});

const triesOf = (row: DeliveryRow): { readonly tries?: Tries } => {
  const { first_tried_at: firstAt, claimed_by: by, claimed_at: at } = row;
  if (firstAt === null) return {};
  return {
    tries: {
      count: Number(row.tries),
      firstAt,
      ...(by !== null && at !== null && { claim: { by, at } }),
      ...(row.next_at !== null && { nextAt: row.next_at }),
      ...(row.answer !== null && { answer: row.answer }),
      accepted: fromJson<readonly string[]>(row.accepted),
      refused: fromJson<readonly RefusedRecipient[]>(row.refused),
    },
  };
};
