import type { Content } from "pdfmake/interfaces.js";
import type { DetailsBlock, Fact } from "../../present/document-view.ts";
import { below, cell, ledger, row, stack } from "./nodes.ts";
import type { Typeset } from "./typeset.ts";

/** Bill to above ship to at the left edge; Billing Details from the second inner line to the right edge. */
export const details = (block: DetailsBlock, typeset: Typeset): Content => {
  const { grid, space } = typeset.theme;
  const width = grid.line2 - grid.gutter;
  const right = grid.width - grid.line2;
  return below(
    row([
      {
        width: grid.line2,
        content: stack(
          ...block.parties.map((party, index) =>
            below(partyOf(party, width, typeset), index < block.parties.length - 1 ? space.sum * 4 : 0),
          ),
        ),
      },
      {
        width: right,
        content: stack(
          typeset.paragraph([{ text: block.heading, role: "heading" }], { width: right, below: 4 }),
          ...(block.facts.length > 0 ? [factLedger(block.facts, typeset)] : []),
        ),
      },
    ]),
    space.details,
  );
};

/** Labels on the second inner line, values on the third; each value may take several lines. */
export const factLedger = (facts: readonly Fact[], { theme, paragraph }: Typeset): Content => {
  const { grid, space } = theme;
  const label = grid.line3 - grid.line2;
  const value = grid.width - grid.line3;
  const rows = facts.map((fact) => [
    cell(paragraph([{ text: fact.label, role: "label" }], { width: label - grid.gutter, beside: "body" }), grid.gutter),
    stack(...fact.value.map((text) => paragraph([{ text, role: "body" }], { width: value }))),
  ]);
  return ledger(rows, { widths: [label, value], theme, padding: space.fact });
};

const partyOf = (party: DetailsBlock["parties"][number], width: number, { theme, paragraph }: Typeset): Content =>
  cell(
    stack(
      paragraph([{ text: party.heading, role: "heading" }], { width, below: 4 + theme.space.fact + theme.rule.hair }),
      ...(party.above ?? []).map((text) => paragraph([{ text, role: "body" }], { width })),
      paragraph([{ text: party.name, role: "name" }], { width }),
      ...party.lines.map((text) => paragraph([{ text, role: "body" }], { width })),
    ),
    theme.grid.gutter,
  );
