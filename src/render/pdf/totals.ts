import type { Content, TableCell } from "pdfmake/interfaces.js";
import type { TotalRow, TotalsBlock } from "../../present/document-view.ts";
import type { Tail } from "./lines.ts";
import { BARE, below, cell, row, rule, stack } from "./nodes.ts";
import type { Role } from "./theme.ts";
import type { Gauge, Piece, Typeset } from "./typeset.ts";

/** What the fees leave out at the left edge; the figures from the second inner line, ending where the amounts end. */
export const totals = (block: TotalsBlock, typeset: Typeset): Tail => {
  const { grid, space, rule: rules, colours } = typeset.theme;
  const left = grid.line2 - grid.gutter * 2;
  const right = grid.width - grid.line2;
  const notes = block.notes.map((text) =>
    typeset.paragraph([{ text, role: "note" }], { width: left, beside: "body", above: space.sum, below: 4 }),
  );
  const figures = block.rows.length === 0 ? [] : [figureTable(block.rows, right, typeset)];
  return {
    content: below(
      stack(
        { ...rule(grid.width, rules.head, colours.ink), margin: [0, space.totals, 0, space.row] },
        row([
          { width: left, content: stack(...notes) },
          { width: grid.line2 - left, content: "" },
          { width: right, content: stack(...figures) },
        ]),
      ),
      space.closing,
    ),
    height: heightOfTotals(block, typeset),
  };
};

/** Points that the totals take, estimated. */
export const heightOfTotals = ({ notes, rows }: TotalsBlock, typeset: Gauge): number => {
  const { grid } = typeset.theme;
  const left = grid.line2 - grid.gutter * 2;
  const noteHeight = notes.reduce((sum, text) => sum + 4 + typeset.heightOf({ text, role: "note" }, left), 0);
  return 40 + Math.max(noteHeight, heightOfRows(rows, typeset));
};

export const LABELS = { sum: "body", total: "totalLabel", note: "note" } as const satisfies Record<
  TotalRow["role"],
  Role
>;
const VALUES = { sum: "body", total: "totalFigure", note: "note" } as const satisfies Record<TotalRow["role"], Role>;

/** With labels as narrow as the largest figure may make them. */
const heightOfRows = (rows: readonly TotalRow[], { theme, heightOf }: Gauge): number =>
  rows.reduce((sum, { role, label, detail }) => {
    const width = theme.grid.line3 - theme.grid.line2 - theme.grid.gutter;
    const small = detail ? heightOf({ text: detail, role: "note" }, width) : 0;
    return sum + heightOf({ text: label, role: LABELS[role] }, width) + small + 3 * theme.space.row;
  }, 0);

/**
 * Label, tax mark, figure. A total's figure is larger and has its code before it, so that all figures end on one edge:
 * it takes the mark's column and reaches over the label's, which keeps that much free.
 */
const figureTable = (rows: readonly TotalRow[], width: number, typeset: Typeset): Content => {
  const { theme } = typeset;
  const { label, mark, value, freeOf } = totalColumns(rows, width, typeset);
  const isTotal = (index: number): boolean => rows[index]?.role === "total";
  const cellsOf = (one: TotalRow): TableCell[] => {
    const pieces = valuePieces(one);
    const setting = { align: "right", wrap: "never", beside: LABELS[one.role] } as const;
    const free = freeOf(one);
    const markPieces: readonly Piece[] = one.mark ? [{ text: one.mark, role: "label" }] : [];
    return [
      cell(labelOf(one, label - free, typeset), free),
      ...(one.code
        ? [{ ...typeset.paragraph(pieces, { ...setting, width: mark + value }), colSpan: 2 }, ""]
        : [
            cell(typeset.paragraph(markPieces, { ...setting, width: mark }), mark > 0 ? theme.space.columnGap : 0),
            typeset.paragraph(pieces, { ...setting, width: value }),
          ]),
    ];
  };
  return {
    table: { widths: [label, mark, value], body: rows.map(cellsOf) },
    layout: {
      ...BARE,
      paddingTop: (index) => (isTotal(index) ? theme.space.row + 1 : theme.space.sum),
      paddingBottom: (index) => (isTotal(index) ? theme.space.row : theme.space.sum),
      hLineWidth: (index) => (isTotal(index) ? theme.rule.strong : 0),
      hLineColor: () => theme.colours.ink,
    },
  };
};

/** Points of the columns, and what a row's label leaves free at its right end. */
type TotalColumns = {
  readonly label: number;
  readonly mark: number;
  readonly value: number;
  readonly freeOf: (row: TotalRow) => number;
};

export const totalColumns = (rows: readonly TotalRow[], width: number, gauge: Gauge): TotalColumns => {
  const { columns, space } = gauge.theme;
  const widthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, piece) => sum + gauge.widthOf(piece), 0);
  const widest = (lines: readonly (readonly Piece[])[]): number => Math.ceil(Math.max(0, ...lines.map(widthOf)));
  const plainRows = rows.filter(({ code }) => code === undefined);
  const marks = rows.flatMap(({ mark }): readonly Piece[] => (mark ? [{ text: mark, role: "label" }] : []));
  const value = Math.min(Math.max(columns.amount, widest(plainRows.map(valuePieces))), width / 2);
  const mark = marks.length === 0 ? 0 : widest(marks.map((piece) => [piece])) + space.columnGap;
  const freeOf = (row: TotalRow): number =>
    Math.max(value, Math.ceil(widthOf(valuePieces(row))) - (row.mark ? 0 : mark)) - value + space.columnGap;
  return { label: width - value - mark, mark, value, freeOf };
};

/** The code small and grey before the figure. */
export const valuePieces = ({ role, value, code }: TotalRow): readonly Piece[] => [
  ...(code ? [{ text: code, role: "code" } as const, { text: "\u00a0\u00a0", role: "code" } as const] : []),
  { text: value, role: VALUES[role] },
];

const labelOf = (row: TotalRow, width: number, typeset: Typeset): Content => {
  const [first = [], ...others] = labelLines(row, width, typeset);
  if (others.length === 0) return typeset.paragraph(first, { width });
  return stack(...[first, ...others].map((pieces) => typeset.paragraph(pieces, { width })));
};

/** The detail follows its label where the line has room, else it stands below. */
export const labelLines = (
  { role, label, detail }: TotalRow,
  width: number,
  { widthOf }: Gauge,
): readonly (readonly Piece[])[] => {
  const main: Piece = { text: label, role: LABELS[role] };
  if (detail === undefined) return [[main]];
  const small: Piece = { text: detail, role: "note" };
  const gap: Piece = { text: "\u2002", role: "note" };
  const oneLine = widthOf(main) + widthOf(gap) + widthOf(small) <= width;
  return oneLine ? [[main, gap, small]] : [[main], [small]];
};
