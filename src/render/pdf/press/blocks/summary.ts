import type { Fact, SummaryBlock } from "../../../../present/document-view.ts";
import { largeAmount } from "../../summary.ts";
import { row, rule, stack, white, type Box } from "../boxes.ts";
import type { Composer } from "../compose.ts";

/** The dates, three to a row on the inner lines, under a strong rule; the large amount ends at the right edge. */
export const summary = (block: SummaryBlock, composer: Composer): Box => {
  const { grid, rule: rules, space } = composer.theme;
  const factWidth = block.facts.length > 2 ? grid.line3 : grid.line2;
  const facts = rowsOfThree(block.facts).map((three) => factRow(three, composer));
  return stack([
    rule({ width: grid.width, weight: rules.strong, colour: composer.inks.ink }),
    white(9),
    row([
      { x: 0, box: stack(facts, facts.length > 0 ? { type: "L" } : undefined) },
      { x: factWidth, box: amount(block.amount, grid.width - factWidth, composer) },
    ]),
    white(space.summary),
  ]);
};

const rowsOfThree = (facts: readonly Fact[]): readonly (readonly Fact[])[] =>
  facts.length === 0 ? [] : [facts.slice(0, 3), ...rowsOfThree(facts.slice(3))];

const factRow = (facts: readonly Fact[], { theme, paragraph }: Composer): Box => {
  const width = theme.grid.line1 - theme.grid.gutter;
  return row(
    facts.map(({ label, value }, index) => ({
      x: theme.grid.line1 * index,
      box: stack(
        [
          paragraph([{ text: label, role: "label" }], { width, below: 2, tag: { type: "Lbl" } }),
          stack(
            value.map((text) => paragraph([{ text, role: "value" }], { width })),
            { type: "LBody" },
          ),
          white(6),
        ],
        { type: "LI" },
      ),
    })),
  );
};

const amount = (block: SummaryBlock["amount"], width: number, { paragraph, ...gauge }: Composer): Box => {
  if (block === undefined) return stack([]);
  const setting = { width, align: "right", tag: { type: "P" } } as const;
  return stack([
    paragraph([{ text: block.label, role: "label" }], { ...setting, below: 1 }),
    paragraph(largeAmount(block, width, gauge), { ...setting, wrap: "never" }),
  ]);
};
