import { decimalText, moneyText } from "../../kernel/money.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { PaymentAttempt } from "../register/payment.ts";
import { shownLink, type Shown } from "./show.ts";

/** A document for programs, on one line: amounts and quantities are texts; what is not there has no field. */
export const shownJson = ({ document, corrections, rows, attempts, deliveries, audit }: Shown): string => {
  const { amounts, link, cardPaidThisMonth, ...facts } = document;
  return `${JSON.stringify({
    ...facts,
    ...(amounts !== undefined && { currency: amounts.due.currency, amounts: amountsJson(amounts) }),
    ...(cardPaidThisMonth !== undefined && { cardPaidThisMonth: moneyText(cardPaidThisMonth) }),
    ...(link !== undefined && { link: { url: shownLink(link), mode: link.mode } }),
    correctedBy: corrections.map(({ id, number, kind, state }) => ({ id, number, kind, state })),
    rows: rows.map(rowJson),
    payments: attempts.map(attemptJson),
    deliveries,
    history: audit,
  })}\n`;
};

const amountsJson = ({ net, tax, total, due }: NonNullable<RegisteredDocument["amounts"]>) => ({
  net: moneyText(net),
  tax: moneyText(tax),
  total: moneyText(total),
  due: moneyText(due),
});

const rowJson = ({ list, id, name, quantity, amount, left }: Shown["rows"][number]) => ({
  list,
  id,
  name,
  quantity: quantity && decimalText(quantity),
  amount: moneyText(amount),
  left: { quantity: left.quantity && decimalText(left.quantity), amount: moneyText(left.amount) },
});

/** The page of a try is its payer's. */
const attemptJson = ({ id, status, amount, method, begunAt, settledAt, paidOn }: PaymentAttempt) => ({
  id,
  status,
  amount: moneyText(amount),
  method,
  begunAt,
  settledAt,
  paidOn,
});
