import type { Instant } from "../../../kernel/calendar.ts";
import type { Session } from "../session.ts";
import type { CardTotalTable, PaymentAttemptTable } from "../tables.ts";
import { attemptsOf, hasRunOut, isOpenPage } from "./attempts.ts";
import { addToTotal } from "./card-totals.ts";

export const hasOpenPage = async (session: Session, documentId: string, at: Instant): Promise<boolean> =>
  (await attemptsOf(session, [documentId])).some((attempt) => isOpenPage(attempt, at));

/** Ends all open tries to pay a document, and frees what they held (rule B5). */
export const releaseAll = async (session: Session, documentId: string, at: Instant): Promise<void> => {
  for (const attempt of await attemptsOf(session, [documentId])) await release(session, attempt, at);
};

/** Ends the tries of the month whose pages have run out. */
export const releaseRunOut = async (
  session: Session,
  { account_id, currency, month }: Pick<CardTotalTable, "account_id" | "currency" | "month">,
  at: Instant,
): Promise<void> => {
  const held = await session.db
    .selectFrom("payment_attempt")
    .selectAll()
    .where("account_id", "=", account_id)
    .where("currency", "=", currency)
    .where("month", "=", month)
    .where("held", ">", 0n)
    .orderBy("id")
    .execute();
  for (const attempt of held.filter((one) => hasRunOut(one, at))) await release(session, attempt, at);
};

/** Ends a try of which the provider has said nothing, and frees what it held. */
export const release = async (session: Session, attempt: PaymentAttemptTable, at: Instant): Promise<void> => {
  if (attempt.status !== "begun") return;
  await session.db
    .updateTable("payment_attempt")
    .set({ held: 0n, status: "abandoned", settled_at: at })
    .where("id", "=", attempt.id)
    .execute();
  await addToTotal(session, attempt, { held: -attempt.held });
};
