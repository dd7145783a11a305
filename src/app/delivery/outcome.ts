import type { Instant } from "../../kernel/calendar.ts";
import type { Issue } from "../../kernel/result.ts";
import type { Delivery, RefusedRecipient } from "../register/delivery.ts";
import type { RegisteredDocument } from "../register/document.ts";

/**
 * What became of one delivery. `later`: tried again at its time. `parked`: it waits for a person. `unknown`: parked, and
 * nobody knows whether it was sent. `waiting`: something is to be mended first; nothing was tried.
 */
export const DELIVERY_OUTCOMES = ["sent", "later", "parked", "unknown", "waiting"] as const;

export type DeliveryOutcome = {
  readonly key: string;
  readonly kind: Delivery["kind"];
  readonly documentId: string;
  readonly number?: string;
  readonly recipients: readonly string[];
  readonly outcome: (typeof DELIVERY_OUTCOMES)[number];
  /** What the mail server said. */
  readonly answer?: string;
  /** Why it is parked. */
  readonly reason?: string;
  readonly nextAt?: Instant;
  /** Who was refused for good, while others got it. */
  readonly refused: readonly RefusedRecipient[];
  readonly issues: readonly Issue[];
  /** Whether there was a mail server to talk to at all. */
  readonly reached?: boolean;
};

type Come = Pick<DeliveryOutcome, "outcome"> & Partial<DeliveryOutcome>;

export const outcomeOf = (
  { key, kind, documentId, recipients }: Delivery,
  document: Pick<RegisteredDocument, "number"> | undefined,
  come: Come,
): DeliveryOutcome => ({
  key,
  kind,
  documentId,
  ...(document?.number !== undefined && { number: document.number }),
  recipients,
  refused: [],
  issues: [],
  ...come,
});
