import type { RegisteredDocument } from "../../../app/register/document.ts";
import { among } from "../batch.ts";
import type { Session } from "../session.ts";
import { documentRows, documentsOf } from "./reading.ts";

export const findById = async (
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RegisteredDocument>> => {
  if (ids.length === 0) return new Map();
  const rows = await documentRows(session)
    .where(among(session.engine, "d.id", ids))
    .execute();
  return new Map((await documentsOf(session, rows)).map((document) => [document.id, document]));
};

/** The document that has the number or the token; both are unique. */
export const findBy = async (
  session: Session,
  column: "d.number" | "d.link_token",
  value: string,
): Promise<RegisteredDocument | undefined> => {
  const rows = await documentRows(session).where(column, "=", value).execute();
  return (await documentsOf(session, rows))[0];
};

/** What a reservation could meet: documents that have one of these ids, numbers, links or tokens. */
export type Marks = {
  readonly ids: readonly string[];
  readonly numbers: readonly string[];
  readonly links: readonly string[];
  readonly tokens: readonly string[];
};

export const findMarked = async (session: Session, marks: Marks): Promise<readonly RegisteredDocument[]> => {
  const { db, engine } = session;
  const having = (column: "id" | "number" | "link_key" | "link_token", values: readonly string[]) =>
    db
      .selectFrom("document")
      .select("ordinal")
      .where(among(engine, column, values));
  const rows = await documentRows(session)
    .where(
      "d.ordinal",
      "in",
      having("id", marks.ids)
        .union(having("number", marks.numbers))
        .union(having("link_key", marks.links))
        .union(having("link_token", marks.tokens)),
    )
    .execute();
  return documentsOf(session, rows);
};
