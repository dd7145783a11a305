/** Characters of East Asian Width W and F (UAX 11), as ranges of a regular expression. */
const WIDE = [
  String.raw`\u{1100}-\u{115f}`, // Hangul Jamo
  String.raw`\u{2e80}-\u{303e}`, // CJK radicals, ideographic space, CJK punctuation
  String.raw`\u{3041}-\u{a4cf}`, // kana, Hangul compatibility, CJK ideographs, Yi
  String.raw`\u{a960}-\u{a97c}`, // Hangul Jamo extended
  String.raw`\u{ac00}-\u{d7a3}`, // Hangul syllables
  String.raw`\u{f900}-\u{faff}`, // CJK compatibility ideographs
  String.raw`\u{fe30}-\u{fe6b}`, // CJK compatibility forms
  String.raw`\u{ff01}-\u{ff60}`, // full-width forms
  String.raw`\u{ffe0}-\u{ffe6}`, // full-width signs, the yen sign among them
  String.raw`\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}`, // pictographs
  String.raw`\u{20000}-\u{3fffd}`, // CJK extensions
].join("");

/** What may not end a line, and what may not begin one. */
const OPENING = String.raw`\p{Ps}\p{Pi}`;
const CLOSING = String.raw`\p{Pe}\p{Pf}、。，．・：；！？ーゝゞ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;!?%`;

const BREAKS = new RegExp(
  [
    "(?<= )(?! )",
    `(?<=[${WIDE}])(?<![${OPENING}])(?![${CLOSING}\\s])`,
    `(?<![${OPENING}\\s])(?=[${WIDE}])(?![${CLOSING}])`,
  ].join("|"),
  "u",
);
const WIDE_CHARACTER = new RegExp(`^[${WIDE}]$`, "u");
const NO_COLUMN = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/** Columns that a text takes in a fixed pitch: 0 for combining marks, 2 for wide East Asian characters, else 1. */
export const columnsOf = (text: string): number => {
  let columns = 0;
  for (const character of text) columns += columnsOfCharacter(character);
  return columns;
};

const columnsOfCharacter = (character: string): number => {
  if (character < "\u{300}") return 1;
  if (NO_COLUMN.test(character)) return 0;
  return WIDE_CHARACTER.test(character) ? 2 : 1;
};

/** The text at the right edge of so many columns; a longer one is left as it is. */
export const alignRight = (text: string, columns: number): string =>
  " ".repeat(Math.max(0, columns - columnsOf(text))) + text;

/** The text filled up with spaces to so many columns. */
export const alignLeft = (text: string, columns: number): string =>
  text + " ".repeat(Math.max(0, columns - columnsOf(text)));

/**
 * Lines of at most `width` columns. A line breaks at spaces and line ends, beside wide characters where punctuation
 * allows it, and inside a word only where the word is longer than a line; never at a no-break space. Spaces at a break
 * are dropped, no other character is.
 */
export const wrap = (text: string, width: number): readonly string[] =>
  text.split(/\r\n?|\n/).flatMap((line) => wrapLine(line, width));

const wrapLine = (line: string, width: number): readonly string[] => {
  if (columnsOf(line) <= width) return [withoutSpaces(line.replace(/^ +/, ""))];
  const lines: string[] = [];
  let current = "";
  for (const piece of line.split(BREAKS).flatMap((word) => cut(word, width))) {
    if (columnsOf(current) + columnsOf(withoutSpaces(piece)) > width) {
      lines.push(withoutSpaces(current));
      current = "";
    }
    current += current === "" ? piece.replace(/^ +/, "") : piece;
  }
  return [...lines, withoutSpaces(current)];
};

const withoutSpaces = (text: string): string => text.replace(/ +$/, "");

/** A word in pieces that fit a line; nearly always the word itself. */
const cut = (word: string, width: number): readonly string[] => {
  if (columnsOf(withoutSpaces(word)) <= width) return [word];
  const pieces: string[] = [];
  let current = "";
  let columns = 0;
  for (const character of word) {
    const more = columnsOfCharacter(character);
    if (columns + more > width) {
      pieces.push(current);
      current = "";
      columns = 0;
    }
    current += character;
    columns += more;
  }
  return [...pieces, current];
};
