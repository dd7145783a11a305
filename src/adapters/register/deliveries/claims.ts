import type { ExpressionBuilder } from "kysely";
import type { Delivery, DeliveryClaim, DeliveryFilter } from "../../../app/register/delivery.ts";
import type { Instant } from "../../../kernel/calendar.ts";
import { pages } from "../pages.ts";
import type { Database, Session } from "../session.ts";
import type { Tables } from "../tables.ts";
import { deliveryOf } from "./reading.ts";

/** Page by page by their ordinals: what the work on one page changes moves nothing in the next. */
export const dueDeliveries = (database: Database, at: Instant, filter: DeliveryFilter): AsyncIterable<Delivery> =>
  pages((after, limit) =>
    database.read(async ({ db }) => {
      const rows = await db
        .selectFrom("delivery")
        .selectAll()
        .where("status", "=", "queued")
        .where("claimed_by", "is", null)
        .where((query) => query.or([query("next_at", "is", null), query("next_at", "<=", at)]))
        .where("ordinal", ">", after)
        .where((query) => query.and(ofRun(query, filter)))
        .orderBy("ordinal")
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ordinal: row.ordinal, item: deliveryOf(row) }));
    }),
  );

const ofRun = (query: ExpressionBuilder<Tables, "delivery">, { run }: DeliveryFilter) =>
  run === undefined
    ? []
    : [query("document", "in", query.selectFrom("document as d").select("d.id").where("d.run", "=", run))];

/**
 * In a transaction of its own, before a byte is sent. Of two at one moment the second finds the first one's name there;
 * a transaction that is run again finds its own.
 */
export const claimDelivery = async (
  { db }: Session,
  { key, tries }: Pick<Delivery, "key" | "tries">,
  { by, at }: DeliveryClaim,
): Promise<boolean> => {
  const count = BigInt(tries?.count ?? 0);
  const { numUpdatedRows } = await db
    .updateTable("delivery")
    .set((query) => ({
      claimed_by: by,
      claimed_at: at,
      tries: count + 1n,
      first_tried_at: query.fn.coalesce("first_tried_at", query.val(at)),
      next_at: null,
    }))
    .where("key", "=", key)
    .where("status", "=", "queued")
    .where("claimed_by", "is", null)
    .where("tries", "=", count)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return true;
  const own = await db
    .selectFrom("delivery")
    .select("key")
    .where("key", "=", key)
    .where("status", "=", "queued")
    .where("claimed_by", "=", by)
    .where("tries", "=", count + 1n)
    .executeTakeFirst();
  return own !== undefined;
};

type Abandoned = DeliveryFilter & { readonly by: string; readonly before: Instant };

/** A SQLite file lets one process in at a time: whoever else had one in hand has ended. */
export const abandonedDeliveries = async (
  { db, engine }: Session,
  { by, before, ...filter }: Abandoned,
): Promise<readonly Delivery[]> => {
  const rows = await db
    .selectFrom("delivery")
    .selectAll()
    .where("status", "=", "queued")
    .where("claimed_at", "is not", null)
    .where("claimed_by", "<>", by)
    .where((query) =>
      query.and([...ofRun(query, filter), ...(engine === "sqlite" ? [] : [query("claimed_at", "<", before)])]),
    )
    .orderBy("ordinal")
    .execute();
  return rows.map(deliveryOf);
};
