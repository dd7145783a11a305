import { sql, type Kysely } from "kysely";
import type { Engine } from "../session.ts";

/** Column types and table endings as each engine writes them. Texts compare byte by byte on both. */
export const DIALECT = {
  sqlite: {
    text: "text",
    whole: "integer",
    ordinal: "integer primary key",
    end: "strict",
  },
  postgres: {
    text: 'text collate "C"',
    whole: "bigint",
    ordinal: "bigint generated always as identity primary key",
    end: "",
  },
} as const satisfies Record<Engine, object>;

/** "'a', 'b'", for the checks of columns that hold one of a few words. */
export const words = (...values: readonly string[]): string => values.map((value) => `'${value}'`).join(", ");

/** What the database itself refuses. The condition says, in terms of `old` and `new`, when. */
export type Guard = {
  readonly name: string;
  readonly table: string;
  readonly before: "insert" | "update" | "delete";
  readonly when: string;
  /** What an operator reads who tried it. */
  readonly message: string;
};

export const runAll = async (db: Kysely<unknown>, statements: readonly string[]): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};

/** The statements that make a guard: a trigger, which in PostgreSQL needs a function of its own. */
export const guardStatements = (engine: Engine, { name, table, before, when, message }: Guard): readonly string[] =>
  engine === "sqlite"
    ? [
        `create trigger ${name} before ${before} on ${table} when ${when}
         begin select raise(abort, '${message}'); end`,
      ]
    : [
        `create function ${name}() returns trigger language plpgsql as $$
         begin
           if ${when} then raise exception '${message}' using errcode = 'integrity_constraint_violation'; end if;
           return ${before === "delete" ? "old" : "new"};
         end $$`,
        `create trigger ${name} before ${before} on ${table} for each row execute function ${name}()`,
      ];

/**
 * The guards of a table whose rows stay for ever. SQLite's "insert or replace" would remove a row without asking the guard
 * against deletion, and PostgreSQL's "truncate" all of them.
 */
export const keepForEver = (engine: Engine, table: string, sameRow: string): readonly string[] => {
  const message = `rows of ${table} are kept for ever`;
  const deletion = guardStatements(engine, { name: `${table}_kept`, table, before: "delete", when: "true", message });
  const replacement =
    engine === "sqlite"
      ? guardStatements(engine, {
          name: `${table}_not_replaced`,
          table,
          before: "insert",
          when: `exists (select 1 from ${table} as other where ${sameRow})`,
          message,
        })
      : [`create trigger ${table}_not_emptied before truncate on ${table} execute function ${table}_emptied()`];
  const emptied =
    engine === "sqlite"
      ? []
      : [
          `create function ${table}_emptied() returns trigger language plpgsql as $$
           begin raise exception '${message}' using errcode = 'integrity_constraint_violation'; end $$`,
        ];
  return [...deletion, ...emptied, ...replacement];
};

/** A guard for columns that never change once they are written. */
export const fixedColumns = (table: string, columns: readonly string[], when = "true"): Guard => ({
  name: `${table}_fixed`,
  table,
  before: "update",
  when: `(${when}) and (${changed(columns)})`,
  message: `what is written in ${table} does not change`,
});

/** Whether one of the columns gets another value. */
export const changed = (columns: readonly string[]): string =>
  columns.map((column) => `new.${column} is distinct from old.${column}`).join(" or ");
