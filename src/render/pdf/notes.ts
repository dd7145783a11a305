import type { Content } from "pdfmake/interfaces.js";
import type { NotesBlock } from "../../present/document-view.ts";
import type { Tail } from "./lines.ts";
import { below, kept, row, stack } from "./nodes.ts";
import type { Theme } from "./theme.ts";
import type { Gauge, Typeset } from "./typeset.ts";

type Item = NotesBlock["items"][number];

/** Where the columns of one row of items begin. */
type Starts = readonly number[];

/**
 * Memo, questions, explanations, legal notices: side by side on the grid's lines. Of the ways to stand there the one
 * that reads well and takes the least height is taken, the first where several take the same.
 */
export const notes = (block: NotesBlock, typeset: Typeset): Tail => {
  const { theme } = typeset;
  const { rows, height: whole } = arrangedNotes(block, typeset);
  const content = rows.map(({ items, starts, height }, index) => {
    const cells = items.map((item, column) => itemCell(item, starts, { column, typeset }));
    return below(kept(row(cells), height, theme), index < rows.length - 1 ? theme.space.notes / 2 : 0);
  });
  return { content: stack(...content), height: whole };
};

type NotesRow = { readonly items: readonly Item[]; readonly starts: Starts };

/** The items in their rows, with the points that each row and all of them take, estimated. */
export const arrangedNotes = (
  { items }: NotesBlock,
  typeset: Gauge,
): { readonly rows: readonly (NotesRow & { readonly height: number })[]; readonly height: number } => {
  const ways = waysFor(items.length, typeset.theme.grid);
  const readable = ways.filter((way) => isReadable(items, way, typeset));
  const [best] = (readable.length > 0 ? readable : ways.slice(-1))
    .map((way) => ({ way, height: heightOfWay(items, way, typeset) }))
    .toSorted((a, b) => a.height - b.height);
  const rows = split(items, best?.way ?? []);
  return {
    rows: rows.map((one) => ({ ...one, height: heightOfRow(one.items, one.starts, typeset) })),
    height: best?.height ?? 0,
  };
};

/** One has two thirds of the width; pairs stand on the edge and the second line; three or four to a row where the text is short enough. */
const waysFor = (count: number, { line1, line2, line3 }: Theme["grid"]): readonly (readonly Starts[])[] => {
  if (count === 1) return [[[0, line3]]];
  const pairs = Array.from({ length: Math.ceil(count / 2) }, (): Starts => [0, line2]);
  if (count === 3) return [[[0, line1, line3]], [[0, line2, line3]], [[0, line1, line2]], pairs];
  if (count === 4) return [[[0, line1, line2, line3]], pairs];
  return [pairs];
};

/** Links stay whole, and a column of one grid step holds but a few lines. */
const isReadable = (items: readonly Item[], way: readonly Starts[], typeset: Gauge): boolean =>
  split(items, way).every(({ items: inRow, starts }) =>
    inRow.every((item, column) => {
      const width = endOf(starts, column, typeset) - (starts[column] ?? 0);
      const isNarrow = width < typeset.theme.grid.line1;
      const fits = item.links.every(({ text }) => typeset.widthOf({ text, role: "noteLink" }) <= width);
      return fits && !(isNarrow && heightOfItem(item, width, typeset) > MOST_NARROW);
    }),
  );

/** Points: a head and four lines. */
const MOST_NARROW = 62;

const split = (items: readonly Item[], way: readonly Starts[]): readonly NotesRow[] => {
  const [starts, ...rest] = way;
  if (starts === undefined || items.length === 0) return [];
  return [{ items: items.slice(0, starts.length), starts }, ...split(items.slice(starts.length), rest)];
};

/** Where a column ends: at the gutter before the next one, or at the right edge. */
export const endOf = (starts: Starts, column: number, typeset: Pick<Gauge, "theme">): number => {
  const { grid } = typeset.theme;
  const next = starts[column + 1];
  return next === undefined ? grid.width : next - grid.gutter;
};

const heightOfWay = (items: readonly Item[], way: readonly Starts[], typeset: Gauge): number =>
  split(items, way).reduce(
    (sum, part) => sum + heightOfRow(part.items, part.starts, typeset) + typeset.theme.space.notes,
    0,
  );

const heightOfRow = (items: readonly Item[], starts: Starts, typeset: Gauge): number =>
  Math.max(
    0,
    ...items.map((item, column) => heightOfItem(item, endOf(starts, column, typeset) - (starts[column] ?? 0), typeset)),
  );

const heightOfItem = ({ heading, paragraphs, links }: Item, width: number, typeset: Gauge): number =>
  [heading, ...paragraphs, ...links.map((link) => link.text)].reduce(
    (sum, text) => sum + 3 + typeset.heightOf({ text, role: "quiet" }, width),
    0,
  );

const itemCell = (
  { heading, paragraphs, links }: Item,
  starts: Starts,
  { column, typeset }: { readonly column: number; readonly typeset: Typeset },
): { readonly width: number; readonly content: Content } => {
  const start = starts[column] ?? 0;
  const next = starts[column + 1] ?? typeset.theme.grid.width;
  const width = endOf(starts, column, typeset) - start;
  const { paragraph } = typeset;
  const texts = [
    paragraph([{ text: heading, role: "heading" }], { width, below: 2 }),
    ...paragraphs.map((text) => paragraph([{ text, role: "quiet" }], { width, below: 3 })),
    ...links.map(({ text, href }) => paragraph([{ text, role: "noteLink", href }], { width, below: 3 })),
  ];
  return { width: next - start, content: { stack: texts, margin: [0, 0, next - start - width, 0] } };
};
