import type { Content } from "pdfmake/interfaces.js";
import type { LetterheadBlock } from "../../present/document-view.ts";
import { below, row, stack } from "./nodes.ts";
import type { Typeset } from "./typeset.ts";

/** The sender at the left edge; what the document is, on the second inner line. */
export const letterhead = (block: LetterheadBlock, { theme, paragraph }: Typeset): Content => {
  const { grid, space } = theme;
  const left = { width: grid.line2 - grid.gutter };
  const right = { width: grid.width - grid.line2 };
  const sender = block.sender.map((text) => paragraph([{ text, role: "sender" }], { width: left.width }));
  const title = [
    paragraph([{ text: block.title, role: "title" }], right),
    ...(block.number ? [paragraph([{ text: block.number, role: "number" }], { ...right, above: 3 })] : []),
    ...block.marks.map((text) => paragraph([{ text, role: "mark" }], { ...right, above: 4 })),
  ];
  return below(
    row([
      {
        width: left.width,
        content: stack(paragraph([{ text: block.brand, role: "brand" }], { ...left, above: 4, below: 4 }), ...sender),
      },
      { width: grid.gutter, content: "" },
      { width: right.width, content: stack(...title) },
    ]),
    space.letterhead,
  );
};
