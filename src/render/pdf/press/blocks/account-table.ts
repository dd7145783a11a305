import type { SubtotalView, Text } from "../../../../present/document-view.ts";
import { TOTAL_HEIGHT } from "../../account-table.ts";
import { mostKept } from "../../nodes.ts";
import type { Role } from "../../theme.ts";
import { band, row, stack, white, type Box } from "../boxes.ts";
import type { Composer } from "../compose.ts";
import { keptIfLow } from "./keeping.ts";
import { cellsInColumns, groupTable, type Column } from "./table-rows.ts";

/** Cells in the order of the columns, and the points that they take, estimated. */
export type AccountLine = { readonly cells: readonly Box[]; readonly height: number };

type AccountTable = {
  readonly caption: Text;
  readonly columns: readonly Column[];
  readonly lines: readonly AccountLine[];
  readonly total: SubtotalView;
  /** Of the figures; the total is as large. */
  readonly figure: Role;
};

/** A line stays on one page, the head with the first line and the total with the last one. */
export const accountTable = ({ caption, columns, lines, total, figure }: AccountTable, composer: Composer): Box => {
  const { theme } = composer;
  const last = lines.at(-1);
  const groups = lines.map((line) => {
    const box = lineBox(line, columns, composer);
    const isLast = line === last;
    const height = line.height + 2 * theme.space.row + (isLast ? TOTAL_HEIGHT : 0);
    return { box: isLast ? stack([box, totalBox(total, { columns, figure }, composer)]) : box, height };
  });
  const table = groupTable(
    {
      caption,
      columns,
      groups: groups.map(({ box, height }) => keptIfLow(box, height, theme)),
      isHeadKept: (groups[0]?.height ?? 0) <= mostKept(theme),
    },
    composer,
  );
  return stack([table, white(theme.space.closing)]);
};

const lineBox = ({ cells }: AccountLine, columns: readonly Column[], { theme, inks }: Composer): Box => {
  const { grid, space, rule: rules } = theme;
  const widths = columns.map(({ width }) => width);
  return band(row(cellsInColumns(cells, widths, space.columnGap), { type: "TR" }), {
    top: space.row,
    bottom: space.row,
    rule: { weight: rules.hair, width: grid.width, colour: inks.line },
  });
};

/** The label ends where the column before the last one ends. */
const totalBox = (
  { label, value }: SubtotalView,
  { columns, figure }: Pick<AccountTable, "columns" | "figure">,
  { theme, paragraph, widthOf }: Composer,
): Box => {
  const { grid, space } = theme;
  const role = figure === "body" ? "subtotal" : figure;
  const right = Math.max(columns.at(-1)?.width ?? 0, Math.ceil(widthOf({ text: value, role })));
  const left = grid.width - right - space.columnGap;
  const head = paragraph([{ text: label, role: "label" }], {
    width: left,
    align: "right",
    beside: role,
    tag: { type: "TH", scope: "Row", columns: columns.length - 1 },
  });
  const sum = paragraph([{ text: value, role }], { width: right, align: "right", wrap: "never", tag: { type: "TD" } });
  const cells = [
    { x: 0, box: head },
    { x: grid.width - right, box: sum },
  ];
  return band(row(cells, { type: "TR" }), { top: space.row, bottom: 0 });
};
