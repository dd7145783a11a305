import type { Content } from "pdfmake/interfaces.js";
import type { Fact, SummaryBlock } from "../../present/document-view.ts";
import { below, row, rule, stack } from "./nodes.ts";
import type { Gauge, Piece, Typeset } from "./typeset.ts";

/** The dates, three to a row on the inner lines, under a strong rule; the large amount ends at the right edge. */
export const summary = (block: SummaryBlock, typeset: Typeset): Content => {
  const { grid, rule: rules, space, colours } = typeset.theme;
  const factWidth = block.facts.length > 2 ? grid.line3 : grid.line2;
  const figureWidth = grid.width - factWidth;
  return below(
    stack(
      below(rule(grid.width, rules.strong, colours.ink), 9),
      row([
        { width: factWidth, content: stack(...rowsOfThree(block.facts).map((facts) => factRow(facts, typeset))) },
        { width: figureWidth, content: block.amount ? amount(block.amount, figureWidth, typeset) : stack() },
      ]),
    ),
    space.summary,
  );
};

const rowsOfThree = (facts: readonly Fact[]): readonly (readonly Fact[])[] =>
  facts.length === 0 ? [] : [facts.slice(0, 3), ...rowsOfThree(facts.slice(3))];

const factRow = (facts: readonly Fact[], { theme, paragraph }: Typeset): Content => {
  const width = theme.grid.line1 - theme.grid.gutter;
  const cells = facts.map(({ label, value }) => ({
    width: theme.grid.line1,
    content: {
      stack: [
        paragraph([{ text: label, role: "label" }], { width, below: 2 }),
        ...value.map((text) => paragraph([{ text, role: "value" }], { width })),
      ],
      margin: [0, 0, theme.grid.gutter, 6] as [number, number, number, number],
    },
  }));
  return row(cells);
};

type Amount = NonNullable<SummaryBlock["amount"]>;

const amount = (block: Amount, width: number, typeset: Typeset): Content =>
  stack(
    typeset.paragraph([{ text: block.label, role: "label" }], { width, align: "right", below: 1 }),
    typeset.paragraph(largeAmount(block, width, typeset), { width, align: "right", wrap: "never" }),
  );

/** Code and figure; the figure is smaller where it has no room. */
export const largeAmount = ({ code, value }: Amount, width: number, { widthOf }: Gauge): readonly Piece[] => {
  const figure: Piece = { text: value, role: "figure" };
  const pieces: readonly Piece[] = [{ text: code, role: "code" }, { text: "\u00a0\u00a0", role: "code" }, figure];
  const fits = pieces.reduce((sum, piece) => sum + widthOf(piece), 0) <= width;
  return fits ? pieces : pieces.map((piece) => (piece === figure ? { ...piece, role: "totalFigure" } : piece));
};
