import type { NewDelivery } from "../register/delivery.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Register } from "../register/register.ts";
import type { ProviderEvent } from "./provider.ts";

/**
 * What the customer is to be told of a payment (rule B6): a receipt, or that it failed; once for each page, however often
 * a card is refused on it. To those whom the invoice went to; an invoice that went to nobody has nobody to tell.
 */
export const paymentDeliveries = async (
  event: ProviderEvent,
  document: RegisteredDocument,
  { deliveries }: Register,
): Promise<readonly NewDelivery[]> => {
  const { result, session, payment, id } = event;
  if ((result !== "succeeded" && result !== "failed") || document.state === "void") return [];
  const sent = (await deliveries.of(document.id)).find(({ kind }) => kind === "document");
  if (sent === undefined) return [];
  const kind = result === "succeeded" ? "receipt" : "payment-failed";
  return [{ key: `${kind}/${session ?? payment ?? id}`, documentId: document.id, kind, recipients: sent.recipients }];
};
