import type { TotalRow, TotalsBlock } from "../../../../present/document-view.ts";
import { heightOfTotals, labelLines, LABELS, totalColumns, valuePieces } from "../../totals.ts";
import { band, row, rule, stack, white, type Box, type Placed } from "../boxes.ts";
import type { Composer } from "../compose.ts";
import type { Tail } from "./charges.ts";
import { EMPTY_COLUMN } from "./empty-column.ts";

/** What the fees leave out at the left edge; the figures from the second inner line, ending where the amounts end. */
export const totals = (block: TotalsBlock, composer: Composer): Tail => {
  const { grid, space, rule: rules } = composer.theme;
  const left = grid.line2 - grid.gutter * 2;
  const notes = block.notes.map((text) =>
    composer.paragraph([{ text, role: "note" }], {
      width: left,
      beside: "body",
      above: space.sum,
      below: 4,
      tag: { type: "P" },
    }),
  );
  const figures = block.rows.length === 0 ? [] : [figureTable(block.rows, grid.width - grid.line2, composer)];
  const box = stack([
    white(space.totals),
    rule({ width: grid.width, weight: rules.head, colour: composer.inks.ink }),
    white(space.row),
    row([
      { x: 0, box: stack(notes) },
      { x: left, box: EMPTY_COLUMN },
      { x: grid.line2, box: stack(figures) },
    ]),
    white(space.closing),
  ]);
  return { box, height: heightOfTotals(block, composer) };
};

const figureTable = (rows: readonly TotalRow[], width: number, composer: Composer): Box => {
  const { theme, inks } = composer;
  const { space, rule: rules } = theme;
  const strong = { weight: rules.strong, width, colour: inks.ink };
  const isTotal = (index: number): boolean => rows[index]?.role === "total";
  const bands = rows.map((one, index) =>
    band(row(cellsOf(one, { rows, width }, composer), { type: "TR" }), {
      top: isTotal(index) ? space.row + 1 : space.sum,
      bottom: isTotal(index) ? space.row : space.sum,
      resume: isTotal(index) ? rules.strong : 0,
      ...(isTotal(index + 1) && { rule: strong }),
    }),
  );
  return stack([...(isTotal(0) ? [rule(strong, rules.strong)] : []), stack(bands, { type: "Table" })]);
};

type Figures = { readonly rows: readonly TotalRow[]; readonly width: number };

/** Label, tax mark, figure; a figure with its code takes the mark's column too. */
const cellsOf = (one: TotalRow, { rows, width }: Figures, composer: Composer): readonly Placed[] => {
  const { paragraph, theme } = composer;
  const columns = totalColumns(rows, width, composer);
  const { label, mark, value } = columns;
  const setting = { align: "right", wrap: "never", beside: LABELS[one.role] } as const;
  const free = label - columns.freeOf(one);
  const head = stack(
    labelLines(one, free, composer).map((pieces) => paragraph(pieces, { width: free })),
    { type: "TH", scope: "Row" },
  );
  const hasMarks = mark > 0;
  const first = { x: 0, box: head };
  if (one.code !== undefined) {
    const tag = { type: "TD", columns: hasMarks ? 2 : 1 } as const;
    return [first, { x: label, box: paragraph(valuePieces(one), { ...setting, width: mark + value, tag }) }];
  }
  const tag = { type: "TD" } as const;
  const figure = { x: label + mark, box: paragraph(valuePieces(one), { ...setting, width: value, tag }) };
  if (!hasMarks) return [first, figure];
  const sign = one.mark ? [{ text: one.mark, role: "label" } as const] : [];
  return [first, { x: label, box: paragraph(sign, { ...setting, width: mark - theme.space.columnGap, tag }) }, figure];
};
