import { CompiledQuery, Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { migrate } from "./migrations/migrate.ts";
import { patience, postgresFailure, WAIT_AT_START_MS, WAIT_FOR_SERVER_MS } from "./postgres-failure.ts";
import { persist, type Patience } from "./retry.ts";
import type { Database, Session } from "./session.ts";
import type { Tables } from "./tables.ts";

/** Of one process; ten workers of five stay well below the hundred that a server allows by default. */
const MOST_CONNECTIONS = 5;
const CONNECT_TIMEOUT_MS = 10_000;

/** A worker whose machine died must not keep a series locked. */
const SETTINGS = ["set idle_in_transaction_session_timeout = '60s'", "set lock_timeout = '60s'"];

/** The register in a PostgreSQL database, for as many processes at once as there are; its tables of the newest version, or of an earlier. */
export const openPostgres = async (url: string, version?: string): Promise<Database> => {
  const session: Session = { db: new Kysely<Tables>({ dialect: dialectOf(url) }), engine: "postgres" };
  const persisted = async <T>(work: () => Promise<T>, pause: Patience): Promise<T> => {
    try {
      return await persist(work, pause);
    } catch (error) {
      throw postgresFailure(error);
    }
  };
  const { inTransaction, inReading } = patience(WAIT_FOR_SERVER_MS);
  const database: Database = {
    engine: "postgres",
    transact: (work) =>
      persisted(() => session.db.transaction().execute((db) => work({ ...session, db })), inTransaction),
    read: (work) => persisted(() => work(session), inReading),
    close: () => session.db.destroy(),
  };
  try {
    await persisted(() => migrate(session, version), patience(WAIT_AT_START_MS).inTransaction);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};

const dialectOf = (url: string): PostgresDialect =>
  new PostgresDialect({
    pool: async () => {
      const pool = new pg.Pool({
        connectionString: url,
        max: MOST_CONNECTIONS,
        connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
        keepAlive: true,
        application_name: "billwright",
        types: { getTypeParser },
      });
      // A connection that breaks is taken out of the pool, and who uses it hears of it by what it asks next. Without these two
      // the process would end.
      pool.on("error", () => {});
      pool.on("connect", (client) => client.on("error", () => {}));
      return pool;
    },
    onCreateConnection: async (connection) => {
      for (const setting of SETTINGS) await connection.executeQuery(CompiledQuery.raw(setting));
    },
  });

/** BIGINT, by its number in PostgreSQL's catalogue. */
const INT8 = 20;

/** Amounts are exact in this pool, whatever other users of pg in the process want. */
const getTypeParser: typeof pg.types.getTypeParser = (type: number, format?: "text" | "binary") =>
  type === INT8 ? BigInt : pg.types.getTypeParser(type, format);
