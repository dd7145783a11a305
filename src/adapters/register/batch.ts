import { CompiledQuery, sql, type RawBuilder, type SqlBool } from "kysely";
import type { Engine, Session } from "./session.ts";
import type { Tables } from "./tables.ts";

type Value = string | bigint | null;

/** The columns of a batch in their order, each with its SQL type. */
export type Columns<Row> = Readonly<Record<keyof Row & string, "text" | "bigint">>;

type Insert<Row> = {
  readonly into: keyof Tables;
  readonly columns: Columns<Row>;
  readonly rows: readonly Row[];
  /** What follows the values: "on conflict do nothing". */
  readonly onConflict?: string;
};

/** In one statement: SQLite takes 32,766, PostgreSQL twice as many. */
const MOST_PARAMETERS = 32_000;

/**
 * One statement for a hundred rows, in their order. Its text is put together here: Kysely's builder takes longer over 4,000
 * values than SQLite over the insertion.
 */
export const insertAll = async <Row extends object>({ db, engine }: Session, insert: Insert<Row>): Promise<void> => {
  const { into, columns, rows, onConflict = "" } = insert;
  const names = namesOf(columns);
  const most = Math.floor(MOST_PARAMETERS / names.length);
  for (let first = 0; first < rows.length; first += most) {
    const part = rows.slice(first, first + most);
    const values = part.map((_, index) => `(${names.map((__, at) => mark(engine, index * names.length + at)).join()})`);
    const text = `insert into ${into} (${names.join()}) values ${values.join()} ${onConflict}`;
    await db.executeQuery(
      CompiledQuery.raw(
        text,
        part.flatMap((row) => names.map((name) => plain(row[name]))),
      ),
    );
  }
};

const mark = (engine: Engine, index: number): string => (engine === "sqlite" ? "?" : `$${index + 1}`);

/** Whether a column has one of the values: one parameter and one statement, however many they are. */
export const among = (engine: Engine, column: string, values: readonly string[]): RawBuilder<SqlBool> => {
  const different = [...new Set(values)];
  return engine === "sqlite"
    ? sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(different)}))`
    : sql<SqlBool>`${sql.ref(column)} = any(${different}::text[])`;
};

/** A batch as a table of named columns, to stand behind "from". */
export const tableOf = <Row extends object>(engine: Engine, columns: Columns<Row>, rows: readonly Row[]) => {
  const names = namesOf(columns);
  const casts = names.map(
    (name, index) => sql`cast(value->>${sql.lit(index)} as ${sql.raw(columns[name])}) as ${sql.ref(name)}`,
  );
  const values = rows.map((row) => names.map((name) => plain(row[name])));
  return sql`(select ${sql.join(casts)} from ${elements(engine, values)})`;
};

/** A list as one parameter: JSON that the database takes apart again, a row for each element. */
const elements = (engine: Engine, rows: readonly (readonly Value[])[]): RawBuilder<unknown> => {
  const json = JSON.stringify(rows.map((row) => row.map((value) => (typeof value === "bigint" ? `${value}` : value))));
  return engine === "sqlite" ? sql`json_each(${json})` : sql`jsonb_array_elements(${json}::jsonb)`;
};

const namesOf = <Row>(columns: Columns<Row>): readonly (keyof Row & string)[] => {
  const names: (keyof Row & string)[] = [];
  let name: keyof Row & string;
  for (name in columns) names.push(name);
  return names;
};

const plain = (value: unknown): Value => (typeof value === "string" || typeof value === "bigint" ? value : null);
