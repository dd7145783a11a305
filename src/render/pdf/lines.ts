import type { Content } from "pdfmake/interfaces.js";
import type { LinesBlock, PartView, SectionView } from "../../present/document-view.ts";
import { columnsOf } from "./columns.ts";
import { BARE, kept, mostKept, stack } from "./nodes.ts";
import { headTable, heightOfRows, rowTable, type ChargeRow } from "./rows.ts";
import type { Theme } from "./theme.ts";
import type { Typeset } from "./typeset.ts";

type Height = { readonly height: number };

/** What follows the table, with the points that it takes at most. */
export type Tail = { readonly content: Content; readonly height: number };

/**
 * The charges as one table whose only column holds groups of rows; a group stays on one page. A head stands with its
 * first charge, a subtotal with its last one, and the totals with the last group, so that no total is alone on a page.
 * A group that may be higher than half a page breaks instead of being cut off.
 */
export const lines = (block: LinesBlock, [totals, ...rest]: readonly Tail[], typeset: Typeset): readonly Content[] => {
  const { theme } = typeset;
  const columns = columnsOf(block, typeset);
  const tables = block.sections.flatMap(groupsOf).map((group) => ({
    content: rowTable(group, columns, typeset),
    height: heightOfRows(group, columns, typeset),
  }));
  const last = tables.at(-1);
  const joined = totals !== undefined && last !== undefined && areTogether(last, totals, theme) ? totals : undefined;
  const groups = tables.map((table) =>
    joined !== undefined && table === last
      ? { ...stack(table.content, joined.content), unbreakable: true }
      : kept(table.content, table.height, theme),
  );
  const isKept = (joined !== undefined && tables.length === 1) || (tables[0]?.height ?? 0) <= mostKept(theme);
  const tails = joined === undefined && totals !== undefined ? [totals, ...rest] : rest;
  return [
    {
      table: {
        headerRows: 1,
        ...(isKept && { keepWithHeaderRows: 1 }),
        widths: [theme.grid.width],
        body: [[headTable(block, columns, typeset)], ...groups.map((group) => [group])],
      },
      layout: BARE,
    },
    ...tails.map(({ content, height }) => kept(content, height, theme)),
  ];
};

/** Have the last group and the totals room on one page? */
export const areTogether = (last: Height, totals: Height, theme: Theme): boolean =>
  last.height + totals.height <= mostKept(theme, WITH_TOTALS);

/** The share of a page that the last group and the totals may take together; the table's head needs the rest. */
const WITH_TOTALS = 0.8;

/** Rows in the groups that stay together. */
export const groupsOf = (section: SectionView): readonly (readonly ChargeRow[])[] => {
  const parts = section.parts.flatMap((part) => partGroups(part));
  const own: readonly (readonly ChargeRow[])[] = section.rows.map((row) => [{ kind: "row", row }]);
  return withSubtotal(withHead([...own, ...parts], { kind: "section", title: section.title }), section);
};

const partGroups = (part: PartView): readonly (readonly ChargeRow[])[] => {
  const rows: readonly (readonly ChargeRow[])[] = part.rows.map((row) => [{ kind: "row", row }]);
  return withSubtotal(withHead(rows, { kind: "part", title: part.title }), part);
};

const withHead = (groups: readonly (readonly ChargeRow[])[], head: ChargeRow): readonly (readonly ChargeRow[])[] => {
  const [first = [], ...rest] = groups;
  return [[head, ...first], ...rest];
};

const withSubtotal = (
  groups: readonly (readonly ChargeRow[])[],
  { subtotal }: PartView,
): readonly (readonly ChargeRow[])[] => [
  ...groups.slice(0, -1),
  [...(groups.at(-1) ?? []), { kind: "subtotal", subtotal }],
];
