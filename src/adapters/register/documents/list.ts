import { sql } from "kysely";
import type { DocumentFilter, PaymentState, RegisteredDocument } from "../../../app/register/document.ts";
import { pages } from "../pages.ts";
import type { Database, Session } from "../session.ts";
import { documentRows, documentsOf } from "./reading.ts";

/** Above all ordinals there can be. */
const BEYOND_ALL = 2n ** 63n - 1n;

/** In the order of their numbering, or from the newest back. */
export const listDocuments = (database: Database, filter: DocumentFilter): AsyncIterable<RegisteredDocument> => {
  const isBackwards = filter.order === "newest-first";
  return pages(
    (after, limit) =>
      database.read(async (session) => {
        const rows = await filtered(session, filter)
          .where("d.ordinal", isBackwards ? "<" : ">", after)
          .orderBy("d.ordinal", isBackwards ? "desc" : "asc")
          .limit(limit)
          .execute();
        const documents = await documentsOf(session, rows);
        return documents.flatMap((item, index) => {
          const row = rows[index];
          return row === undefined ? [] : [{ ordinal: row.ordinal, item }];
        });
      }),
    isBackwards ? BEYOND_ALL : 0n,
  );
};

/** Of these an index holds what is still owed, region by region. */
const OWED: readonly PaymentState[] = ["open", "processing", "failed"];

const filtered = (session: Session, filter: DocumentFilter) => {
  const { run, accountId, region, states, payments, kinds, issuedFrom, issuedTo } = filter;
  const isOwed = payments?.every((payment) => OWED.includes(payment)) === true;
  const isEmpty = [states, payments, kinds].some((list) => list?.length === 0);
  return documentRows(session).where((query) =>
    query.and([
      // "in ()" is no SQL everywhere.
      ...(isEmpty ? [sql<boolean>`false`] : []),
      // In the words of the index, or neither engine uses it.
      ...(isOwed ? [sql<boolean>`d.payment in ('open', 'processing', 'failed')`] : []),
      ...(run === undefined ? [] : [query("d.run", "=", run)]),
      ...(accountId === undefined ? [] : [query("d.account_id", "=", accountId)]),
      ...(region === undefined ? [] : [query("d.region", "=", region)]),
      ...(states === undefined || isEmpty ? [] : [query("d.state", "in", states)]),
      ...(payments === undefined || isEmpty ? [] : [query("d.payment", "in", payments)]),
      ...(kinds === undefined || isEmpty ? [] : [query("d.kind", "in", kinds)]),
      ...(issuedFrom === undefined ? [] : [query("d.issue_date", ">=", issuedFrom)]),
      ...(issuedTo === undefined ? [] : [query("d.issue_date", "<=", issuedTo)]),
    ]),
  );
};
