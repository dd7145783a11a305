import type { Generated, GeneratedAlways } from "kysely";
import type { Granted } from "../../app/register/access.ts";
import type { DeliveryKind, Delivery } from "../../app/register/delivery.ts";
import type {
  DocumentKind,
  DocumentState,
  PaymentLink,
  PaymentState,
  StoredFile,
} from "../../app/register/document.ts";
import type { PaidWith, PaymentAttempt, PaymentEvent } from "../../app/register/payment.ts";
import type { RunOutcome, RunSummary } from "../../app/register/run.ts";
import type { CalendarDate, Instant } from "../../kernel/calendar.ts";
import type { Currency } from "../../kernel/money.ts";
import type { BillingRegion, Locale } from "../../kernel/party.ts";

/**
 * The tables of both engines, as the newest migration leaves them. Amounts are minor units, whole numbers bigint; dates,
 * instants and lists are text, so that both engines hold the same. What a column may hold the database checks.
 */
export type Tables = {
  readonly document: DocumentTable;
  readonly document_file: DocumentFileTable;
  readonly series: SeriesTable;
  readonly toolset: ToolsetTable;
  readonly audit: AuditTable;
  readonly run: RunTable;
  readonly run_entry: RunEntryTable;
  readonly payment_attempt: PaymentAttemptTable;
  readonly payment_event: PaymentEventTable;
  readonly card_total: CardTotalTable;
  readonly delivery: DeliveryTable;
  readonly run_chunk: RunChunkTable;
  readonly worker: WorkerTable;
  readonly api_key: ApiKeyTable;
  readonly download_grant: DownloadGrantTable;
  readonly correction: CorrectionTable;
};

/** A number that the lines of a credit note name. */
export type CorrectionTable = { readonly document: string; readonly number: string };

/** What is written of a document; the order of numbering comes from the database. */
export type DocumentColumns = {
  id: string;
  kind: DocumentKind;
  run: string;
  place: string;
  entity: string;
  account_id: string;
  customer_name: string;
  country: string;
  region: BillingRegion;
  locale: Locale;
  issue_date: CalendarDate;
  due_date: CalendarDate | null;
  input_hash: string;
  profile_hash: string;
  toolset: string;
  currency: Currency | null;
  net: bigint | null;
  tax: bigint | null;
  total: bigint | null;
  due: bigint | null;
  card_paid: bigint | null;
  /** "card,ach", in the order in which they are printed. */
  methods: string;
  link_url: string | null;
  /** The address as a browser understands it, so that two ways of writing it are one link (rule B3). */
  link_key: string | null;
  link_mode: PaymentLink["mode"] | null;
  link_token: string | null;
  link_reference: string | null;
  replaces: string | null;
  corrects: string | null;
  number: string | null;
  series: string | null;
  serial: bigint | null;
  state: DocumentState;
  payment: PaymentState;
  content_hash: string | null;
  numbered_at: Instant;
  issued_at: Instant | null;
  delivered_at: Instant | null;
  paid_at: Instant | null;
};

export type DocumentTable = DocumentColumns & { ordinal: GeneratedAlways<bigint> };

export type DocumentFileTable = {
  document: string;
  format: StoredFile["format"];
  name: string;
  sha256: string;
  bytes: bigint;
};

/** `next` is the serial that the next document gets. */
export type SeriesTable = { key: string; prefix: string; digits: bigint; next: bigint };

export type ToolsetTable = {
  hash: string;
  version: string;
  runtime: string;
  templates: string;
  locales: string;
  fonts: string;
};

export type AuditColumns = {
  at: Instant;
  actor: string;
  action: string;
  document: string | null;
  reason: string | null;
  /** JSON. */
  details: string | null;
};

export type AuditTable = AuditColumns & { serial: GeneratedAlways<bigint> };

export type RunTable = {
  id: string;
  /** JSON. */
  inputs: string;
  profile_hash: string;
  version: string;
  state: RunSummary["state"];
  started_at: Instant;
  finished_at: Instant | null;
  /** When its last chunk was put on the queue; null while its input is read, and where there is no queue. */
  enqueued_at: Instant | null;
  /** Documents that were read from the input, once all of it is read. */
  documents_in: bigint | null;
};

export type RunEntryColumns = {
  run: string;
  place: string;
  outcome: RunOutcome;
  document: string | null;
  /** JSON. */
  issues: string;
};

export type RunEntryTable = RunEntryColumns & { ordinal: GeneratedAlways<bigint> };

/** `held` counts in the month's card total until the page runs out, and `card_paid` once it is paid by card (rule B5). */
export type PaymentAttemptTable = {
  id: string;
  document: string;
  account_id: string;
  currency: Currency;
  /** Of the click: in which month the amount is held. */
  month: string;
  amount: bigint;
  held: bigint;
  card_paid: bigint;
  /** The month in which it was paid by card. */
  card_month: string | null;
  status: PaymentAttempt["status"];
  session: string | null;
  url: string | null;
  method_kind: PaidWith["kind"] | null;
  method_brand: string | null;
  method_last4: string | null;
  begun_at: Instant;
  expires_at: Instant | null;
  settled_at: Instant | null;
  paid_on: CalendarDate | null;
};

/** A message of the provider; without an attempt where it fits no document and waits for people. */
export type PaymentEventTable = {
  id: string;
  at: Instant;
  attempt: string | null;
  result: PaymentEvent["result"] | null;
  amount: bigint | null;
  method_kind: PaidWith["kind"] | null;
  method_brand: string | null;
  method_last4: string | null;
  paid_on: CalendarDate | null;
};

export type CardTotalTable = { account_id: string; currency: Currency; month: string; paid: bigint; held: bigint };

export type DeliveryColumns = {
  key: string;
  document: string;
  kind: DeliveryKind;
  /** JSON. */
  recipients: string;
  status: Exclude<Delivery["status"], "sending">;
  queued_at: Instant;
  sent_at: Instant | null;
};

/** How sending goes. A queued delivery with a claim is in somebody's hand. */
export type TriesColumns = {
  tries: bigint;
  first_tried_at: Instant | null;
  claimed_by: string | null;
  claimed_at: Instant | null;
  next_at: Instant | null;
  answer: string | null;
  /** JSON. */
  accepted: string;
  /** JSON. */
  refused: string;
  reason: string | null;
};

export type DeliveryTable = DeliveryColumns & {
  [Column in keyof TriesColumns]: Generated<TriesColumns[Column]>;
} & { ordinal: GeneratedAlways<bigint> };

/** A part of a run that one worker takes at a time. */
export type RunChunkTable = {
  run: string;
  chunk: bigint;
  state: "queued" | "active" | "done" | "dead";
  /** Where the store has its documents. */
  blob: string;
  documents: bigint;
  worker: string | null;
  /** Why it is dead. */
  reason: string | null;
  changed_at: Instant;
};

/** Who works on a run, since when, when it was last heard of, and how many documents it has done. */
export type WorkerTable = { name: string; run: string; since: Instant; last_seen: Instant; documents: bigint };

export type ApiKeyTable = {
  id: string;
  name: string;
  secret_hash: string;
  /** JSON, as the lists below. */
  scopes: string;
  accounts: string;
  organisations: string;
  created_at: Instant;
  created_by: string;
  expires_at: Instant | null;
  revoked_at: Instant | null;
  last_used_at: Instant | null;
};

/** The permission behind a signed link. */
export type DownloadGrantTable = {
  id: string;
  document: string;
  account_id: string;
  file: Granted;
  expires_at: Instant;
  created_at: Instant;
  created_by: string;
  revoked_at: Instant | null;
};
