import type { LetterheadBlock } from "../../../../present/document-view.ts";
import { row, stack, white, type Box } from "../boxes.ts";
import type { Composer } from "../compose.ts";

const P = { type: "P" } as const;

/** The sender at the left edge; what the document is, on the second inner line. */
export const letterhead = (block: LetterheadBlock, { theme, paragraph }: Composer): Box => {
  const { grid, space } = theme;
  const left = { width: grid.line2 - grid.gutter, tag: P };
  const right = { width: grid.width - grid.line2, tag: P };
  const sender = block.sender.map((text) => paragraph([{ text, role: "sender" }], left));
  const brand = paragraph([{ text: block.brand, role: "brand" }], { ...left, above: 4, below: 4 });
  const title = [
    paragraph([{ text: block.title, role: "title" }], { ...right, tag: { type: "H1" } }),
    ...(block.number ? [paragraph([{ text: block.number, role: "number" }], { ...right, above: 3 })] : []),
    ...block.marks.map((text) => paragraph([{ text, role: "mark" }], { ...right, above: 4 })),
  ];
  return stack([
    row([
      { x: 0, box: stack([brand, ...sender]) },
      { x: grid.line2, box: stack(title) },
    ]),
    white(space.letterhead),
  ]);
};
