import type { Fonts } from "../fonts.ts";
import { createMeasure, type Measure } from "../measure.ts";
import { WEIGHTS, type TextStyle, type Theme, type Weight } from "../theme.ts";
import { plain, type Gauge } from "../typeset.ts";

/**
 * Widths and heights by which columns and ways are chosen: to the last bit those of the reference engine, which asks
 * its measure for every character. Texts that Plex sets alone are measured by a table, and a text that fits its column
 * takes one line.
 */
export const createGauge = (theme: Theme, fonts: Fonts, locale: string): Gauge => {
  const measure = createMeasure(fonts, locale);
  const advances = advancesOf(fonts);
  const width = (text: string, style: TextStyle): number =>
    isPlain(text) ? plainWidth(text, style, advances[style.weight]) : measure.width(text, style);
  const lines = rememberLines((text, style, column) => measure.lines(text, style, column));
  return {
    theme,
    widthOf: ({ text, role }) => width(plain(text), theme.text[role]),
    heightOf: ({ text, role }, column) => {
      const style = theme.text[role];
      const words = plain(text);
      const isOneLine = !words.includes("\n") && width(words, style) < column - TOLERANCE;
      return style.leading * (isOneLine ? 1 : lines(words, style, column));
    },
  };
};

/** Sums of widths in another order differ by less than this. */
const TOLERANCE = 0.001;

/** Notices of several lines are the same on many documents. */
const rememberLines = (count: Measure["lines"]): Measure["lines"] => {
  const known = new Map<string, number>();
  return (text, style, column) => {
    const key = `${style.size} ${style.weight} ${style.spacing} ${column} ${text}`;
    const old = known.get(key);
    if (old !== undefined) return old;
    if (known.size >= MOST_TEXTS) known.clear();
    const lines = count(text, style, column);
    known.set(key, lines);
    return lines;
  };
};

const MOST_TEXTS = 2000;

/** Latin letters and the usual punctuation, all of which Plex has: such a text is one run. */
export const isPlain = (text: string): boolean => PLAIN.test(text);

const PLAIN = /^[\x20-\x7e\xa0-\xac\xae-\u017f\u2013\u2014\u2018-\u201a\u201c-\u201e\u2026\u20ac\n]*$/;

/** Ems of the first characters, by their numbers; the others are asked for. */
type Advances = Readonly<Record<Weight, (codePoint: number) => number>>;

const advancesOf = (fonts: Fonts): Advances => {
  const of = (weight: Weight) => {
    const table = new Float64Array(TABLE_LENGTH).fill(Number.NaN);
    return (codePoint: number): number => {
      const known = codePoint < TABLE_LENGTH ? table[codePoint] : undefined;
      if (known !== undefined && !Number.isNaN(known)) return known;
      const advance = fonts.advance({ family: "plex", weight }, codePoint);
      if (codePoint < TABLE_LENGTH) table[codePoint] = advance;
      return advance;
    };
  };
  const [regular, medium, semibold] = WEIGHTS;
  return { [regular]: of(regular), [medium]: of(medium), [semibold]: of(semibold) };
};

const TABLE_LENGTH = 0x180;

const plainWidth = (text: string, style: TextStyle, advance: (codePoint: number) => number): number => {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1)
    sum += advance(text.charCodeAt(index)) * style.size + style.spacing;
  return sum;
};
