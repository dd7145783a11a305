import type { Selectable } from "kysely";
import type { AuditEntry } from "../../app/register/delivery.ts";
import type { Change } from "../../app/register/register.ts";
import { insertAll, type Columns } from "./batch.ts";
import { fromJson } from "./json.ts";
import { pages } from "./pages.ts";
import type { Database, Session } from "./session.ts";
import type { AuditColumns, AuditTable } from "./tables.ts";

const AUDIT_COLUMNS: Columns<AuditColumns> = {
  at: "text",
  actor: "text",
  action: "text",
  document: "text",
  reason: "text",
  details: "text",
};

export type Noted = Pick<AuditEntry, "action" | "documentId" | "details">;

/** Says in the same transaction what was changed, by whom, when and why. */
export const recordAudit = (session: Session, change: Change, noted: readonly Noted[]): Promise<void> =>
  recordEach(
    session,
    noted.map((one) => ({ ...one, ...change })),
  );

/** The same for what came about at several moments, by several people. */
export const recordEach = (session: Session, noted: readonly (Noted & Change)[]): Promise<void> =>
  insertAll(session, {
    into: "audit",
    columns: AUDIT_COLUMNS,
    rows: noted.map(({ action, documentId, details, by, at }) => ({
      at,
      actor: by.name,
      action,
      document: documentId ?? null,
      reason: by.reason ?? null,
      details: details === undefined ? null : JSON.stringify(details),
    })),
  });

/** Oldest first. */
export const auditEntries = async ({ db }: Session, documentId?: string): Promise<readonly AuditEntry[]> => {
  const all = db.selectFrom("audit").selectAll().orderBy("serial");
  const rows = await (documentId === undefined ? all : all.where("document", "=", documentId)).execute();
  return rows.map(entryOf);
};

/** Those without a document, oldest first. */
export const generalEntries = (database: Database): AsyncIterable<AuditEntry> =>
  pages((after, limit) =>
    database.read(async ({ db }) => {
      const rows = await db
        .selectFrom("audit")
        .selectAll()
        .where("document", "is", null)
        .where("serial", ">", after)
        .orderBy("serial")
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ordinal: row.serial, item: entryOf(row) }));
    }),
  );

const entryOf = ({ serial, at, actor, action, document, reason, details }: Selectable<AuditTable>): AuditEntry => ({
  serial: Number(serial),
  at,
  actor,
  action,
  ...(document !== null && { documentId: document }),
  ...(reason !== null && { reason }),
  ...(details !== null && { details: fromJson<Readonly<Record<string, string>>>(details) }),
});
