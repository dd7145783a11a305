import type { Fact, Text } from "../present/document-view.ts";
import { alignLeft, alignRight, columnsOf, wrap } from "./text-columns.ts";

/** Columns of the text: what mail programs show without breaking lines. */
export const WIDTH = 78;

/** Spaces that set a line in, one level. */
export const INDENT = "  ";

export const RULE = "-".repeat(WIDTH);

export const plain = (text: Text): string => text.runs.map((run) => run.text).join("");

/** A text in lines of the whole width, set in by some levels. */
export const paragraph = (text: Text, levels = 0, width = WIDTH): readonly string[] => {
  const indent = INDENT.repeat(levels);
  return wrap(plain(text), width - indent.length).map((line) => indent + line);
};

/** A label, and its figure at the right edge of the label's last line; on a line of its own where both do not fit. */
export const figureLines = (label: string, figure: string): readonly string[] => {
  const room = WIDTH - columnsOf(figure) - INDENT.length;
  if (room < WIDTH / 3) return [...wrap(label, WIDTH), ...rightLines(figure)];
  const lines = wrap(label, room);
  const last = lines.at(-1) ?? "";
  return [...lines.slice(0, -1), last + alignRight(figure, WIDTH - columnsOf(last))];
};

/** At the right edge, in as many lines as it needs. */
export const rightLines = (text: string): readonly string[] => wrap(text, WIDTH).map((line) => alignRight(line, WIDTH));

/** Labels in one column, their values in another; a label too long for its column stands above its values. */
export const factLines = (facts: readonly Fact[], levels = 0, width = WIDTH): readonly string[] => {
  const indent = INDENT.repeat(levels);
  const labels = facts.map(({ label }) => columnsOf(plain(label))).filter((columns) => columns <= LABEL_MOST);
  const column = Math.max(0, ...labels) + INDENT.length;
  return facts.flatMap(({ label, value }) => {
    const name = plain(label);
    const beside = columnsOf(name) <= LABEL_MOST;
    const values = value.flatMap((text) => wrap(plain(text), width - indent.length - column));
    return [
      ...(beside ? [] : paragraph(label, levels, width)),
      ...values.map((line, index) => indent + alignLeft(beside && index === 0 ? name : "", column) + line),
    ];
  });
};

/** The widest label that may set the column of the values. */
const LABEL_MOST = 30;

/** Groups of lines with an empty line between them. */
export const separated = (groups: readonly (readonly string[])[]): readonly string[] =>
  groups.flatMap((group, index) => (index === 0 ? group : ["", ...group]));
