import type { CalendarDate, Instant } from "../../kernel/calendar.ts";
import type { Money } from "../../kernel/money.ts";
import type { BillingRegion, Locale } from "../../kernel/party.ts";
import type { OnlineMethod } from "../../policy/issuer.ts";
import type { Format } from "../formats.ts";

/**
 * How far a document has come: it has its number; its bytes are in the store; it is issued, and nothing of it changes
 * any more (rule A20); all its deliveries are done. A void one keeps its number, so that the series has no gap.
 */
export const DOCUMENT_STATES = ["numbered", "rendered", "issued", "delivered", "void"] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** What has come of the demand. A failed payment leaves the invoice open (rule B6). */
export const PAYMENT_STATES = ["none", "open", "processing", "failed", "paid"] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

export type DocumentKind = "invoice" | "credit-note" | "usage-statement";

/** Who changes the register, and why where a person does: "bill run 2026-05", "support: j.doe". */
export type Actor = { readonly name: string; readonly reason?: string };

/** When, and by whom. */
export type Change = { readonly by: Actor; readonly at: Instant };

/** Where a document came from: file, line and pointer, for people. */
export type Origin = { readonly run: string; readonly place: string };

/**
 * The payment page of one invoice (rule B3). `token` is the secret part of a permanent address of ours, `reference`
 * what the provider calls a link that it made.
 */
export type PaymentLink = {
  readonly url: string;
  readonly mode: "given" | "payment-link" | "pay-page";
  readonly token?: string;
  readonly reference?: string;
};

/** What a document comes to; a usage statement has none of it (rule A9). `due` is what is payable. */
export type Amounts = { readonly net: Money; readonly tax: Money; readonly total: Money; readonly due: Money };

/** With what a document was made, each by the SHA-256 of its contents: names what has changed when bytes differ. */
export type Toolset = {
  readonly version: string;
  /** Name and version of the runtime, and the processor: "node 24.21.0 x64". */
  readonly runtime: string;
  readonly templates: string;
  readonly locales: string;
  readonly fonts: string;
};

export type StoredFile = {
  readonly format: Format;
  /** As a reader gets it: "INV-2026-000017.pdf". */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
};

/** What is known of a document when it gets its number. */
export type NewDocument = {
  /** The caller's idempotency key. */
  readonly id: string;
  readonly kind: DocumentKind;
  readonly origin: Origin;
  readonly entity: string;
  readonly accountId: string;
  readonly customerName: string;
  /** Of the bill-to. */
  readonly country: string;
  readonly region: BillingRegion;
  readonly locale: Locale;
  readonly issueDate: CalendarDate;
  /** SHA-256 of the input as the store holds it: the same id with another one is refused. */
  readonly inputHash: string;
  /** SHA-256 of the profile, which the store holds too. */
  readonly profileHash: string;
  readonly toolset: Toolset;
  readonly dueDate?: CalendarDate;
  readonly amounts?: Amounts;
  /** What the customer had paid by card in the month of issue, as the document was made with it (rule B5). */
  readonly cardPaidThisMonth?: Money;
  /** As printed. */
  readonly methods: readonly OnlineMethod[];
  readonly link?: PaymentLink;
  /** The document that this one takes the place of, or corrects (rule A19). */
  readonly replaces?: string;
  readonly corrects?: string;
};

/** A series of numbers without a gap (J-ALL-1): one for each entity and kind, and year where the profile has it so. */
export type Series = {
  /** "us/invoice/2026". */
  readonly key: string;
  /** What stands before the serial: "INV-US-2026-". */
  readonly prefix: string;
  /** The serial is filled up with zeros to so many digits. */
  readonly digits: number;
};

/** A number to be given from a series, one that came with the data, or none (usage statements, rule A9). */
export type NumberWanted =
  | { readonly kind: "series"; readonly series: Series }
  | { readonly kind: "given"; readonly number: string }
  | { readonly kind: "none" };

export type Reservation = {
  readonly document: NewDocument;
  readonly number: NumberWanted;
  /** Numbers of the invoices that the lines of a credit note name (rule A19). */
  readonly credits?: readonly string[];
};

export type RegisteredDocument = NewDocument & {
  readonly number?: string;
  readonly state: DocumentState;
  readonly payment: PaymentState;
  readonly files: readonly StoredFile[];
  /** SHA-256 over all files; there once they are in the store. */
  readonly contentHash?: string;
  readonly replacedBy?: string;
  readonly numberedAt: Instant;
  readonly issuedAt?: Instant;
  readonly deliveredAt?: Instant;
  readonly paidAt?: Instant;
};

/** What became of a reservation: a new number, what the register had already, or why it cannot be. */
export type Reserved =
  | { readonly kind: "new" | "known"; readonly document: RegisteredDocument }
  /** Another document has the id, with other content; or the number or link is another document's. */
  | { readonly kind: "clash"; readonly what: "content" | "number" | "link"; readonly with: RegisteredDocument };

export type RenderedRecord = {
  readonly id: string;
  readonly files: readonly StoredFile[];
  readonly contentHash: string;
  readonly profileHash: string;
  readonly toolset: Toolset;
};

export type DocumentFilter = {
  readonly run?: string;
  readonly accountId?: string;
  readonly region?: BillingRegion;
  readonly states?: readonly DocumentState[];
  readonly payments?: readonly PaymentState[];
  readonly kinds?: readonly DocumentKind[];
  /** Issued from and to these days, both included. */
  readonly issuedFrom?: CalendarDate;
  readonly issuedTo?: CalendarDate;
  /** Else in the order of their numbering. */
  readonly order?: "newest-first";
};
