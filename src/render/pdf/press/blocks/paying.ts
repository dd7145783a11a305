import type { PayingBlock } from "../../../../present/document-view.ts";
import { heightOfPaying } from "../../paying.ts";
import { band, row, stack, white, type Box } from "../boxes.ts";
import type { Composer } from "../compose.ts";
import type { Tail } from "./charges.ts";
import { factLedger } from "./details.ts";
import { EMPTY_COLUMN } from "./empty-column.ts";
import { qrFigure } from "./qr.ts";

const P = { type: "P" } as const;
const H2 = { type: "H2" } as const;

/** How to pay: the one tinted field, which reaches beyond the grid, so that its contents stand on the grid's lines. */
export const paying = (block: PayingBlock, composer: Composer): Tail => {
  const { grid, space } = composer.theme;
  const content = block.online === undefined ? withoutCode(block, composer) : withCode(block, block.online, composer);
  const field = band(content, {
    top: space.band,
    bottom: space.band,
    ground: { x: -space.bleed, width: grid.width + 2 * space.bleed, colour: composer.inks.tint },
  });
  return { box: stack([field, white(space.notes)]), height: heightOfPaying(block, composer) };
};

/** The code at the left edge, the words on the first inner line, the bank on the third. */
const withCode = (block: PayingBlock, online: NonNullable<PayingBlock["online"]>, composer: Composer): Box => {
  const { theme, paragraph } = composer;
  const { grid } = theme;
  const words = { width: grid.line3 - grid.line1 - grid.gutter };
  return row([
    { x: 0, box: qrFigure(online.qr, composer) },
    {
      x: grid.line1,
      box: stack([
        ...announced(block, words, composer),
        paragraph([{ text: online.heading, role: "heading" }], { ...words, below: 2, tag: H2 }),
        paragraph([{ text: online.link.text, role: "link", href: online.link.href }], { ...words, below: 5, tag: P }),
        ...online.paragraphs.map((text) => paragraph([{ text, role: "small" }], { ...words, below: 4, tag: P })),
      ]),
    },
    { x: grid.line3, box: direct(block, grid.width - grid.line3, composer) },
  ]);
};

/** The words at the left edge; the bank's facts take the lines of Billing Details. */
const withoutCode = (block: PayingBlock, composer: Composer): Box => {
  const { theme, paragraph } = composer;
  const { grid, space, rule: rules } = theme;
  const words = { width: grid.line2 - grid.gutter, room: grid.line2 };
  const heading = paragraph([{ text: block.direct.heading, role: "heading" }], {
    ...words,
    beside: "body",
    above: space.fact + rules.hair,
    tag: H2,
  });
  return row([
    { x: 0, box: stack([...announced(block, words, composer), heading]) },
    {
      x: grid.line2,
      box: block.direct.facts.length > 0 ? factLedger(block.direct.facts, composer) : EMPTY_COLUMN,
    },
  ]);
};

type Width = { readonly width: number; readonly room?: number };

const announced = ({ announced: charge }: PayingBlock, width: Width, { paragraph }: Composer): readonly Box[] =>
  charge === undefined
    ? []
    : [
        paragraph([{ text: charge.heading, role: "heading" }], { ...width, below: 2, tag: H2 }),
        ...charge.paragraphs.map((text, index) =>
          paragraph([{ text, role: "small" }], {
            ...width,
            below: index === charge.paragraphs.length - 1 ? 10 : 4,
            tag: P,
          }),
        ),
      ];

const direct = ({ direct: { heading, facts } }: PayingBlock, width: number, { paragraph }: Composer): Box =>
  stack([
    paragraph([{ text: heading, role: "heading" }], { width, below: 2, tag: H2 }),
    stack(
      facts.map(({ label, value }) =>
        stack(
          [
            paragraph([{ text: label, role: "label" }], { width, tag: { type: "Lbl" } }),
            stack(
              value.map((text, index) =>
                paragraph([{ text, role: "small" }], { width, below: index === value.length - 1 ? 4 : 0, tag: P }),
              ),
              { type: "LBody" },
            ),
          ],
          { type: "LI" },
        ),
      ),
      facts.length > 0 ? { type: "L" } : undefined,
    ),
  ]);
