import { sql, type Kysely } from "kysely";
import { Migrator, type Migration } from "kysely/migration";
import { OutsideFailure } from "../../../app/world.ts";
import type { Engine, Session } from "../session.ts";
import { documents } from "./0001-documents.ts";
import { payments } from "./0002-payments.ts";
import { deliveries } from "./0003-deliveries.ts";
import { sending } from "./0004-sending.ts";
import { access } from "./0005-access.ts";
import { corrections } from "./0006-corrections.ts";

/** Forwards only, in the order of their names. One that has been released is never changed: a later one mends it. */
const MIGRATIONS: Readonly<Record<string, (db: Kysely<unknown>, engine: Engine) => Promise<void>>> = {
  "0001-documents": documents,
  "0002-payments": payments,
  "0003-deliveries": deliveries,
  "0004-sending": sending,
  "0005-access": access,
  "0006-corrections": corrections,
};

/** The versions that a register may have, oldest first. */
export const VERSIONS: readonly string[] = Object.keys(MIGRATIONS);

/**
 * Brings the tables to the newest version, or to an earlier one. Several may do so at once: PostgreSQL locks, and a SQLite
 * file has one process only. A register that is newer than this program is refused.
 */
export const migrate = async ({ db, engine }: Session, version?: string): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrationsOf(engine) } });
  const { error } = version === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(version);
  if (error === undefined) return;
  const newer = await newerVersion(db);
  throw newer === undefined
    ? error
    : new OutsideFailure(
        `the register was written by a newer billwright: it has version ${newer}, this one knows up to ${VERSIONS.at(-1)}`,
        { cause: error },
      );
};

const migrationsOf = (engine: Engine): Record<string, Migration> =>
  Object.fromEntries(
    Object.entries(MIGRATIONS).map(([name, up]) => [name, { up: (db: Kysely<unknown>) => up(db, engine) }]),
  );

const newerVersion = async (db: Session["db"]): Promise<string | undefined> => {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name).find((name) => !VERSIONS.includes(name));
};
