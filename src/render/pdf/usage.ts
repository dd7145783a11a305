import type { Content, CustomTableLayout, TableCell } from "pdfmake/interfaces.js";
import type { Text, UsageBlock, UsagePartView, UsageRowView } from "../../present/document-view.ts";
import { BARE, kept, mostKept, stack } from "./nodes.ts";
import { describedCells, ROW_PADDING } from "./rows.ts";
import type { Theme } from "./theme.ts";
import type { Gauge, Typeset } from "./typeset.ts";

export type UsageRow =
  { readonly kind: "section" | "part"; readonly title: Text } | { readonly kind: "row"; readonly row: UsageRowView };

/** The usage of a statement: description, period and quantity on the inner lines; heads stay with their first row. */
export const usage = (block: UsageBlock, typeset: Typeset): Content => {
  const { theme } = typeset;
  const groups = usageGroups(block);
  const [first = 0] = groups.map((group) => heightOfUsage(group, typeset));
  return {
    table: {
      headerRows: 1,
      ...(first <= mostKept(theme) && { keepWithHeaderRows: 1 }),
      widths: [theme.grid.width],
      body: [
        [head(block, typeset)],
        ...groups.map((group) => [kept(rowTable(group, typeset), heightOfUsage(group, typeset), theme)]),
      ],
    },
    layout: BARE,
    margin: [0, 0, 0, theme.space.closing],
  };
};

/** Rows in the groups that stay together: a head with its first row. */
export const usageGroups = ({ sections }: UsageBlock): readonly (readonly UsageRow[])[] =>
  sections.flatMap((section) =>
    withHead([...rowsOf(section), ...section.parts.flatMap(partGroups)], { kind: "section", title: section.title }),
  );

const rowsOf = ({ rows }: UsagePartView): readonly (readonly UsageRow[])[] => rows.map((row) => [{ kind: "row", row }]);

const partGroups = (part: UsagePartView): readonly (readonly UsageRow[])[] =>
  withHead(rowsOf(part), { kind: "part", title: part.title });

const withHead = ([first = [], ...rest]: readonly (readonly UsageRow[])[], title: UsageRow) => [
  [title, ...first],
  ...rest,
];

/** Period on the second inner line, quantity from the third to the right edge. */
export const usageWidths = ({ grid, space }: Theme) => ({
  description: grid.line2 - space.columnGap,
  period: grid.line3 - grid.line2 - space.columnGap,
  quantity: grid.width - grid.line3,
});

const gaps = ({ space }: Theme): CustomTableLayout => ({
  ...BARE,
  paddingRight: (index) => (index === 2 ? 0 : space.columnGap),
});

const head = ({ caption, columns }: UsageBlock, { theme, paragraph }: Typeset): Content => {
  const { description, period, quantity } = usageWidths(theme);
  const cell = (text: Text, width: number, align: "left" | "right"): TableCell =>
    paragraph([{ text, role: "label" }], { width, align });
  return stack(paragraph([{ text: caption, role: "heading" }], { width: theme.grid.width, below: 5 }), {
    table: {
      widths: [description, period, quantity],
      body: [
        [
          cell(columns.description, description, "left"),
          cell(columns.period, period, "left"),
          cell(columns.quantity, quantity, "right"),
        ],
      ],
    },
    layout: {
      ...gaps(theme),
      paddingBottom: () => theme.space.headBottom,
      hLineWidth: (index) => (index === 1 ? theme.rule.head : 0),
      hLineColor: () => theme.colours.ink,
    },
  });
};

const rowTable = (rows: readonly UsageRow[], typeset: Typeset): Content => {
  const { theme, paragraph } = typeset;
  const widths = usageWidths(theme);
  const paddings = rows.map(({ kind }) => ROW_PADDING[kind](typeset));
  return {
    table: {
      widths: [widths.description, widths.period, widths.quantity],
      body: rows.map((row) =>
        row.kind === "row"
          ? describedCells(row.row, widths, typeset)
          : [{ ...paragraph([{ text: row.title, role: row.kind }], { width: theme.grid.width }), colSpan: 3 }, "", ""],
      ),
    },
    layout: {
      ...gaps(theme),
      paddingTop: (index) => paddings[index]?.top ?? 0,
      paddingBottom: (index) => paddings[index]?.bottom ?? 0,
      hLineWidth: (index) => (rows[index - 1]?.kind === "row" ? theme.rule.hair : 0),
      hLineColor: () => theme.colours.line,
    },
  };
};

/** Points that the rows take, estimated. */
export const heightOfUsage = (rows: readonly UsageRow[], typeset: Gauge): number =>
  rows.reduce((sum, row) => {
    const { top, bottom } = ROW_PADDING[row.kind](typeset);
    return sum + top + bottom + contentHeight(row, typeset);
  }, 0);

const contentHeight = (row: UsageRow, typeset: Gauge): number => {
  if (row.kind !== "row") return typeset.heightOf({ text: row.title, role: row.kind }, typeset.theme.grid.width);
  const { description } = usageWidths(typeset.theme);
  const notes = row.row.notes.reduce((sum, text) => sum + typeset.heightOf({ text, role: "note" }, description), 0);
  return typeset.heightOf({ text: row.row.description, role: "body" }, description) + notes;
};
