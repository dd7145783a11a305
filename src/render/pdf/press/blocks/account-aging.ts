import type { AccountBlock, SubtotalView } from "../../../../present/document-view.ts";
import { agingColumn, STRIP_HEIGHT } from "../../account-aging.ts";
import { band, row, stack, white, type Box } from "../boxes.ts";
import type { Composer } from "../compose.ts";
import { keptIfLow } from "./keeping.ts";
import { cellsInColumns, headRow } from "./table-rows.ts";

type Aging = NonNullable<AccountBlock["aging"]>;

/** Open amounts by age, side by side, the sum at the right edge. */
export const agingStrip = ({ caption, buckets, total }: Aging, composer: Composer): Box => {
  const { theme, inks, paragraph } = composer;
  const { grid, space, rule: rules } = theme;
  const all = [...buckets, total];
  const { width, role } = agingColumn(all, composer);
  const figure = ({ value }: SubtotalView): Box =>
    paragraph([{ text: value, role: value === total.value && role === "body" ? "subtotal" : role }], {
      width,
      align: "right",
      wrap: "never",
      tag: { type: "TD" },
    });
  const widths = all.map(() => width);
  const heads = headRow(
    all.map(({ label }) => ({ head: label, width, align: "right" })),
    composer,
  );
  const figures = band(row(cellsInColumns(all.map(figure), widths, space.columnGap), { type: "TR" }), {
    top: space.row,
    bottom: space.row,
    rule: { weight: rules.hair, width: grid.width, colour: inks.line },
  });
  const heading = paragraph([{ text: caption, role: "heading" }], { width: grid.width, below: 5, tag: { type: "H2" } });
  const strip = stack([stack([heads], { type: "THead" }), stack([figures], { type: "TBody" })], { type: "Table" });
  return stack([keptIfLow(stack([heading, strip]), STRIP_HEIGHT, theme), white(space.closing)]);
};
