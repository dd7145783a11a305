import type { Double } from "../../../app/register/register.ts";
import type { Session } from "../session.ts";

/** Documents that share a number or a link, although the database refuses both (J-ALL-1, B3). */
export const findDoubles = async (session: Session): Promise<readonly Double[]> => {
  const numbers = await sharing(session, "number");
  const links = await sharing(session, "link_key");
  return [
    ...numbers.map(({ id, value }): Double => ({ what: "number", value, id })),
    ...links.map(({ id, value }): Double => ({ what: "link", value, id })),
  ];
};

const sharing = async (
  { db }: Session,
  column: "number" | "link_key",
): Promise<readonly { readonly id: string; readonly value: string }[]> => {
  const repeated = db
    .selectFrom("document")
    .select(column)
    .where(column, "is not", null)
    .groupBy(column)
    .having((query) => query.fn.countAll(), ">", 1);
  const rows = await db
    .selectFrom("document")
    .select(["id", `${column} as value`])
    .where(column, "in", repeated)
    .orderBy(column)
    .orderBy("ordinal")
    .execute();
  return rows.flatMap(({ id, value }) => (value === null ? [] : [{ id, value }]));
};
