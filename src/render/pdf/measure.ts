import { splitRuns } from "./coverage.ts";
import type { Fonts } from "./fonts.ts";
import type { TextStyle } from "./theme.ts";

/** How much room a text takes, before it is laid out. Widths in points, kerning left out. */
export type Measure = {
  readonly width: (text: string, style: TextStyle) => number;
  /** Lines in a column of that width: at least as many as are printed, since here only spaces and Japanese part words. */
  readonly lines: (text: string, style: TextStyle, column: number) => number;
  /** The text with every word that is longer than the column cut into lines of it. */
  readonly cutWords: (text: string, style: TextStyle, column: number) => string;
};

export const createMeasure = (fonts: Fonts, locale: string): Measure => {
  const width = (text: string, style: TextStyle): number => {
    let sum = 0;
    for (const { text: run, family } of splitRuns(text, locale, fonts)) {
      for (const character of run)
        sum +=
          fonts.advance({ family, weight: style.weight }, character.codePointAt(0) ?? 0) * style.size + style.spacing;
    }
    return sum;
  };
  return {
    width,
    lines: (text, style, column) =>
      text.split("\n").reduce((sum, line) => sum + linesOf(line, column, (word) => width(word, style)), 0),
    cutWords: (text, style, column) => {
      const widthOf = (word: string): number => width(word, style);
      return text.replace(UNBROKEN, (word) => (widthOf(word) <= column ? word : cut(word, column, widthOf)));
    },
  };
};

const JAPANESE = "\\u3000-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef";

const WORDS = new RegExp(`[${JAPANESE}]|[^\\s${JAPANESE}]+\\s*|\\s+`, "gu");

/** Japanese, and words with a hyphen or a slash, find their own line ends. */
const UNBROKEN = new RegExp(`[^\\s/?&\\-\\u2010-\\u2015${JAPANESE}]{12,}`, "gu");

const linesOf = (line: string, column: number, width: (word: string) => number): number => {
  let lines = 1;
  let used = 0;
  for (const [word] of line.matchAll(WORDS)) {
    const bare = width(word.trimEnd());
    if (used > 0 && used + bare > column) {
      lines += 1;
      used = 0;
    }
    if (bare > column) lines += Math.ceil(bare / (column * CUT_FILL));
    used = bare > column ? column : used + width(word);
  }
  return lines;
};

/** A cut line ends before the letter that would not fit: so much of it is filled at least. */
const CUT_FILL = 0.85;

/** pdfmake measures the rest of an overlong word again for each line; a word that is cut before is measured once. */
const cut = (word: string, column: number, width: (word: string) => number): string => {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const character of word) {
    const more = width(character);
    if (used + more > column - 1 && line !== "") {
      lines.push(line);
      line = "";
      used = 0;
    }
    line += character;
    used += more;
  }
  return [...lines, line].join("\n");
};
