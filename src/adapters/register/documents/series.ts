import { sql } from "kysely";
import type { Reservation, Series } from "../../../app/register/document.ts";
import { OutsideFailure } from "../../../app/world.ts";
import type { Session } from "../session.ts";

/** The next serial of each series of the reservations. */
export type NextSerials = ReadonlyMap<string, bigint>;

/**
 * Locks the series until the transaction ends, in one order for all, so that serials are given to one after the other and a
 * transaction that fails takes none (J-ALL-1). A series is begun where it is new.
 */
export const lockSeries = async (session: Session, reservations: readonly Reservation[]): Promise<NextSerials> => {
  const next = new Map<string, bigint>();
  for (const series of wantedSeries(reservations)) next.set(series.key, await lockOne(session, series));
  return next;
};

const wantedSeries = (reservations: readonly Reservation[]): readonly Series[] => {
  const wanted = reservations.flatMap(({ number }) => (number.kind === "series" ? [number.series] : []));
  return [...new Map(wanted.map((series) => [series.key, series])).values()].toSorted(
    (a, b) => Number(a.key > b.key) - Number(a.key < b.key),
  );
};

const lockOne = async ({ db }: Session, { key, prefix, digits }: Series): Promise<bigint> => {
  // An update that changes nothing: it locks the row that is there, and gives it back.
  const lock = db
    .updateTable("series")
    .set({ next: sql.ref("next") })
    .where("key", "=", key)
    .returningAll();
  let row = await lock.executeTakeFirst();
  if (row === undefined) {
    await checkPrefix(db, { key, prefix, digits });
    await db
      .insertInto("series")
      .values({ key, prefix, digits: BigInt(digits), next: 1n })
      .onConflict((conflict) => conflict.column("key").doNothing())
      .execute();
    row = await lock.executeTakeFirstOrThrow();
  }
  if (row.prefix === prefix && Number(row.digits) === digits) return row.next;
  throw new OutsideFailure(
    `the series ${key} is written ${row.prefix} with ${row.digits} digits in the register, and ${prefix} with ${digits} in ` +
      "the profile; a series that has begun does not change (J-ALL-1)",
  );
};

/** Two series that are written alike would give one number twice. */
const checkPrefix = async (db: Session["db"], { key, prefix }: Series): Promise<void> => {
  const other = await db.selectFrom("series").select("key").where("prefix", "=", prefix).executeTakeFirst();
  if (other === undefined || other.key === key) return;
  throw new OutsideFailure(
    `the series ${key} and ${other.key} are both written ${prefix}; a number must be of one (J-ALL-1)`,
  );
};

/** Serials up to these are taken. */
export const advanceSeries = async ({ db }: Session, next: NextSerials): Promise<void> => {
  for (const [key, serial] of next) {
    await db.updateTable("series").set({ next: serial }).where("key", "=", key).where("next", "<", serial).execute();
  }
};

/** "INV-US-2026-000017". */
export const numberOf = ({ prefix, digits }: Series, serial: bigint): string =>
  `${prefix}${serial.toString().padStart(digits, "0")}`;
