import type { LinesBlock } from "../../../../present/document-view.ts";
import { columnsOf, type Columns } from "../../columns.ts";
import { areTogether, groupsOf } from "../../lines.ts";
import { mostKept } from "../../nodes.ts";
import { heightOfRows } from "../../rows.ts";
import { beyond, kept, stack, type Box } from "../boxes.ts";
import type { Composer } from "../compose.ts";
import { rowsBox } from "./charge-rows.ts";
import { keptIfLow } from "./keeping.ts";
import { groupTable, type Column } from "./table-rows.ts";

/** What follows the table, with the points that it takes at most. */
export type Tail = { readonly box: Box; readonly height: number };

/**
 * The charges as groups of rows, each kept on one page; the totals stand with the last group, so that no total is alone
 * on a page (docs/layout.md, "Page breaks").
 */
export const charges = (block: LinesBlock, [totals, ...rest]: readonly Tail[], composer: Composer): readonly Box[] => {
  const { theme } = composer;
  const columns = columnsOf(block, composer);
  const groups = block.sections.flatMap(groupsOf).map((rows) => ({
    box: rowsBox(rows, columns, composer),
    height: heightOfRows(rows, columns, composer),
  }));
  const last = groups.at(-1);
  const joined = totals !== undefined && last !== undefined && areTogether(last, totals, theme) ? totals : undefined;
  const boxes = groups.map((group) =>
    joined !== undefined && group === last
      ? kept(stack([group.box, beyond(joined.box)]))
      : keptIfLow(group.box, group.height, theme),
  );
  const isHeadKept = (joined !== undefined && groups.length === 1) || (groups[0]?.height ?? 0) <= mostKept(theme);
  const tails = joined === undefined && totals !== undefined ? [totals, ...rest] : rest;
  return [
    groupTable({ caption: block.caption, columns: headsOf(block, columns), groups: boxes, isHeadKept }, composer),
    ...tails.map(({ box, height }) => keptIfLow(box, height, theme)),
  ];
};

const headsOf = ({ columns: heads }: LinesBlock, columns: Columns): readonly Column[] => [
  { head: heads.description, width: columns.description, align: "left" },
  { head: heads.period, width: columns.period, align: "left" },
  { head: heads.quantity, width: columns.quantity, align: "right" },
  { head: heads.rate, width: columns.rate, align: "right" },
  ...(heads.mark ? [{ head: heads.mark, width: columns.mark, align: "right" } as const] : []),
  { head: heads.amount, width: columns.amount, align: "right" },
];
