import type { Invoice, Line } from "../../compute/invoice.ts";
import type { RatedDocument } from "../../intake/rated-document.ts";
import type { SourceRef } from "../../kernel/ids.ts";
import { sum, zeroMoney, type Currency, type Decimal, type Money } from "../../kernel/money.ts";

export type RowList = "lines" | "fees" | "discounts";

/** What of a document can be credited by itself: a line with its own discount, a fee, a discount of the document. */
export type Row = {
  readonly list: RowList;
  readonly id: string;
  /** As printed: the product, the fee's name, the discount's reason. */
  readonly name: string;
  /** A discount of the document has none. */
  readonly quantity?: Decimal;
  /** Of a line, less its own discount. */
  readonly amount: Money;
  readonly taxes: readonly string[];
};

/** A line that comes to nothing may not be printed (rule A18); here it stands with an amount of zero. */
export const rowsOf = (invoice: Invoice): readonly Row[] => {
  const { lines, fees, discounts } = invoice.document;
  const amounts = amountsOf(invoice);
  const amountAt = (source: SourceRef): Money => amounts.get(source) ?? zeroMoney(invoice.currency);
  return [
    ...lines.map(({ id, product: name, quantity, taxes, source }): Row => ({
      list: "lines",
      id,
      name,
      quantity,
      amount: amountAt(source),
      taxes,
    })),
    ...fees.map(({ id, name, quantity, taxes, source }): Row => ({
      list: "fees",
      id,
      name,
      quantity,
      amount: amountAt(source),
      taxes,
    })),
    ...discounts.map(({ id, reason: name, taxes, source }): Row => ({
      list: "discounts",
      id,
      name,
      amount: amountAt(source),
      taxes,
    })),
  ];
};

/** The rows of another document that correct the one of that number: of an invoice its credit lines, of a credit note all. */
export const rowsCorrecting = (number: string, invoice: Invoice): readonly Row[] => {
  const { document } = invoice;
  const naming = new Set(document.lines.filter(({ corrects }) => corrects?.number === number).map(({ id }) => id));
  const isWhole = document.kind === "credit-note" && naming.size === document.lines.length;
  return rowsOf(invoice).filter(({ list, id }) => (list === "lines" ? naming.has(id) : isWhole));
};

/** Each sum that a credit may not take beyond nothing: the net total, and the base of each tax by its id. */
export const sumsOf = (rows: readonly Row[], currency: Currency): ReadonlyMap<string, Money> => {
  const total = (some: readonly Row[]): Money =>
    sum(
      some.map(({ amount }) => amount),
      currency,
    );
  const taxes = [...new Set(rows.flatMap((row) => row.taxes))];
  return new Map([
    [NET, total(rows)],
    ...taxes.map((tax) => [tax, total(rows.filter((row) => row.taxes.includes(tax)))] as const),
  ]);
};

/** No tax has an empty id. */
export const NET = "";

/** Amounts by the place of the item, which no two items share; a line's discount stands right below its line (rule F8). */
const amountsOf = (invoice: Invoice): ReadonlyMap<SourceRef, Money> => {
  const amounts = new Map<SourceRef, Money>();
  let charged: RatedDocument["lines"][number] | undefined;
  for (const line of printedLines(invoice)) {
    const place = line.kind === "discount" && charged?.discount !== undefined ? charged.source : line.source;
    amounts.set(place, sum([amounts.get(place) ?? zeroMoney(invoice.currency), line.amount], invoice.currency));
    charged = line.kind === "charge" ? line.rated : undefined;
  }
  return amounts;
};

const printedLines = ({ sections }: Invoice): readonly Line[] =>
  sections.flatMap(({ lines, parts }) => [...lines, ...parts.flatMap((part) => part.lines)]);
