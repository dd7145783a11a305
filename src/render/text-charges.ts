import type { LinesBlock, PartView, RowView, SubtotalView, Text } from "../present/document-view.ts";
import { alignLeft, alignRight, columnsOf } from "./text-columns.ts";
import { figureLines, INDENT, paragraph, plain, rightLines, RULE, WIDTH } from "./text-lines.ts";

/** A charge's figures, in the order of the columns; empty where it has none. */
export type Cells = { readonly period: Text | undefined; readonly figures: readonly string[] };

/** Columns that the table needs: one for the periods, one a figure. */
type Grid = { readonly period: number; readonly figures: readonly number[] };

const GAP = "  ";
const ROW_INDENT = INDENT.repeat(2);
const ROW_WIDTH = WIDTH - ROW_INDENT.length;

/** The table of charges: a description on its own lines, its period and its figures in columns below. */
export const chargesText = (block: LinesBlock): readonly string[] => {
  const head = headCells(block);
  const parts = block.sections.flatMap((section) => [section, ...section.parts]);
  const grid = gridOf([head, ...parts.flatMap(({ rows }) => rows.map(rowCells))]);
  return [
    ...paragraph(block.caption),
    "",
    ...paragraph(block.columns.description, 1),
    ...cellLines(head, grid),
    RULE,
    ...block.sections.flatMap((section) => [
      ...partLines(section, grid),
      ...section.parts.flatMap((part) => [...partLines(part, grid), ...subtotalLines(part.subtotal)]),
      ...subtotalLines(section.subtotal),
      "",
    ]),
  ].slice(0, -1);
};

const partLines = ({ title, rows }: PartView, grid: Grid): readonly string[] => [
  ...paragraph(title),
  ...rows.flatMap((row) => rowLines(row, grid)),
];

const rowLines = (row: RowView, grid: Grid): readonly string[] => {
  const description = paragraph(row.description, 1);
  const cells = cellLines(rowCells(row), grid);
  const last = description.at(-1) ?? "";
  const [figures = ""] = cells;
  // Without a period and notes, the figures stand beside the description where there is room.
  if (row.period === undefined && row.notes.length === 0 && cells.length === 1 && isRoomFor(last, figures)) {
    return [...description.slice(0, -1), last + figures.slice(columnsOf(last))];
  }
  return [...description, ...row.notes.flatMap((note) => paragraph(note, 2)), ...cells];
};

const isRoomFor = (text: string, figures: string): boolean =>
  figures.startsWith(" ".repeat(columnsOf(text) + GAP.length));

const subtotalLines = ({ label, value }: SubtotalView): readonly string[] => figureLines(plain(label), plain(value));

const headCells = ({ columns }: LinesBlock): Cells => ({
  period: columns.period,
  figures: [columns.quantity, columns.rate, columns.mark, columns.amount].map(textOf),
});

const rowCells = ({ period, quantity, rate, mark, amount }: RowView): Cells => ({
  period,
  figures: [quantity && `${plain(quantity.value)} ${plain(quantity.unit)}`, rate, mark, amount].map(textOf),
});

const textOf = (text: Text | string | undefined): string => {
  if (text === undefined) return "";
  return typeof text === "string" ? text : plain(text);
};

export const gridOf = (rows: readonly Cells[]): Grid => ({
  period: widest(rows.map(({ period }) => textOf(period))),
  figures: rows[0]?.figures.map((_, column) => widest(rows.map(({ figures }) => figures[column] ?? ""))) ?? [],
});

const widest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, columnsOf(text)), 0);

/**
 * One line where the whole table's columns fit, so that figures stand under one another; else periods have lines of
 * their own; else every cell has.
 */
export const cellLines = ({ period, figures }: Cells, grid: Grid): readonly string[] => {
  const widths = grid.figures.filter((columns) => columns > 0);
  const taken = widths.reduce((sum, columns) => sum + columns + GAP.length, -GAP.length);
  const periodLines = period === undefined ? [] : paragraph(period, 2);
  if (taken > ROW_WIDTH) return [...periodLines, ...figures.filter((text) => text !== "").flatMap(rightLines)];
  const cells = grid.figures
    .flatMap((columns, column) => (columns === 0 ? [] : [alignRight(figures[column] ?? "", columns)]))
    .join(GAP);
  if (grid.period + GAP.length + taken > ROW_WIDTH) return [...periodLines, alignRight(cells, WIDTH)];
  return [ROW_INDENT + alignLeft(textOf(period), ROW_WIDTH - taken) + cells];
};
