import type { PaidWith, PaymentAttempt } from "../../../app/register/payment.ts";
import type { Instant } from "../../../kernel/calendar.ts";
import { minorMoney } from "../../../kernel/money.ts";
import { among } from "../batch.ts";
import type { Session } from "../session.ts";
import type { PaymentAttemptTable } from "../tables.ts";

export const attemptsOf = async (
  { db, engine }: Session,
  documentIds: readonly string[],
): Promise<readonly PaymentAttemptTable[]> =>
  db
    .selectFrom("payment_attempt")
    .selectAll()
    .where(among(engine, "document", documentIds))
    .orderBy("begun_at")
    .orderBy("id")
    .execute();

export const attemptOf = (row: PaymentAttemptTable): PaymentAttempt => ({
  id: row.id,
  documentId: row.document,
  amount: minorMoney(row.amount, row.currency),
  status: row.status,
  ...(row.session !== null && { session: row.session }),
  ...(row.url !== null && { url: row.url }),
  holdsCard: row.held > 0n,
  ...methodOf(row),
  begunAt: row.begun_at,
  ...(row.expires_at !== null && { expiresAt: row.expires_at }),
  ...(row.settled_at !== null && { settledAt: row.settled_at }),
  ...(row.paid_on !== null && { paidOn: row.paid_on }),
});

type MethodColumns = Pick<PaymentAttemptTable, "method_kind" | "method_brand" | "method_last4">;

export const methodOf = (row: MethodColumns): { readonly method?: PaidWith } =>
  row.method_kind === null
    ? {}
    : { method: { kind: row.method_kind, brand: row.method_brand ?? "", last4: row.method_last4 ?? "" } };

export const methodColumns = (method: PaidWith | undefined): MethodColumns => ({
  method_kind: method?.kind ?? null,
  method_brand: method?.brand ?? null,
  method_last4: method?.last4 ?? null,
});

/** Whether the customer may still pay on the attempt's page. */
export const isOpenPage = ({ status, expires_at: end }: PaymentAttemptTable, at: Instant): boolean =>
  status === "begun" && (end === null || end > at);

/** Whether the page has run out, and what it held is free again. */
export const hasRunOut = (attempt: PaymentAttemptTable, at: Instant): boolean =>
  attempt.status === "begun" && !isOpenPage(attempt, at);
