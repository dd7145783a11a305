import type { Instant } from "../../kernel/calendar.ts";

export const DELIVERY_KINDS = ["document", "receipt", "payment-failed", "reminder"] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** Something to be sent, noted in the transaction that makes it due; sending it is another use case. */
export type NewDelivery = {
  /** Makes it one delivery, however often it is asked for: "document/INV-17", "receipt/evt_123". */
  readonly key: string;
  readonly documentId: string;
  readonly kind: DeliveryKind;
  /** The account's billing contacts (rule F2); never empty. */
  readonly recipients: readonly string[];
};

/**
 * `sending` is a queued one that a process has in hand; it may be on its way, or its process may have died. A parked one
 * waits for a person, and says why.
 */
export type Delivery = NewDelivery & {
  readonly status: "queued" | "sending" | "sent" | "parked";
  readonly queuedAt: Instant;
  readonly sentAt?: Instant;
  /** There once sending has been begun. */
  readonly tries?: Tries;
  /** Why it is parked. */
  readonly reason?: string;
};

/** A recipient whom a mail server refused, and what it said. */
export type RefusedRecipient = { readonly address: string; readonly answer: string };

/** Who of the recipients has it, and who never will; the others are still to get it. */
export type Reached = { readonly accepted: readonly string[]; readonly refused: readonly RefusedRecipient[] };

/** How sending has gone so far. */
export type Tries = Reached & {
  readonly count: number;
  readonly firstAt: Instant;
  /** Whose hand it is in, or was in last, and since when. */
  readonly claim?: DeliveryClaim;
  /** Before that it is not tried again. */
  readonly nextAt?: Instant;
  /** What the mail server said last. */
  readonly answer?: string;
};

/** `by` is one process, and no other ever again. */
export type DeliveryClaim = { readonly by: string; readonly at: Instant };

/** What came of a try. */
export type Settlement = Reached &
  (
    | { readonly kind: "sent"; readonly answer: string }
    | { readonly kind: "later"; readonly answer: string; readonly nextAt: Instant }
    | { readonly kind: "parked"; readonly reason: string; readonly answer?: string }
  );

/** Which deliveries are wanted: of the documents of one run, or all. */
export type DeliveryFilter = { readonly run?: string };

/** One change of the register, for ever: by whom, when, why. */
export type AuditEntry = {
  readonly serial: number;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly documentId?: string;
  readonly reason?: string;
  readonly details?: Readonly<Record<string, string>>;
};
