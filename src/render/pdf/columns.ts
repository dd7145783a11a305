import type { LinesBlock, PartView, RowView } from "../../present/document-view.ts";
import type { Gauge, Piece } from "./typeset.ts";

/** Widths of the charges' columns in points, each without the gap after it; `mark` is 0 where no row has one. */
export type Columns = {
  readonly description: number;
  readonly period: number;
  readonly quantity: number;
  readonly rate: number;
  readonly mark: number;
  readonly amount: number;
};

/**
 * The period begins on the second inner line. Figures get what the widest needs, at least their usual width, so that
 * documents look alike; the period gets what they leave. Where that is too little for one line the description gives
 * way, down to its least width; then the period wraps.
 */
export const columnsOf = (block: LinesBlock, typeset: Gauge): Columns => {
  const { grid, columns, space } = typeset.theme;
  const rows = block.sections.flatMap(rowsOf);
  const widest = (pieces: readonly (readonly Piece[])[]): number =>
    Math.max(0, ...pieces.map((line) => Math.ceil(line.reduce((sum, piece) => sum + typeset.widthOf(piece), 0))));
  const head = (text: LinesBlock["columns"]["amount"]): readonly Piece[] => [{ text, role: "label" }];

  const amounts = rows.map(({ amount }): readonly Piece[] => [{ text: amount, role: "body" }]);
  const subtotals = subtotalsOf(block).map(({ value }): readonly Piece[] => [{ text: value, role: "subtotal" }]);
  const amount = Math.max(columns.amount, widest([head(block.columns.amount), ...amounts, ...subtotals]));
  const rates = rows.map(({ rate }): readonly Piece[] => (rate ? [{ text: rate, role: "body" }] : []));
  const rate = Math.max(columns.rate, widest([head(block.columns.rate), ...rates]));
  const marks = rows.map(({ mark }): readonly Piece[] => (mark ? [{ text: mark, role: "label" }] : []));
  const mark = block.columns.mark ? Math.max(columns.mark, widest([head(block.columns.mark), ...marks])) : 0;
  const quantities = rows.map((row) => quantityPieces(row));
  const quantity = Math.min(
    columns.quantityMost,
    Math.max(columns.quantity, widest([head(block.columns.quantity), ...quantities])),
  );

  const gaps = space.columnGap * (block.columns.mark ? 4 : 3);
  const free = grid.width - grid.line2 - gaps - amount - rate - mark - quantity;
  const periods = rows.map(({ period: text }): readonly Piece[] => (text ? [{ text, role: "period" }] : []));
  const wanted = Math.max(columns.periodLeast, free, widest([head(block.columns.period), ...periods]) + 1);
  const given = grid.line2 - space.columnGap;
  const period = Math.min(wanted, Math.max(columns.periodLeast, free + given - columns.descriptionLeast));
  return { description: given - (period - free), period, quantity, rate, mark, amount };
};

/** The figure, and its unit small and grey behind it. */
export const quantityPieces = ({ quantity }: Pick<RowView, "quantity">): readonly Piece[] =>
  quantity === undefined
    ? []
    : [
        { text: quantity.value, role: "body" },
        { text: " ", role: "unit" },
        { text: quantity.unit, role: "unit" },
      ];

const rowsOf = (section: LinesBlock["sections"][number]): readonly RowView[] =>
  [section, ...section.parts].flatMap((part: PartView) => part.rows);

const subtotalsOf = (block: LinesBlock): readonly PartView["subtotal"][] =>
  block.sections.flatMap((section) => [section.subtotal, ...section.parts.map((part) => part.subtotal)]);
