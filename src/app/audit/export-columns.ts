import { moneyText, type Money } from "../../kernel/money.ts";
import { csvRow } from "../ledger/cells.ts";
import type { AuditEntry } from "../register/delivery.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { PaymentAttempt } from "../register/payment.ts";

/** A list of an export as CSV (RFC 4180): its head, and one row for each item. */
export type CsvList<Item> = { readonly head: string; readonly row: (item: Item) => string };

type Columns<Item> = Readonly<Record<string, (item: Item) => string | undefined>>;

/** UTF-8 with a byte order mark: without it spreadsheets take names for Latin-1. */
const listOf = <Item>(columns: Columns<Item>): CsvList<Item> => ({
  head: `\u{feff}${csvRow(Object.keys(columns))}`,
  row: (item) => csvRow(Object.values(columns).map((text) => text(item) ?? "")),
});

const textOf = (amount: Money | undefined): string | undefined => amount && moneyText(amount);

const hashOf = ({ files }: RegisteredDocument, wanted: string): string | undefined =>
  files.find(({ format }) => format === wanted)?.sha256;

export const DOCUMENT_LIST: CsvList<RegisteredDocument> = listOf({
  id: ({ id }) => id,
  number: ({ number }) => number,
  kind: ({ kind }) => kind,
  state: ({ state }) => state,
  issue_date: ({ issueDate }) => issueDate,
  due_date: ({ dueDate }) => dueDate,
  account: ({ accountId }) => accountId,
  customer: ({ customerName }) => customerName,
  country: ({ country }) => country,
  region: ({ region }) => region,
  entity: ({ entity }) => entity,
  locale: ({ locale }) => locale,
  currency: ({ amounts }) => amounts?.total.currency,
  net: ({ amounts }) => textOf(amounts?.net),
  tax: ({ amounts }) => textOf(amounts?.tax),
  total: ({ amounts }) => textOf(amounts?.total),
  due: ({ amounts }) => textOf(amounts?.due),
  payment: ({ payment }) => payment,
  paid_at: ({ paidAt }) => paidAt,
  numbered_at: ({ numberedAt }) => numberedAt,
  issued_at: ({ issuedAt }) => issuedAt,
  delivered_at: ({ deliveredAt }) => deliveredAt,
  run: ({ origin }) => origin.run,
  place: ({ origin }) => origin.place,
  corrects: ({ corrects }) => corrects,
  replaces: ({ replaces }) => replaces,
  replaced_by: ({ replacedBy }) => replacedBy,
  program: ({ toolset }) => toolset.version,
  runtime: ({ toolset }) => toolset.runtime,
  content_hash: ({ contentHash }) => contentHash,
  pdf_sha256: (document) => hashOf(document, "pdf"),
  html_sha256: (document) => hashOf(document, "html"),
  text_sha256: (document) => hashOf(document, "text"),
  json_sha256: (document) => hashOf(document, "json"),
  input_sha256: ({ inputHash }) => inputHash,
  profile_sha256: ({ profileHash }) => profileHash,
});

/** Brand and last four digits, and nothing more (rule B10). */
export const PAYMENT_LIST: CsvList<PaymentAttempt> = listOf({
  attempt: ({ id }) => id,
  document: ({ documentId }) => documentId,
  status: ({ status }) => status,
  currency: ({ amount }) => amount.currency,
  amount: ({ amount }) => moneyText(amount),
  method: ({ method }) => method?.kind,
  brand: ({ method }) => method?.brand,
  last4: ({ method }) => method?.last4,
  begun_at: ({ begunAt }) => begunAt,
  settled_at: ({ settledAt }) => settledAt,
  paid_on: ({ paidOn }) => paidOn,
  session: ({ session }) => session,
});

export const AUDIT_LIST: CsvList<AuditEntry> = listOf({
  serial: ({ serial }) => String(serial),
  at: ({ at }) => at,
  actor: ({ actor }) => actor,
  action: ({ action }) => action,
  document: ({ documentId }) => documentId,
  reason: ({ reason }) => reason,
  details: ({ details }) => details && JSON.stringify(details),
});
