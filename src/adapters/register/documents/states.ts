import type { DocumentColumns } from "../tables.ts";
import { among } from "../batch.ts";
import type { Session } from "../session.ts";
import { invariant } from "../../../kernel/result.ts";

export type Standing = Pick<DocumentColumns, "id" | "state" | "payment" | "content_hash" | "link_key">;

/** How far the documents have come. They are locked until the transaction ends, in one order for all. */
export const lockDocuments = async (
  { db, engine }: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Standing>> => {
  const rows = await db
    .selectFrom("document")
    .select(["id", "state", "payment", "content_hash", "link_key"])
    .where(among(engine, "id", ids))
    .orderBy("ordinal")
    // SQLite has one writer only.
    .$if(engine === "postgres", (query) => query.forUpdate())
    .execute();
  const standings = new Map(rows.map((row) => [row.id, row]));
  for (const id of ids) invariant(standings.has(id), `the register knows the document ${id}`);
  return standings;
};
