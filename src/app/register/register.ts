import type { CalendarDate, Instant } from "../../kernel/calendar.ts";
import type { AccessRegister } from "./access.ts";
import type { AuditEntry, Delivery, DeliveryClaim, DeliveryFilter, NewDelivery, Settlement } from "./delivery.ts";
import type {
  Change,
  DocumentFilter,
  PaymentLink,
  RegisteredDocument,
  RenderedRecord,
  Reservation,
  Reserved,
} from "./document.ts";
import type {
  Applied,
  BeginPayment,
  Begun,
  CardMonth,
  CardTotal,
  ClosedWhy,
  PaymentAttempt,
  PaymentEvent,
  PaymentFinding,
} from "./payment.ts";
import type { RunEnd, RunEntry, RunStart, RunSummary } from "./run.ts";

/**
 * The book of all documents: which there are, which number each has, where its bytes are, what was paid, what is to be
 * sent. Each function is one transaction, whole or not at all, and can be asked again after a failure without harm.
 * What must never be (a number twice, a link twice, a changed issued document) the database itself refuses.
 */
export type Register = {
  readonly documents: DocumentRegister;
  readonly payments: PaymentRegister;
  readonly deliveries: DeliveryRegister;
  readonly runs: RunRegister;
  readonly audit: AuditRegister;
  readonly access: AccessRegister;
  readonly close: () => Promise<void>;
};

export type AuditRegister = {
  /** Of one document, or of all: the second is for small registers. */
  readonly entries: (documentId?: string) => Promise<readonly AuditEntry[]>;
  /** Those that concern no document, oldest first, read page by page. */
  readonly general: () => AsyncIterable<AuditEntry>;
};

export type { Change } from "./document.ts";

export type DocumentRegister = {
  /** Numbers in the order of the reservations; a document that the register knows keeps what it has. */
  readonly reserve: (reservations: readonly Reservation[], change: Change) => Promise<readonly Reserved[]>;
  /** The links that the provider has made for numbered documents (rule B3). */
  readonly attachLinks: (
    links: readonly { readonly id: string; readonly link: PaymentLink }[],
    change: Change,
  ) => Promise<void>;
  /** Their bytes are in the store. Documents that are further already stay as they are. */
  readonly recordRendered: (records: readonly RenderedRecord[], change: Change) => Promise<void>;
  /** They are issued, with what is to be sent of them. One that was made void meanwhile stays so. */
  readonly recordIssued: (
    issued: readonly { readonly id: string; readonly deliveries: readonly NewDelivery[] }[],
    change: Change,
  ) => Promise<void>;
  /** Void for ever; refused (false) where it is paid, a payment is under way or a credit stands. `replacedBy` is the document in its place. */
  readonly voidDocument: (id: string, change: Change) => Promise<boolean>;
  readonly find: (ids: readonly string[]) => Promise<ReadonlyMap<string, RegisteredDocument>>;
  readonly findByNumber: (number: string) => Promise<RegisteredDocument | undefined>;
  readonly findByToken: (token: string) => Promise<RegisteredDocument | undefined>;
  /** In the order of their numbering unless the filter says otherwise, read page by page. */
  readonly list: (filter: DocumentFilter) => AsyncIterable<RegisteredDocument>;
  /** Serials of each series that no document has: none, unless the database was tampered with (J-ALL-1). */
  readonly gaps: () => Promise<readonly { readonly series: string; readonly serial: number }[]>;
  /** Numbers and links that several documents have: none, unless the database was tampered with (B3, J-ALL-1). */
  readonly doubles: () => Promise<readonly Double[]>;
};

/** A document that shares its number or link with another one; each of them is told. */
export type Double = { readonly what: "number" | "link"; readonly value: string; readonly id: string };

export type PaymentRegister = {
  /** What has been paid by card and is held, in these months (rule B5). With a moment, pages that ran out before hold nothing. */
  readonly cardTotals: (months: readonly CardMonth[], at?: Instant) => Promise<readonly CardTotal[]>;
  readonly begin: (payment: BeginPayment) => Promise<Begun>;
  /** Why nothing could be begun at this moment; undefined where something could, or where a page is open. Begins nothing. */
  readonly closedWhy: (documentId: string) => Promise<ClosedWhy | undefined>;
  /** The provider's page for the attempt. */
  readonly attachSession: (id: string, session: { readonly session: string; readonly url: string }) => Promise<void>;
  readonly abandon: (id: string, at: Instant) => Promise<void>;
  /** Once for each event; the deliveries (receipt, failure) are noted in the same transaction. */
  readonly apply: (event: PaymentEvent, deliveries: readonly NewDelivery[]) => Promise<Applied>;
  /** Into the audit, once for each event. */
  readonly setAside: (finding: PaymentFinding) => Promise<"changed" | "repeated">;
  readonly attempts: (documentIds: readonly string[]) => Promise<readonly PaymentAttempt[]>;
};

export type DeliveryRegister = {
  readonly of: (documentId: string) => Promise<readonly Delivery[]>;
  readonly queued: (limit: number) => Promise<readonly Delivery[]>;
  /** Those whose time has come and that nobody has in hand, the longest waiting first, read page by page. */
  readonly due: (at: Instant, filter: DeliveryFilter) => AsyncIterable<Delivery>;
  /**
   * Takes a delivery in hand before anything of it is sent: of several processes one gets it. False for the others, and
   * where it is not queued any more, or has been tried since it was read: somebody may have got it by then.
   */
  readonly claim: (delivery: Pick<Delivery, "key" | "tries">, claim: DeliveryClaim) => Promise<boolean>;
  /**
   * What came of it, by the process that has it in hand, or had it last: what it knows is true, however late it comes.
   * False where another process has taken it. With the last delivery of a document the document is delivered.
   */
  readonly settle: (
    delivery: { readonly key: string; readonly by: string },
    settlement: Settlement,
    change: Change,
  ) => Promise<boolean>;
  /** One that is not to be sent, and that nobody has in hand; false where somebody has. */
  readonly park: (key: string, reason: string, change: Change) => Promise<boolean>;
  /**
   * Those that a process took in hand, and of which nothing has been heard since: taken before that moment; where a
   * register has one process only, those of any other process. Whether they were sent nobody knows.
   */
  readonly abandoned: (
    query: DeliveryFilter & { readonly by: string; readonly before: Instant },
  ) => Promise<readonly Delivery[]>;
  /**
   * Something to be sent once more, of a document that was issued; whoever asks stands in the audit. False where the key is
   * known already, or the document is not issued or void.
   */
  readonly queue: (delivery: NewDelivery, change: Change) => Promise<boolean>;
  /** A parked one, back into the queue by a person; false where it is not parked. */
  readonly release: (key: string, change: Change) => Promise<boolean>;
};

export type RunRegister = {
  /** Begins a run, or goes on with one of that id. */
  readonly start: (run: RunStart) => Promise<void>;
  readonly record: (run: string, entries: readonly RunEntry[]) => Promise<void>;
  readonly end: (run: string, end: RunEnd) => Promise<void>;
  readonly summary: (run: string) => Promise<RunSummary | undefined>;
  readonly entries: (run: string, outcome: RunEntry["outcome"]) => AsyncIterable<RunEntry>;
  /** Of each series, the first and the last number that the run gave (J-ALL-1). */
  readonly series: (
    run: string,
  ) => Promise<
    readonly { readonly key: string; readonly first: string; readonly last: string; readonly documents: number }[]
  >;
  /** Documents issued by the run on each day and in each locale and region, for the report. */
  readonly spread: (run: string) => Promise<
    readonly {
      readonly region: string;
      readonly locale: string;
      readonly dueDate?: CalendarDate;
      readonly documents: number;
    }[]
  >;
};
