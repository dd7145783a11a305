import { sql, type SelectQueryBuilder } from "kysely";
import { ONLINE_METHODS } from "../../../policy/issuer.ts";
import type { PaymentLink, RegisteredDocument, StoredFile, Toolset } from "../../../app/register/document.ts";
import { minorMoney, type Currency } from "../../../kernel/money.ts";
import { among } from "../batch.ts";
import type { Session } from "../session.ts";
import type { DocumentColumns, Tables } from "../tables.ts";

type DocumentRow = DocumentColumns & Toolset & { readonly ordinal: bigint; readonly replaced_by: string | null };

/** Documents with their toolset and the one in their place, to be narrowed by the caller. */
export const documentRows = ({
  db,
}: Session): SelectQueryBuilder<Tables & { d: Tables["document"] }, "d", DocumentRow> =>
  db
    .selectFrom("document as d")
    .innerJoin("toolset as t", "t.hash", "d.toolset")
    .selectAll("d")
    .select(["t.version", "t.runtime", "t.templates", "t.locales", "t.fonts"])
    .select((query) =>
      query
        .selectFrom("document as other")
        .whereRef("other.replaces", "=", "d.id")
        .select("other.id")
        // Not by the bare ordinal: a planner without statistics would search all documents, the last first.
        .orderBy(sql`other.ordinal + 0`, "desc")
        .limit(1)
        .as("replaced_by"),
    );

/** The rows as documents, with their files, in the order of the rows. */
export const documentsOf = async (
  session: Session,
  rows: readonly DocumentRow[],
): Promise<readonly RegisteredDocument[]> => {
  const files = await filesOf(
    session,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => documentOf(row, files.get(row.id) ?? []));
};

const filesOf = async (session: Session, ids: readonly string[]): Promise<ReadonlyMap<string, StoredFile[]>> => {
  const files = new Map<string, StoredFile[]>();
  if (ids.length === 0) return files;
  const rows = await session.db
    .selectFrom("document_file")
    .selectAll()
    .where(among(session.engine, "document", ids))
    .orderBy("document")
    .orderBy("format")
    .execute();
  for (const { document, format, name, sha256, bytes } of rows) {
    const list = files.get(document) ?? [];
    list.push({ format, name, sha256, bytes: Number(bytes) });
    files.set(document, list);
  }
  return files;
};

const documentOf = (row: DocumentRow, files: readonly StoredFile[]): RegisteredDocument => ({
  id: row.id,
  kind: row.kind,
  origin: { run: row.run, place: row.place },
  entity: row.entity,
  accountId: row.account_id,
  customerName: row.customer_name,
  country: row.country,
  region: row.region,
  locale: row.locale,
  issueDate: row.issue_date,
  inputHash: row.input_hash,
  profileHash: row.profile_hash,
  toolset: {
    version: row.version,
    runtime: row.runtime,
    templates: row.templates,
    locales: row.locales,
    fonts: row.fonts,
  },
  ...(row.due_date !== null && { dueDate: row.due_date }),
  ...(row.currency !== null && moneyOf(row, row.currency)),
  methods: row.methods.split(",").flatMap((name) => ONLINE_METHODS.find((method) => method === name) ?? []),
  ...(row.link_url !== null && row.link_mode !== null && { link: linkOf(row, row.link_url, row.link_mode) }),
  ...(row.replaces !== null && { replaces: row.replaces }),
  ...(row.corrects !== null && { corrects: row.corrects }),
  ...(row.number !== null && { number: row.number }),
  state: row.state,
  payment: row.payment,
  files,
  ...(row.content_hash !== null && { contentHash: row.content_hash }),
  ...(row.replaced_by !== null && { replacedBy: row.replaced_by }),
  numberedAt: row.numbered_at,
  ...(row.issued_at !== null && { issuedAt: row.issued_at }),
  ...(row.delivered_at !== null && { deliveredAt: row.delivered_at }),
  ...(row.paid_at !== null && { paidAt: row.paid_at }),
});

const moneyOf = ({ net, tax, total, due, card_paid: cardPaid }: DocumentRow, currency: Currency) => ({
  amounts: {
    net: minorMoney(net ?? 0n, currency),
    tax: minorMoney(tax ?? 0n, currency),
    total: minorMoney(total ?? 0n, currency),
    due: minorMoney(due ?? 0n, currency),
  },
  ...(cardPaid !== null && { cardPaidThisMonth: minorMoney(cardPaid, currency) }),
});

const linkOf = (row: DocumentRow, url: string, mode: PaymentLink["mode"]): PaymentLink => ({
  url,
  mode,
  ...(row.link_token !== null && { token: row.link_token }),
  ...(row.link_reference !== null && { reference: row.link_reference }),
});
