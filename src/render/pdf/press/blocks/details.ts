import type { DetailsBlock, Fact } from "../../../../present/document-view.ts";
import { band, row, rule, stack, white, type Box } from "../boxes.ts";
import type { Composer } from "../compose.ts";

/** Bill to above ship to at the left edge; Billing Details from the second inner line to the right edge. */
export const details = (block: DetailsBlock, composer: Composer): Box => {
  const { grid, space } = composer.theme;
  const right = grid.width - grid.line2;
  const parties = block.parties.flatMap((party, index) => [
    ...(index === 0 ? [] : [white(space.sum * 4)]),
    partyOf(party, composer),
  ]);
  const heading = composer.paragraph([{ text: block.heading, role: "heading" }], {
    width: right,
    below: 4,
    tag: { type: "H2" },
  });
  return stack([
    row([
      { x: 0, box: stack(parties) },
      {
        x: grid.line2,
        box: stack([heading, ...(block.facts.length > 0 ? [factLedger(block.facts, composer)] : [])]),
      },
    ]),
    white(space.details),
  ]);
};

/** Labels on the second inner line, values on the third, a hairline above each row and below the last. */
export const factLedger = (facts: readonly Fact[], { theme, inks, paragraph }: Composer): Box => {
  const { grid, space, rule: rules } = theme;
  const label = grid.line3 - grid.line2;
  const value = grid.width - grid.line3;
  const hairline = { weight: rules.hair, width: label + value, colour: inks.line };
  const rows = facts.map((fact) => {
    const head = paragraph([{ text: fact.label, role: "label" }], {
      width: label - grid.gutter,
      beside: "body",
      tag: { type: "TH", scope: "Row" },
    });
    const values = fact.value.map((text) => paragraph([{ text, role: "body" }], { width: value }));
    const cells = [
      { x: 0, box: head },
      { x: label, box: stack(values, { type: "TD" }) },
    ];
    return band(row(cells, { type: "TR" }), {
      top: space.fact,
      bottom: space.fact,
      resume: rules.hair,
      rule: hairline,
    });
  });
  return stack([rule(hairline, rules.hair), stack(rows, { type: "Table" })]);
};

const partyOf = (party: DetailsBlock["parties"][number], { theme, paragraph }: Composer): Box => {
  const { grid, space, rule: rules } = theme;
  const setting = { width: grid.line2 - grid.gutter, tag: { type: "P" } } as const;
  return stack([
    paragraph([{ text: party.heading, role: "heading" }], {
      ...setting,
      below: 4 + space.fact + rules.hair,
      tag: { type: "H2" },
    }),
    ...(party.above ?? []).map((text) => paragraph([{ text, role: "body" }], setting)),
    paragraph([{ text: party.name, role: "name" }], setting),
    ...party.lines.map((text) => paragraph([{ text, role: "body" }], setting)),
  ]);
};
