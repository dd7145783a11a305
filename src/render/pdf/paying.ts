import type { Content } from "pdfmake/interfaces.js";
import type { PayingBlock, Text } from "../../present/document-view.ts";
import { factLedger } from "./details.ts";
import type { Tail } from "./lines.ts";
import { BARE, row, stack } from "./nodes.ts";
import { qr } from "./qr.ts";
import type { Gauge, Typeset } from "./typeset.ts";

/**
 * How to pay: the one tinted field. It reaches beyond the grid, so that its contents stand on the grid's lines: the
 * code at the left edge, the words on the first inner line, the bank on the third. Without a code the words stand at
 * the left edge and the bank's facts take the lines of Billing Details.
 */
export const paying = (block: PayingBlock, typeset: Typeset): Tail => {
  const content = block.online ? withCode(block, block.online, typeset) : withoutCode(block, typeset);
  const { grid, space, colours } = typeset.theme;
  return {
    content: {
      table: { widths: [grid.width], body: [[{ stack: [content], fillColor: colours.tint }]] },
      layout: {
        ...BARE,
        paddingLeft: () => space.bleed,
        paddingRight: () => space.bleed,
        paddingTop: () => space.band,
        paddingBottom: () => space.band,
      },
      margin: [-space.bleed, 0, -space.bleed, space.notes],
    },
    height: heightOfPaying(block, typeset),
  };
};

const withCode = (block: PayingBlock, online: NonNullable<PayingBlock["online"]>, typeset: Typeset): Content => {
  const { grid } = typeset.theme;
  const width = grid.line3 - grid.line1 - grid.gutter;
  const words = { width };
  return row([
    { width: typeset.theme.qr.side, content: qr(online.qr, typeset) },
    { width: grid.line1 - typeset.theme.qr.side, content: "" },
    {
      width: width,
      content: stack(
        ...announced(block, width, typeset),
        typeset.paragraph([{ text: online.heading, role: "heading" }], { ...words, below: 2 }),
        typeset.paragraph([{ text: online.link.text, role: "link", href: online.link.href }], { ...words, below: 5 }),
        ...online.paragraphs.map((text) => typeset.paragraph([{ text, role: "small" }], { ...words, below: 4 })),
      ),
    },
    { width: grid.gutter, content: "" },
    { width: grid.width - grid.line3, content: direct(block, grid.width - grid.line3, typeset) },
  ]);
};

const withoutCode = (block: PayingBlock, typeset: Typeset): Content => {
  const { grid } = typeset.theme;
  const width = grid.line2 - grid.gutter;
  return row([
    {
      width: grid.line2,
      content: stack(
        ...announced(block, width, typeset),
        typeset.paragraph([{ text: block.direct.heading, role: "heading" }], {
          width,
          beside: "body",
          above: typeset.theme.space.fact + typeset.theme.rule.hair,
        }),
      ),
    },
    {
      width: grid.width - grid.line2,
      content: block.direct.facts.length > 0 ? factLedger(block.direct.facts, typeset) : "",
    },
  ]);
};

const announced = ({ announced: charge }: PayingBlock, width: number, { paragraph }: Typeset): readonly Content[] =>
  charge === undefined
    ? []
    : [
        paragraph([{ text: charge.heading, role: "heading" }], { width, below: 2 }),
        ...charge.paragraphs.map((text, index) =>
          paragraph([{ text, role: "small" }], { width, below: index === charge.paragraphs.length - 1 ? 10 : 4 }),
        ),
      ];

const direct = ({ direct: { heading, facts } }: PayingBlock, width: number, { paragraph }: Typeset): Content =>
  stack(
    paragraph([{ text: heading, role: "heading" }], { width, below: 2 }),
    ...facts.flatMap(({ label, value }) => [
      paragraph([{ text: label, role: "label" }], { width }),
      ...value.map((text, index) =>
        paragraph([{ text, role: "small" }], { width, below: index === value.length - 1 ? 4 : 0 }),
      ),
    ]),
  );

/** The tallest that the columns may come to. */
export const heightOfPaying = (block: PayingBlock, { theme, heightOf: height }: Gauge): number => {
  const { grid, space, qr: code } = theme;
  const total = (texts: readonly Text[], width: number): number =>
    texts.reduce((sum, text) => sum + 4 + height({ text, role: "small" }, width), 0);
  const online = block.online ? [block.online.heading, block.online.link.text, ...block.online.paragraphs] : [];
  const charge = block.announced ? [block.announced.heading, ...block.announced.paragraphs] : [];
  const words = total([...charge, ...online], grid.line3 - grid.line1 - grid.gutter);
  const facts = block.direct.facts.flatMap(({ label, value }) => [label, ...value]);
  const bank = total([block.direct.heading, ...facts], grid.width - grid.line3);
  return 2 * space.band + space.notes + Math.max(block.online ? code.side + 30 : 0, words, bank);
};
