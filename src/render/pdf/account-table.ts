import type { Content, TableCell } from "pdfmake/interfaces.js";
import type { SubtotalView, Text } from "../../present/document-view.ts";
import { BARE, kept, mostKept, stack } from "./nodes.ts";
import type { Role } from "./theme.ts";
import type { Gauge, Typeset } from "./typeset.ts";

export type AccountColumn = { readonly head: Text; readonly width: number; readonly align: "left" | "right" };

/** Cells in the order of the columns, and the points that they take, estimated. */
export type AccountLine = { readonly cells: readonly TableCell[]; readonly height: number };

/** Sizes of figures, the usual one first: a smaller one is taken where the largest amounts leave no room for words. */
export const FIGURES = ["body", "note", "caption"] as const satisfies readonly Role[];

/** Points of the widest of some texts, rounded up. */
export const widest = (texts: readonly (Text | undefined)[], role: Role, { widthOf }: Pick<Gauge, "widthOf">): number =>
  texts.reduce((most, text) => Math.max(most, text === undefined ? 0 : Math.ceil(widthOf({ text, role }))), 0);

type AccountTable = {
  readonly caption: Text;
  readonly columns: readonly AccountColumn[];
  readonly lines: readonly AccountLine[];
  readonly total: SubtotalView;
  /** Of the figures; the total is as large. */
  readonly figure: Role;
};

/**
 * A table whose head stands on each of its pages. A line stays on one page, the head with the first line and the total
 * with the last one.
 */
export const accountTable = ({ caption, columns, lines, total, figure }: AccountTable, typeset: Typeset): Content => {
  const { theme } = typeset;
  const last = lines.at(-1);
  const groups = lines.map((line) => {
    const content = lineTable(line, columns, typeset);
    const isLast = line === last;
    const height = line.height + 2 * theme.space.row + (isLast ? TOTAL_HEIGHT : 0);
    const whole = isLast ? stack(content, totalTable(total, { columns, figure }, typeset)) : content;
    return { content: kept(whole, height, theme), height };
  });
  const isKept = (groups[0]?.height ?? 0) <= mostKept(theme);
  return {
    table: {
      headerRows: 1,
      ...(isKept && { keepWithHeaderRows: 1 }),
      widths: [theme.grid.width],
      body: [[headTable({ caption, columns }, typeset)], ...groups.map(({ content }) => [content])],
    },
    layout: BARE,
    margin: [0, 0, 0, theme.space.closing],
  };
};

/** Points of the total with the white around it. */
export const TOTAL_HEIGHT = 24;

/** White after each column but the last. */
const gapsOf =
  (columns: readonly AccountColumn[], { theme }: Typeset) =>
  (index: number): number =>
    index === columns.length - 1 ? 0 : theme.space.columnGap;

const widthsOf = (columns: readonly AccountColumn[]): number[] => columns.map(({ width }) => width);

const headTable = ({ caption, columns }: Pick<AccountTable, "caption" | "columns">, typeset: Typeset): Content => {
  const { theme, paragraph } = typeset;
  return stack(paragraph([{ text: caption, role: "heading" }], { width: theme.grid.width, below: 5 }), {
    table: {
      widths: widthsOf(columns),
      body: [columns.map(({ head, width, align }) => paragraph([{ text: head, role: "label" }], { width, align }))],
    },
    layout: {
      ...BARE,
      paddingRight: gapsOf(columns, typeset),
      paddingBottom: () => theme.space.headBottom,
      hLineWidth: (index) => (index === 1 ? theme.rule.head : 0),
      hLineColor: () => theme.colours.ink,
    },
  });
};

const lineTable = ({ cells }: AccountLine, columns: readonly AccountColumn[], typeset: Typeset): Content => {
  const { theme } = typeset;
  return {
    table: { widths: widthsOf(columns), body: [[...cells]] },
    layout: {
      ...BARE,
      paddingRight: gapsOf(columns, typeset),
      paddingTop: () => theme.space.row,
      paddingBottom: () => theme.space.row,
      hLineWidth: (index) => (index === 1 ? theme.rule.hair : 0),
      hLineColor: () => theme.colours.line,
    },
  };
};

/** The label ends where the column before the last one ends. */
const totalTable = (
  { label, value }: SubtotalView,
  { columns, figure }: { readonly columns: readonly AccountColumn[]; readonly figure: Role },
  { theme, paragraph, widthOf }: Typeset,
): Content => {
  const role = figure === "body" ? "subtotal" : figure;
  const wanted = Math.ceil(widthOf({ text: value, role }));
  const right = Math.max(columns.at(-1)?.width ?? 0, wanted);
  const left = theme.grid.width - right - theme.space.columnGap;
  return {
    table: {
      widths: [left, right],
      body: [
        [
          paragraph([{ text: label, role: "label" }], { width: left, align: "right", beside: role }),
          paragraph([{ text: value, role }], { width: right, align: "right", wrap: "never" }),
        ],
      ],
    },
    layout: {
      ...BARE,
      paddingRight: (index) => (index === 0 ? theme.space.columnGap : 0),
      paddingTop: () => theme.space.row,
    },
  };
};
