import type { UsageBlock } from "../../../../present/document-view.ts";
import { mostKept } from "../../nodes.ts";
import { ROW_PADDING } from "../../rows.ts";
import { heightOfUsage, usageGroups, usageWidths, type UsageRow } from "../../usage.ts";
import { band, row, stack, white, type Box } from "../boxes.ts";
import type { Composer } from "../compose.ts";
import { describedCells, groupHead } from "./charge-rows.ts";
import { keptIfLow } from "./keeping.ts";
import { cellsInColumns, groupTable } from "./table-rows.ts";

/** The usage of a statement: description, period and quantity on the inner lines; heads stay with their first row. */
export const usage = (block: UsageBlock, composer: Composer): Box => {
  const { theme } = composer;
  const { caption, columns } = block;
  const widths = usageWidths(theme);
  const groups = usageGroups(block).map((rows) => ({
    box: rowsBox(rows, composer),
    height: heightOfUsage(rows, composer),
  }));
  const table = groupTable(
    {
      caption,
      columns: [
        { head: columns.description, width: widths.description, align: "left" },
        { head: columns.period, width: widths.period, align: "left" },
        { head: columns.quantity, width: widths.quantity, align: "right" },
      ],
      groups: groups.map(({ box, height }) => keptIfLow(box, height, theme)),
      isHeadKept: (groups[0]?.height ?? 0) <= mostKept(theme),
    },
    composer,
  );
  return stack([table, white(theme.space.closing)]);
};

const rowsBox = (rows: readonly UsageRow[], composer: Composer): Box => {
  const { theme, inks } = composer;
  const widths = usageWidths(theme);
  const inOrder = [widths.description, widths.period, widths.quantity];
  const hairline = { weight: theme.rule.hair, width: theme.grid.width, colour: inks.line };
  return stack(
    rows.map((one, index) => {
      const cells =
        one.kind === "row"
          ? cellsInColumns(describedCells(one.row, widths, composer), inOrder, theme.space.columnGap)
          : [{ x: 0, box: groupHead(one, inOrder.length, composer) }];
      return band(row(cells, { type: "TR" }), {
        ...ROW_PADDING[one.kind](composer),
        resume: rows[index - 1]?.kind === "row" ? theme.rule.hair : 0,
        ...(one.kind === "row" && { rule: hairline }),
      });
    }),
  );
};
