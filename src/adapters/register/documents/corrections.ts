import type { Reservation } from "../../../app/register/document.ts";
import { among, insertAll, type Columns } from "../batch.ts";
import type { Session } from "../session.ts";
import type { CorrectionTable } from "../tables.ts";

/**
 * Whether a document that is not void corrects this one: it was made from it, or is a credit note of the same account
 * whose lines name its number. With its number a credit is certain (rule A19).
 */
export const isCorrected = async ({ db }: Session, id: string): Promise<boolean> => {
  const made = await db
    .selectFrom("document")
    .select("id")
    .where("corrects", "=", id)
    .where("state", "<>", "void")
    .limit(1)
    .executeTakeFirst();
  if (made !== undefined) return true;
  const naming = await db
    .selectFrom("document as own")
    .innerJoin("correction as c", "c.number", "own.number")
    .innerJoin("document as d", "d.id", "c.document")
    .select("d.id")
    .where("own.id", "=", id)
    .whereRef("d.account_id", "=", "own.account_id")
    .where("d.state", "<>", "void")
    .limit(1)
    .executeTakeFirst();
  return naming !== undefined;
};

/** The numbers that credit notes name which are new. */
export const recordCorrections = async (session: Session, added: readonly Reservation[]): Promise<void> => {
  const rows = added.flatMap(({ document: { id }, credits }) =>
    [...new Set(credits)].map((number) => ({ document: id, number })),
  );
  await insertAll(session, { into: "correction", columns: COLUMNS, rows });
};

const COLUMNS: Columns<CorrectionTable> = { document: "text", number: "text" };

/**
 * Locks what the reservations correct. A click on its pay page, or a void, has ended before the correction is there, or
 * sees it: no page is opened for a whole that is no longer owed (rule B4). SQLite has one writer only.
 */
export const lockCorrected = async ({ db, engine }: Session, reservations: readonly Reservation[]): Promise<void> => {
  const ids = reservations.flatMap(({ document }) => document.corrects ?? []);
  const numbers = reservations.flatMap(({ credits }) => credits ?? []);
  if (ids.length + numbers.length === 0 || engine === "sqlite") return;
  await db
    .selectFrom("document")
    .select("id")
    .where((query) => query.or([among(engine, "id", ids), among(engine, "number", numbers)]))
    .orderBy("ordinal")
    .forUpdate()
    .execute();
};
