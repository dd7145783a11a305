import type { Download, Grant, NewGrant } from "../../../app/register/access.ts";
import type { RegisteredDocument } from "../../../app/register/document.ts";
import type { Change } from "../../../app/register/register.ts";
import { recordAudit, recordEach } from "../audit.ts";
import { findById } from "../documents/find.ts";
import type { Session } from "../session.ts";
import type { DownloadGrantTable } from "../tables.ts";

/** Once, however often it is asked for. */
export const createGrant = async (session: Session, grant: NewGrant, change: Change): Promise<void> => {
  if ((await rowOf(session, grant.id)) !== undefined) return;
  const { id, documentId, accountId, file, expiresAt } = grant;
  await session.db
    .insertInto("download_grant")
    .values({
      id,
      document: documentId,
      account_id: accountId,
      file,
      expires_at: expiresAt,
      created_at: change.at,
      created_by: change.by.name,
      revoked_at: null,
    })
    .execute();
  await recordAudit(session, change, [
    { action: "link created", documentId, details: { link: id, file, expires: expiresAt } },
  ]);
};

export const findGrant = async (
  session: Session,
  id: string,
): Promise<{ readonly grant: Grant; readonly document: RegisteredDocument } | undefined> => {
  const row = await rowOf(session, id);
  if (row === undefined) return undefined;
  const document = (await findById(session, [row.document])).get(row.document);
  return document === undefined ? undefined : { grant: grantOf(row), document };
};

export const revokeGrant = async (session: Session, id: string, change: Change): Promise<boolean> => {
  const row = await rowOf(session, id);
  if (row === undefined) return false;
  if (row.revoked_at !== null) return true;
  await session.db.updateTable("download_grant").set({ revoked_at: change.at }).where("id", "=", id).execute();
  await recordAudit(session, change, [{ action: "link revoked", documentId: row.document, details: { link: id } }]);
  return true;
};

/** One entry for each, with the moment at which it came about. */
export const recordDownloads = (session: Session, downloads: readonly Download[]): Promise<void> =>
  recordEach(
    session,
    downloads.map(({ actor, documentId, file, at, range }) => ({
      by: { name: actor },
      at,
      action: "downloaded",
      documentId,
      details: { file, ...(range !== undefined && { range }) },
    })),
  );

const rowOf = ({ db }: Session, id: string): Promise<DownloadGrantTable | undefined> =>
  db.selectFrom("download_grant").selectAll().where("id", "=", id).executeTakeFirst();

const grantOf = (row: DownloadGrantTable): Grant => ({
  id: row.id,
  documentId: row.document,
  accountId: row.account_id,
  file: row.file,
  expiresAt: row.expires_at,
  createdAt: row.created_at,
  createdBy: row.created_by,
  ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
});
