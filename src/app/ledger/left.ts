import type { Invoice } from "../../compute/invoice.ts";
import { addDecimals, isZero, isZeroDecimal, sum, type Decimal, type Money } from "../../kernel/money.ts";
import { rowsCorrecting, rowsOf, sumsOf, type Row } from "./rows.ts";

/** A row of an invoice, with what of it no credit has taken back yet. */
export type LeftRow = Row & {
  readonly left: { readonly quantity?: Decimal; readonly amount: Money };
  /** Whether some of it was credited before. */
  readonly isTouched: boolean;
};

/** What is left of an invoice once its credits are taken off, row by row and of the sums that no credit may overdraw. */
export type Left = {
  readonly rows: readonly LeftRow[];
  readonly sums: ReadonlyMap<string, Money>;
  readonly isTouched: boolean;
};

/**
 * What is left of the invoice with that number (rule A19). Rows go by their ids: a credit that came as a document of its
 * own, with other ids, counts in the sums.
 */
export const leftOf = (invoice: Invoice, number: string, credits: readonly Invoice[]): Left => {
  const rows = rowsOf(invoice);
  const credited = credits.flatMap((credit) => rowsCorrecting(number, credit));
  const { currency } = invoice;
  return {
    rows: rows.map((row) => withLeft(row, credited)),
    sums: sumsOf([...rows, ...credited], currency),
    isTouched: credited.length > 0,
  };
};

/** A row of nothing is never the last that is left. */
export const hasLeft = ({ left, isTouched }: LeftRow): boolean =>
  (left.quantity === undefined || !isZeroDecimal(left.quantity)) && (!isTouched || !isZero(left.amount));

/** Of a row that a credit is to take back, the discount that keeps its parts within the whole. */
export const roundingId = ({ list, id }: Pick<Row, "list" | "id">): string => `rounding/${list}/${id}`;

const withLeft = (row: Row, credited: readonly Row[]): LeftRow => {
  const own = credited.filter(({ list, id }) => list === row.list && id === row.id);
  const rounding = credited.filter(({ list, id }) => list === "discounts" && id === roundingId(row));
  const amounts = [row, ...own, ...rounding].map(({ amount }) => amount);
  const quantity =
    row.quantity &&
    own.reduce((left, { quantity: taken }) => (taken === undefined ? left : addDecimals(left, taken)), row.quantity);
  return {
    ...row,
    left: { ...(quantity !== undefined && { quantity }), amount: sum(amounts, row.amount.currency) },
    isTouched: own.length > 0,
  };
};
