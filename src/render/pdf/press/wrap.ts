import { partedAt, widthOfText, type Inline, type Look } from "./inlines.ts";

/** A stretch of a line in one look, ready to be shown. */
export type Part = { readonly look: Look; readonly inlines: readonly Inline[] };

/** Points throughout. */
export type Line = {
  /** From the left edge of the column to where the text begins; white that is not counted stands before it. */
  readonly x: number;
  readonly white: number;
  readonly width: number;
  readonly height: number;
  readonly ascent: number;
  readonly parts: readonly Part[];
};

export type Column = {
  readonly width: number;
  readonly align: "left" | "right";
  /** Nothing is cut, and what is too wide reaches beyond the column. */
  readonly isUnbroken: boolean;
};

/** Inlines in lines of a column. What is wider than a line of its own is cut where the line is full. */
export const wrap = (inlines: readonly Inline[], column: Column): readonly Line[] => {
  if (inlines.length === 1 && (column.isUnbroken || (inlines[0]?.width ?? 0) <= column.width))
    return [lineOf(inlines, column)];
  const lines: Line[] = [];
  const queue = [...inlines];
  let next = 0;
  while (next < queue.length) {
    const taken = takeLine(queue, next, column);
    lines.push(lineOf(taken, column));
    next += taken.length;
  }
  return lines;
};

/** The inlines of the line that begins at `start`. One that is cut is two in the queue afterwards. */
const takeLine = (queue: Inline[], start: number, { width, isUnbroken }: Column): readonly Inline[] => {
  const taken: Inline[] = [];
  const before = queue[start]?.before ?? 0;
  let used = 0;
  for (let inline = queue[start]; inline !== undefined; inline = queue[start + taken.length]) {
    const last = taken.at(-1);
    if (last !== undefined && !last.isGlued) {
      if (last.isLineEnd || used - before + reachOf(queue, start + taken.length) > width) return taken;
    }
    const room = width - (used - before - (last?.after ?? 0));
    const fit = isUnbroken || inline.width <= room ? inline.text.length : longestFit(inline, room);
    if (fit < inline.text.length) {
      const [head, tail] = partedAt(inline, fit);
      queue.splice(start + taken.length, 1, head, tail);
      return [...taken, head];
    }
    taken.push(inline);
    used += inline.width;
  }
  return taken;
};

/** What an inline needs together with those that are glued to it. */
const reachOf = (queue: readonly Inline[], at: number): number => {
  let reach = 0;
  for (let index = at; index < queue.length; index += 1) {
    const inline = queue[index];
    if (inline === undefined) break;
    reach += inline.width - inline.after;
    if (!inline.isGlued) break;
  }
  return reach;
};

/** How many characters fit; at least one, so that there is an end. */
const longestFit = ({ text, look }: Inline, room: number): number => {
  let best = 1;
  let low = 1;
  let high = text.length;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const fits = widthOfText(text.slice(0, middle), look) <= room;
    if (fits) best = middle;
    if (fits) low = middle + 1;
    else high = middle - 1;
  }
  return endsInPair(text, best) ? best + 1 : best;
};

/** Two halves of one character are not parted. */
const endsInPair = (text: string, length: number): boolean => (text.codePointAt(length - 1) ?? 0) > 0xffff;

const lineOf = (inlines: readonly Inline[], { width, align }: Column): Line => {
  const [only] = inlines;
  if (only !== undefined && inlines.length === 1) {
    const { look, before: white } = only;
    const seen = only.width - white - only.after;
    const x = align === "right" ? width - seen : 0;
    return { x, white, width: seen, height: look.leading, ascent: look.ascent, parts: [{ look, inlines }] };
  }
  const white = inlines[0]?.before ?? 0;
  const sum = inlines.reduce((used, inline) => used + inline.width, 0);
  const seen = sum - white - (inlines.at(-1)?.after ?? 0);
  return {
    x: align === "right" ? width - seen : 0,
    white,
    width: seen,
    height: inlines.reduce((most, { look }) => Math.max(most, look.leading), 0),
    ascent: inlines.reduce((most, { look }) => Math.max(most, look.ascent), 0),
    parts: partsOf(inlines),
  };
};

const partsOf = (inlines: readonly Inline[]): readonly Part[] => {
  const parts: { look: Look; inlines: Inline[] }[] = [];
  for (const inline of inlines) {
    const last = parts.at(-1);
    if (last?.look === inline.look) last.inlines.push(inline);
    else parts.push({ look: inline.look, inlines: [inline] });
  }
  return parts;
};
