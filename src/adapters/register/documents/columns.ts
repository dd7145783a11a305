import type { NewDocument, RegisteredDocument } from "../../../app/register/document.ts";
import { invariant } from "../../../kernel/result.ts";
import type { Money } from "../../../kernel/money.ts";
import type { Columns } from "../batch.ts";
import type { DocumentColumns } from "../tables.ts";
import { toolsetHash } from "./toolsets.ts";

/** The columns of a new document, in the order in which they are written. */
export const DOCUMENT_COLUMNS: Columns<DocumentColumns> = {
  id: "text",
  kind: "text",
  run: "text",
  place: "text",
  entity: "text",
  account_id: "text",
  customer_name: "text",
  country: "text",
  region: "text",
  locale: "text",
  issue_date: "text",
  due_date: "text",
  input_hash: "text",
  profile_hash: "text",
  toolset: "text",
  currency: "text",
  net: "bigint",
  tax: "bigint",
  total: "bigint",
  due: "bigint",
  card_paid: "bigint",
  methods: "text",
  link_url: "text",
  link_key: "text",
  link_mode: "text",
  link_token: "text",
  link_reference: "text",
  replaces: "text",
  corrects: "text",
  number: "text",
  series: "text",
  serial: "bigint",
  state: "text",
  payment: "text",
  content_hash: "text",
  numbered_at: "text",
  issued_at: "text",
  delivered_at: "text",
  paid_at: "text",
};

/** A document that has just got its number, and the place of the number in its series. */
export type Numbered = {
  readonly document: RegisteredDocument;
  readonly place?: { readonly series: string; readonly serial: bigint };
};

export const columnsOf = ({ document, place }: Numbered): DocumentColumns => ({
  id: document.id,
  kind: document.kind,
  run: document.origin.run,
  place: document.origin.place,
  entity: document.entity,
  account_id: document.accountId,
  customer_name: document.customerName,
  country: document.country,
  region: document.region,
  locale: document.locale,
  issue_date: document.issueDate,
  due_date: document.dueDate ?? null,
  input_hash: document.inputHash,
  profile_hash: document.profileHash,
  toolset: toolsetHash(document.toolset),
  ...amountColumns(document),
  methods: document.methods.join(","),
  ...linkColumns(document.link),
  replaces: document.replaces ?? null,
  corrects: document.corrects ?? null,
  number: document.number ?? null,
  series: place?.series ?? null,
  serial: place?.serial ?? null,
  state: document.state,
  payment: document.payment,
  content_hash: null,
  numbered_at: document.numberedAt,
  issued_at: null,
  delivered_at: null,
  paid_at: null,
});

export const linkColumns = (link: NewDocument["link"]) => ({
  link_url: link?.url ?? null,
  link_key: link === undefined ? null : linkKey(link.url),
  link_mode: link?.mode ?? null,
  link_token: link?.token ?? null,
  link_reference: link?.reference ?? null,
});

/** Two ways to write an address are one link (rule B3). */
export const linkKey = (url: string): string => URL.parse(url)?.href ?? url;

const amountColumns = ({ amounts, cardPaidThisMonth }: NewDocument) => {
  const minor = (amount: Money | undefined): bigint | null => {
    invariant(amount === undefined || amount.currency === amounts?.total.currency, "one document, one currency (A1)");
    invariant(amount === undefined || BigInt.asIntN(64, amount.minor) === amount.minor, "an amount has 64 bits");
    return amount?.minor ?? null;
  };
  return {
    currency: amounts?.total.currency ?? null,
    net: minor(amounts?.net),
    tax: minor(amounts?.tax),
    total: minor(amounts?.total),
    due: minor(amounts?.due),
    card_paid: minor(cardPaidThisMonth),
  };
};
