import { sql } from "kysely";
import type { PaymentLink } from "../../../app/register/document.ts";
import type { Change } from "../../../app/register/register.ts";
import { recordAudit } from "../audit.ts";
import { tableOf, type Columns } from "../batch.ts";
import type { Session } from "../session.ts";
import type { DocumentColumns } from "../tables.ts";
import { linkColumns } from "./columns.ts";
import { lockDocuments } from "./states.ts";

type LinkColumns = Pick<
  DocumentColumns,
  "id" | "link_url" | "link_key" | "link_mode" | "link_token" | "link_reference"
>;

const LINK_COLUMNS: Columns<LinkColumns> = {
  id: "text",
  link_url: "text",
  link_key: "text",
  link_mode: "text",
  link_token: "text",
  link_reference: "text",
};

/** A document that has its link keeps it: one invoice, one link (rule B3). */
export const attachLinks = async (
  session: Session,
  links: readonly { readonly id: string; readonly link: PaymentLink }[],
  change: Change,
): Promise<void> => {
  if (links.length === 0) return;
  const standings = await lockDocuments(
    session,
    links.map(({ id }) => id),
  );
  const open = links.filter(({ id }) => {
    const standing = standings.get(id);
    return standing?.link_key === null && (standing.state === "numbered" || standing.state === "rendered");
  });
  if (open.length === 0) return;
  const rows = open.map(({ id, link }): LinkColumns => ({ id, ...linkColumns(link) }));
  await sql`update document set link_url = batch.link_url, link_key = batch.link_key, link_mode = batch.link_mode,
      link_token = batch.link_token, link_reference = batch.link_reference
    from ${tableOf(session.engine, LINK_COLUMNS, rows)} as batch
    where document.id = batch.id`.execute(session.db);
  await recordAudit(
    session,
    change,
    open.map(({ id }) => ({ action: "linked", documentId: id })),
  );
};
