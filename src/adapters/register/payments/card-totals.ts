import { sql } from "kysely";
import type { CardMonth, CardTotal } from "../../../app/register/payment.ts";
import type { Instant } from "../../../kernel/calendar.ts";
import { minorMoney } from "../../../kernel/money.ts";
import { tableOf, type Columns } from "../batch.ts";
import type { Session } from "../session.ts";
import type { CardTotalTable } from "../tables.ts";

type MonthColumns = Pick<CardTotalTable, "account_id" | "currency" | "month">;

const MONTH_COLUMNS: Columns<MonthColumns> = { account_id: "text", currency: "text", month: "text" };

/** One for each different month, zeros where nothing was paid. With a moment, what pages hold that ran out is left out. */
export const cardTotals = async (
  { db, engine }: Session,
  months: readonly CardMonth[],
  at?: Instant,
): Promise<readonly CardTotal[]> => {
  if (months.length === 0) return [];
  const wanted = new Map(months.map((month) => [JSON.stringify(keyOf(month)), month]));
  const asked = [...wanted.values()].map(keyOf);
  const runOut = sql`(select coalesce(sum(a.held), 0) from payment_attempt a
    where a.account_id = asked.account_id and a.currency = asked.currency and a.month = asked.month
      and a.held > 0 and a.status = 'begun' and a.expires_at <= ${at ?? ""})`;
  const { rows } = await sql<CardTotalTable>`
    select asked.*, coalesce(t.paid, 0) as paid, cast(coalesce(t.held, 0) - ${runOut} as bigint) as held
    from ${tableOf(engine, MONTH_COLUMNS, asked)} as asked
    left join card_total t
      on t.account_id = asked.account_id and t.currency = asked.currency and t.month = asked.month`.execute(db);
  return rows.map(({ account_id: accountId, currency, month, paid, held }) => ({
    accountId,
    currency,
    month,
    paid: minorMoney(paid, currency),
    held: minorMoney(held, currency),
  }));
};

const keyOf = ({ accountId, currency, month }: CardMonth): MonthColumns => ({ account_id: accountId, currency, month });

/** What is paid and held in the month; nobody else changes it until the transaction ends. */
export const lockTotal = ({ db }: Session, month: MonthColumns): Promise<CardTotalTable> =>
  db
    .insertInto("card_total")
    .values({ ...month, paid: 0n, held: 0n })
    // An update that changes nothing: it locks the row that is there, and gives it back.
    .onConflict((conflict) =>
      conflict.columns(["account_id", "currency", "month"]).doUpdateSet({ paid: sql.ref("card_total.paid") }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();

/** Adds to what is paid and held; less than nothing the database refuses. */
export const addToTotal = async (
  session: Session,
  { account_id, currency, month }: MonthColumns,
  { paid = 0n, held = 0n }: { readonly paid?: bigint; readonly held?: bigint },
): Promise<void> => {
  if (paid === 0n && held === 0n) return;
  const row = { account_id, currency, month };
  const total = await lockTotal(session, row);
  await session.db
    .updateTable("card_total")
    .set({ paid: total.paid + paid, held: total.held + held })
    .where("account_id", "=", account_id)
    .where("currency", "=", currency)
    .where("month", "=", month)
    .execute();
};
