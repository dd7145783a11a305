import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { Kysely, SqliteAdapter, SqliteDialect, type Dialect, type SqliteDatabase, type SqliteStatement } from "kysely";
import { attempt } from "../failure.ts";
import { migrate } from "./migrations/migrate.ts";
import type { Database, Session } from "./session.ts";
import { sqliteFailure } from "./sqlite-failure.ts";
import type { Tables } from "./tables.ts";

/** For a process before us that is just ending. */
const WAIT_FOR_LOCK_MS = 500;

/** The indexes of a million documents are written all over; the default of 2 MB would read pages again and again. */
const CACHE_KB = 64_000;

/** More statements than the register has; a text that varies pushes the oldest out. */
const KEPT_STATEMENTS = 200;

/**
 * The register in one file, for one process: while it is open no other gets in, and when the process ends, killed or not,
 * the system opens it again. Every commit is on disk before it is told. Its tables are of the newest version, or of an earlier.
 */
export const openSqlite = async (path: string, version?: string): Promise<Database> => {
  const file = await openLocked(path);
  const session: Session = { db: new Kysely<Tables>({ dialect: dialectOf(file) }), engine: "sqlite" };
  const guarded = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw sqliteFailure(path, error);
    }
  };
  const database: Database = {
    engine: "sqlite",
    transact: (work) => guarded(session.db.transaction().execute((db) => work({ ...session, db }))),
    read: (work) => guarded(work(session)),
    close: () => session.db.destroy(),
  };
  try {
    await database.read((open) => migrate(open, version));
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};

const openLocked = async (path: string): Promise<DatabaseSync> => {
  if (path !== ":memory:") {
    await attempt(`the folder of the register ${path} cannot be made`, mkdir(dirname(path), { recursive: true }));
  }
  let file: DatabaseSync | undefined;
  try {
    file = new DatabaseSync(path, { timeout: WAIT_FOR_LOCK_MS, readBigInts: true, enableForeignKeyConstraints: true });
    file.exec("pragma locking_mode = exclusive");
    file.exec("pragma journal_mode = wal");
    file.exec("pragma synchronous = full");
    file.exec(`pragma cache_size = -${CACHE_KB}`);
    // The lock is taken with the first write.
    file.exec("begin immediate; commit");
    return file;
  } catch (error) {
    file?.close();
    throw sqliteFailure(path, error);
  }
};

/** Kysely takes SQLite for an engine that cannot create tables in a transaction; it can. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

const dialectOf = (file: DatabaseSync): Dialect => {
  const dialect = new SqliteDialect({ database: forKysely(file) });
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => dialect.createDriver(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
};

/** Node's own SQLite in the shape that Kysely knows; statements are compiled once. */
const forKysely = (file: DatabaseSync): SqliteDatabase => {
  const statements = new Map<string, SqliteStatement>();
  const prepare = (text: string): SqliteStatement => {
    const statement = statements.get(text) ?? statementOf(file.prepare(text));
    statements.delete(text);
    statements.set(text, statement);
    const [oldest] = statements.keys();
    if (statements.size > KEPT_STATEMENTS && oldest !== undefined) statements.delete(oldest);
    return statement;
  };
  const rollback: SqliteStatement = {
    ...nothing,
    // A full disk has rolled back already, and would hide its reason behind "no transaction is active".
    run: () => {
      if (file.isTransaction) file.exec("rollback");
      return { changes: 0, lastInsertRowid: 0 };
    },
  };
  return {
    close: () => file.close(),
    prepare: (text) => (text === "rollback" ? rollback : prepare(text)),
  };
};

const nothing: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

const statementOf = (statement: StatementSync): SqliteStatement => ({
  reader: statement.columns().length > 0,
  all: (parameters) => statement.all(...parameters.map(parameterOf)),
  run: (parameters) => statement.run(...parameters.map(parameterOf)),
  iterate: (parameters) => statement.iterate(...parameters.map(parameterOf)),
});

/** What the register writes: texts, whole numbers and nothing. */
const parameterOf = (value: unknown): string | bigint | number | null => {
  if (typeof value === "string" || typeof value === "bigint" || typeof value === "number" || value === null)
    return value;
  throw new TypeError(`SQLite cannot hold a ${typeof value}`);
};
