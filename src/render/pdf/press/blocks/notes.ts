import type { NotesBlock } from "../../../../present/document-view.ts";
import { arrangedNotes, endOf } from "../../notes.ts";
import { row, stack, white, type Box } from "../boxes.ts";
import type { Composer } from "../compose.ts";
import type { Tail } from "./charges.ts";
import { keptIfLow } from "./keeping.ts";

/** Memo, questions, explanations, legal notices: side by side on the grid's lines. */
export const notes = (block: NotesBlock, composer: Composer): Tail => {
  const { theme } = composer;
  const { rows, height } = arrangedNotes(block, composer);
  const boxes = rows.flatMap((one, index): readonly Box[] => {
    const cells = one.items.map((item, column) => {
      const x = one.starts[column] ?? 0;
      return { x, box: itemBox(item, endOf(one.starts, column, composer) - x, composer) };
    });
    const gap = index < rows.length - 1 ? [white(theme.space.notes / 2)] : [];
    return [keptIfLow(row(cells), one.height, theme), ...gap];
  });
  return { box: stack(boxes), height };
};

const itemBox = (
  { heading, paragraphs, links }: NotesBlock["items"][number],
  width: number,
  { paragraph }: Composer,
): Box => {
  const text = { width, below: 3, tag: { type: "P" } } as const;
  return stack([
    paragraph([{ text: heading, role: "heading" }], { width, below: 2, tag: { type: "H2" } }),
    ...paragraphs.map((words) => paragraph([{ text: words, role: "quiet" }], text)),
    ...links.map((link) => paragraph([{ text: link.text, role: "noteLink", href: link.href }], text)),
  ]);
};
