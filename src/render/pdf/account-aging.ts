import type { Content, TableCell } from "pdfmake/interfaces.js";
import type { AccountBlock, SubtotalView } from "../../present/document-view.ts";
import { FIGURES, widest } from "./account-table.ts";
import { BARE, below, kept, stack } from "./nodes.ts";
import type { Role } from "./theme.ts";
import type { Gauge, Typeset } from "./typeset.ts";

type Aging = NonNullable<AccountBlock["aging"]>;

/** Open amounts by age, side by side, the sum at the right edge. */
export const agingStrip = ({ caption, buckets, total }: Aging, typeset: Typeset): Content => {
  const { theme, paragraph } = typeset;
  const all = [...buckets, total];
  const { width, role } = agingColumn(all, typeset);
  const figure = ({ value }: SubtotalView): TableCell =>
    paragraph([{ text: value, role: value === total.value && role === "body" ? "subtotal" : role }], {
      width,
      align: "right",
      wrap: "never",
    });
  const strip: Content = {
    table: {
      widths: all.map(() => width),
      body: [
        all.map(({ label }) => paragraph([{ text: label, role: "label" }], { width, align: "right" })),
        all.map(figure),
      ],
    },
    layout: {
      ...BARE,
      paddingRight: (index) => (index === all.length - 1 ? 0 : theme.space.columnGap),
      paddingTop: (index) => (index === 0 ? 0 : theme.space.row),
      paddingBottom: (index) => (index === 0 ? theme.space.headBottom : theme.space.row),
      hLineWidth: (index) => [0, theme.rule.head, theme.rule.hair][index] ?? 0,
      hLineColor: (index) => (index === 1 ? theme.colours.ink : theme.colours.line),
    },
  };
  const head = paragraph([{ text: caption, role: "heading" }], { width: theme.grid.width, below: 5 });
  return below(kept(stack(head, strip), STRIP_HEIGHT, theme), theme.space.closing);
};

/** Points of one of the equal columns, and the size at which every figure has room in it. */
export const agingColumn = (
  all: readonly SubtotalView[],
  gauge: Gauge,
): { readonly width: number; readonly role: Role } => {
  const { grid, space } = gauge.theme;
  const width = (grid.width - space.columnGap * (all.length - 1)) / all.length;
  const values = all.map(({ value }) => value);
  return { width, role: FIGURES.find((role) => widest(values, role, gauge) <= width) ?? "caption" };
};

/** Points of the strip with labels of three lines. */
export const STRIP_HEIGHT = 90;
