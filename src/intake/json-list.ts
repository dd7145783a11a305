import { CLOSE_BRACE, CLOSE_BRACKET, COMMA, endOfText, OPEN_BRACE, OPEN_BRACKET, QUOTE } from "./json-depth.ts";

/** An item of a JSON list as it stands in the text; line and column are counted from 0. */
export type ListItem = { readonly text: string; readonly line: number; readonly column: number };

export type List = {
  readonly items: readonly ListItem[];
  /** False where the list has no end. */
  readonly isClosed: boolean;
  /** What follows the list. */
  readonly rest: string;
};

/**
 * Cuts the text of a list, which begins with "[", into its items without reading them, so that an error in one leaves
 * the others alone. What stands between two commas is an item, whether it is JSON or not.
 */
export const cutList = (text: string): List => {
  const ends = itemEnds(text);
  const close = ends.at(-1) ?? text.length;
  const isClosed = text.charCodeAt(close) === CLOSE_BRACKET;
  const starts = [0, ...ends.slice(0, -1)].map((end) => end + 1);
  const items = placed(
    text,
    starts.map((start, index) => [start, ends[index] ?? text.length]),
  );
  const isEmpty = items.length === 1 && items[0]?.text === "";
  return { items: isEmpty ? [] : items, isClosed, rest: text.slice(close + 1).trim() };
};

/** Positions of the commas between the items and of the bracket that closes the list, or of the text's end. */
const itemEnds = (text: string): readonly number[] => {
  const ends: number[] = [];
  let depth = 0;
  for (let at = 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (depth > 0 && (code === CLOSE_BRACE || code === CLOSE_BRACKET)) depth -= 1;
    else if (code === COMMA && depth === 0) ends.push(at);
    else if (code === CLOSE_BRACKET) return [...ends, at];
  }
  return [...ends, text.length];
};

const placed = (text: string, spans: readonly (readonly [start: number, end: number])[]): readonly ListItem[] => {
  let line = 0;
  let lineStart = 0;
  let counted = 0;
  return spans.map(([start, end]) => {
    const item = text.slice(start, end);
    const first = start + (item.length - item.trimStart().length);
    for (let feed = text.indexOf("\n", counted); feed !== -1 && feed < first; feed = text.indexOf("\n", feed + 1)) {
      line += 1;
      lineStart = feed + 1;
    }
    counted = first;
    return { text: item.trim(), line, column: first - lineStart };
  });
};
