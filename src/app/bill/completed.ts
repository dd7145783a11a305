import type { RatedDocument } from "../../intake/rated-document.ts";
import { compareMoney, moneyDecimal, moneyOf, type Money } from "../../kernel/money.ts";
import type { InputDocument } from "../../pipeline.ts";
import type { RegisteredDocument } from "../register/document.ts";

/** What the register adds to a document's data before it is drawn. */
export type Completion = {
  readonly number: string;
  readonly link?: string;
  /** As the register has it for the month of issue (rule B5). */
  readonly cardPaidThisMonth?: Money;
};

/** The document as if its number, link and card total had come with the data. */
export const completed = (document: RatedDocument, { number, link, cardPaidThisMonth }: Completion): RatedDocument => ({
  ...document,
  number,
  payment: {
    ...document.payment,
    ...(link !== undefined && { link }),
    ...(cardPaidThisMonth !== undefined && { cardPaidThisMonth: moneyDecimal(cardPaidThisMonth) }),
  },
});

/** With what its register entry holds: the same facts give the same document, today as then (rule A20). */
export const asRegistered = (document: InputDocument, registered: RegisteredDocument): InputDocument => {
  const { number, link, cardPaidThisMonth } = registered;
  if (document.kind === "usage-statement" || number === undefined) return document;
  return completed(document, {
    number,
    ...(link !== undefined && { link: link.url }),
    ...(cardPaidThisMonth !== undefined && { cardPaidThisMonth }),
  });
};

/**
 * What the customer has paid by card in the month of issue: by the register, or by the data, which may know of payments
 * elsewhere. The higher one counts, so that a card is never offered beyond its limit (rule B5); undefined where the
 * data's amount is none of the currency, which the checks refuse.
 */
export const cardPaidOf = (
  registered: Money,
  given: RatedDocument["payment"]["cardPaidThisMonth"],
): Money | undefined => {
  const other = given === undefined ? registered : moneyOf(given, registered.currency);
  return other !== undefined && compareMoney(other, registered) < 0 ? registered : other;
};
