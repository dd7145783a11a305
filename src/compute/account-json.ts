import { moneyText } from "../kernel/money.ts";
import type { AccountPayment } from "./account-facts.ts";
import type { AccountStatement } from "./account-statement.ts";

/** The statement for machines (`billwright/account-statement@1`): amounts as strings, dates and codes, keys in a fixed order. */
export const accountStatementJson = (statement: AccountStatement): string => {
  const { asOf, from, entity, currency, customer, opening, overdue } = statement;
  return `${JSON.stringify(
    {
      format: "billwright/account-statement@1",
      kind: "account-statement",
      asOf,
      from,
      entity,
      currency,
      customer,
      opening: opening && moneyText(opening),
      invoiced: moneyText(statement.invoiced),
      credited: moneyText(statement.credited),
      received: moneyText(statement.received),
      balance: moneyText(statement.balance),
      outstanding: moneyText(statement.outstanding),
      overdue: overdue && { amount: moneyText(overdue.amount), since: overdue.since },
      aging: Object.fromEntries(statement.aging.map(({ bucket, amount }) => [bucket, moneyText(amount)])),
      items: statement.rows.map((row) => ({
        kind: row.kind,
        number: row.number,
        issueDate: row.issueDate,
        dueDate: row.dueDate,
        total: moneyText(row.total),
        paid: moneyText(row.paid),
        open: moneyText(row.open),
        overdue: row.overdue,
        failed: row.failed,
      })),
      unapplied: statement.unapplied.map(({ number, date, amount }) => ({ number, date, amount: moneyText(amount) })),
      payments: statement.payments.map(paymentJson),
    },
    undefined,
    2,
  )}\n`;
};

const paymentJson = ({ date, number, status, amount, method }: AccountPayment) => ({
  date,
  number,
  status,
  amount: moneyText(amount),
  method,
});
