import type { Instant } from "../../../kernel/calendar.ts";
import { invariant } from "../../../kernel/result.ts";
import { lockDocuments } from "../documents/states.ts";
import type { Session } from "../session.ts";
import type { PaymentAttemptTable } from "../tables.ts";
import { release } from "./holds.ts";

/** The provider's page, once it is made: asked again with the same key, the provider gives the same one. */
export const attachSession = async (
  session: Session,
  id: string,
  page: { readonly session: string; readonly url: string },
): Promise<void> => {
  const attempt = await attemptById(session, id);
  await session.db.updateTable("payment_attempt").set(page).where("id", "=", attempt.id).execute();
};

/** Ends a try that was only begun; what became of a payment the provider says. */
export const abandonAttempt = async (session: Session, id: string, at: Instant): Promise<void> => {
  const { document } = await attemptById(session, id);
  await lockDocuments(session, [document]);
  await release(session, await attemptById(session, id), at);
};

const attemptById = async ({ db }: Session, id: string): Promise<PaymentAttemptTable> => {
  const attempt = await db.selectFrom("payment_attempt").selectAll().where("id", "=", id).executeTakeFirst();
  invariant(attempt !== undefined, `the register knows the payment ${id}`);
  return attempt;
};
