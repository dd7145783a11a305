import { sql } from "kysely";
import type { RenderedRecord } from "../../../app/register/document.ts";
import type { Change } from "../../../app/register/register.ts";
import { recordAudit } from "../audit.ts";
import { among, insertAll, tableOf, type Columns } from "../batch.ts";
import type { Session } from "../session.ts";
import type { DocumentColumns, DocumentFileTable } from "../tables.ts";
import { lockDocuments } from "./states.ts";
import { recordToolsets, toolsetHash } from "./toolsets.ts";

const FILE_COLUMNS: Columns<DocumentFileTable> = {
  document: "text",
  format: "text",
  name: "text",
  sha256: "text",
  bytes: "bigint",
};

const RENDERED_COLUMNS: Columns<RenderedColumns> = {
  id: "text",
  content_hash: "text",
  profile_hash: "text",
  toolset: "text",
};

type RenderedColumns = Pick<DocumentColumns, "id" | "content_hash" | "profile_hash" | "toolset">;

/** Files of documents that are not issued yet; a later rendering takes the place of an earlier one. */
export const recordRendered = async (
  session: Session,
  records: readonly RenderedRecord[],
  change: Change,
): Promise<void> => {
  if (records.length === 0) return;
  const { db, engine } = session;
  const standings = await lockDocuments(
    session,
    records.map(({ id }) => id),
  );
  const changed = records.filter(({ id, contentHash }) => {
    const standing = standings.get(id);
    return standing?.state === "numbered" || (standing?.state === "rendered" && standing.content_hash !== contentHash);
  });
  if (changed.length === 0) return;
  const ids = changed.map(({ id }) => id);
  await db
    .deleteFrom("document_file")
    .where(among(engine, "document", ids))
    .execute();
  await insertAll(session, { into: "document_file", columns: FILE_COLUMNS, rows: changed.flatMap(filesOf) });
  await recordToolsets(
    session,
    changed.map(({ toolset }) => toolset),
  );
  await sql`update document set state = 'rendered', content_hash = batch.content_hash,
      profile_hash = batch.profile_hash, toolset = batch.toolset
    from ${tableOf(engine, RENDERED_COLUMNS, changed.map(renderedColumns))} as batch
    where document.id = batch.id`.execute(db);
  await recordAudit(
    session,
    change,
    changed.map(({ id, contentHash }) => ({ action: "rendered", documentId: id, details: { contentHash } })),
  );
};

const filesOf = ({ id, files }: RenderedRecord): readonly DocumentFileTable[] =>
  files.map(({ format, name, sha256, bytes }) => ({ document: id, format, name, sha256, bytes: BigInt(bytes) }));

const renderedColumns = ({ id, contentHash, profileHash, toolset }: RenderedRecord): RenderedColumns => ({
  id,
  content_hash: contentHash,
  profile_hash: profileHash,
  toolset: toolsetHash(toolset),
});
