import type { Text } from "../../../../present/document-view.ts";
import { band, row, stack, table, type Box, type Placed } from "../boxes.ts";
import type { Composer } from "../compose.ts";

/** A column of a table: its head, and the points that it takes without the gap after it. */
export type Column = { readonly head: Text; readonly width: number; readonly align: "left" | "right" };

/** Cells side by side, each in its column. */
export const cellsInColumns = (cells: readonly Box[], widths: readonly number[], gap: number): readonly Placed[] => {
  let x = 0;
  return cells.map((box, index) => {
    const placed = { x, box };
    x += (widths[index] ?? 0) + gap;
    return placed;
  });
};

type Groups = {
  readonly caption: Text;
  readonly columns: readonly Column[];
  readonly groups: readonly Box[];
  readonly isHeadKept: boolean;
};

/** A table of groups of rows under its caption and the heads of its columns, which stand on each of its pages. */
export const groupTable = ({ caption, columns, groups, isHeadKept }: Groups, composer: Composer): Box => {
  const { theme, paragraph } = composer;
  const heading = paragraph([{ text: caption, role: "heading" }], {
    width: theme.grid.width,
    below: 5,
    tag: { type: "H2" },
  });
  return table({ caption: stack([heading]), head: headRow(columns, composer), groups, isHeadKept });
};

/** The heads of the columns over a rule. */
export const headRow = (columns: readonly Column[], { theme, inks, paragraph }: Composer): Box => {
  const { grid, space, rule: rules } = theme;
  const heads = columns.map(({ head, width, align }) =>
    paragraph([{ text: head, role: "label" }], { width, align, tag: { type: "TH", scope: "Column" } }),
  );
  const widths = columns.map(({ width }) => width);
  return band(row(cellsInColumns(heads, widths, space.columnGap), { type: "TR" }), {
    top: 0,
    bottom: space.headBottom,
    rule: { weight: rules.head, width: grid.width, colour: inks.ink },
  });
};
