import type {
  Content,
  ContentCanvas,
  ContentStack,
  ContentTable,
  CustomTableLayout,
  TableCell,
} from "pdfmake/interfaces.js";
import type { Theme } from "./theme.ts";

/** A table that shows nothing of itself: cells lie at their widths, edge to edge. */
export const BARE = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
} as const satisfies CustomTableLayout;

/** Contents side by side, each in its own width; what is left of a width is white. */
export type Cell = { readonly width: number; readonly content: Content };

/** Cells from the left edge, without gaps. */
export const row = (cells: readonly Cell[]): Content => ({
  columns: cells.map(({ width, content }) => ({ width, stack: [content] })),
  columnGap: 0,
});

export const stack = (...contents: readonly Content[]): ContentStack => ({ stack: [...contents] });

/** A content with a gutter at its right. */
export const cell = (content: Content, gutter: number): Content => ({ stack: [content], margin: [0, 0, gutter, 0] });

/** White between two blocks. */
export const below = (content: Content, space: number): Content => ({ stack: [content], margin: [0, 0, 0, space] });

/** A line over the whole of its column, `width` points long. */
export const rule = (width: number, weight: number, colour: string): ContentCanvas => ({
  canvas: [{ type: "line", x1: 0, y1: weight / 2, x2: width, y2: weight / 2, lineWidth: weight, lineColor: colour }],
});

/**
 * Points of the smaller page's body, or of a share of it. What may be higher than half of it is allowed to break:
 * pdfmake cuts off, without a word, what it keeps whole and cannot place.
 */
export const mostKept = ({ paper, margin }: Theme, share = 0.5): number =>
  (Math.min(paper.A4.height, paper.Letter.height) - margin.top - margin.bottom) * share;

/** Kept on one page, unless it may not fit on one. */
export const kept = (content: Content, height: number, theme: Theme): Content =>
  height <= mostKept(theme) ? { stack: [content], unbreakable: true } : content;

/** Rows of label and value with a hairline above each and below the last. */
export const ledger = (
  rows: readonly (readonly TableCell[])[],
  options: { readonly widths: readonly number[]; readonly theme: Theme; readonly padding: number },
): ContentTable => ({
  table: { widths: [...options.widths], body: rows.map((cells) => [...cells]) },
  layout: {
    ...BARE,
    hLineWidth: () => options.theme.rule.hair,
    hLineColor: () => options.theme.colours.line,
    paddingTop: () => options.padding,
    paddingBottom: () => options.padding,
  },
});
