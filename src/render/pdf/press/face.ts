import * as fontkit from "fontkit";
import { invariant } from "../../../kernel/result.ts";
import { remember } from "../fonts.ts";
import { readTables, type Tables } from "./truetype.ts";

/** One glyph under the code that stands for it in the pages of every document. */
export type Glyph = {
  /** The character's own number, so that texts are written without knowing the document. */
  readonly code: number;
  /** Its number in the font file. */
  readonly id: number;
  /** Thousandths of an em. */
  readonly width: number;
  readonly text: string;
};

/** A stretch of text in one face as it is written into a page. */
export type Word = {
  /** Thousandths of an em, kerning included. */
  readonly width: number;
  /** The inside of an array of strings and shifts, without its first and last parenthesis. */
  readonly shown: string;
  readonly glyphs: readonly Glyph[];
};

/** One font file: its measures, its glyphs, and words set in it. The same word is the same whatever was set before. */
export type Face = {
  readonly postscriptName: string;
  readonly tables: Tables;
  /** Thousandths of an em. */
  readonly metrics: {
    readonly ascent: number;
    readonly descent: number;
    readonly capHeight: number;
    readonly italicAngle: number;
    readonly box: readonly [number, number, number, number];
  };
  readonly glyph: (text: string) => Glyph;
  readonly set: (text: string) => Word;
};

export const openFace = (file: Uint8Array): Face => {
  const font = fontkit.create(file);
  const scale = 1000 / font.unitsPerEm;
  const astral = astralCodes(font);
  const ligatures = [...LIGATURES.keys()].filter((text) => font.layout(text).glyphs.length === 1);
  const units = new RegExp([...ligatures, "."].join("|"), "gsu");
  const hasLigatures = ligatures.length > 0;
  const glyph = remember((text: string): Glyph => {
    const codePoint = text.codePointAt(0) ?? 0;
    const ligature = LIGATURES.get(text);
    const found = ligature === undefined ? font.glyphForCodePoint(codePoint) : font.layout(text).glyphs[0];
    invariant(found !== undefined, `the font has a glyph for "${text}"`);
    const code = ligature ?? (codePoint > LAST_CODE ? astral(codePoint) : codePoint);
    return { code, id: found.id, width: found.advanceWidth * scale, text };
  });
  const kerning = kerningOf(font, scale);
  const set = (text: string): Word => {
    const glyphs: Glyph[] = [];
    let width = 0;
    let shown = "";
    let before: Glyph | undefined;
    for (const unit of hasLigatures && text.includes("f") ? (text.match(units) ?? []) : text) {
      const next = glyph(unit);
      const shift = before === undefined || before.code === SPACE ? 0 : kerning(before, next);
      if (shift !== 0) shown += `)${-shift}(`;
      shown += codeString(next.code);
      width += next.width + shift;
      glyphs.push(next);
      before = next;
    }
    return { width, shown, glyphs };
  };
  const { minX, minY, maxX, maxY } = font.bbox;
  return {
    postscriptName: font.postscriptName,
    tables: readTables(file),
    metrics: {
      ascent: font.ascent * scale,
      descent: font.descent * scale,
      capHeight: font.capHeight * scale,
      italicAngle: font.italicAngle,
      box: [minX * scale, minY * scale, maxX * scale, maxY * scale],
    },
    glyph,
    set: rememberWords(set),
  };
};

/** Latin ligatures, by the characters that Unicode has for them: those are their codes. */
const LIGATURES: ReadonlyMap<string, number> = new Map([
  ["ffi", 0xfb03],
  ["ffl", 0xfb04],
  ["ff", 0xfb00],
  ["fi", 0xfb01],
  ["fl", 0xfb02],
]);

const SPACE = 0x20;
const LAST_CODE = 0xffff;

/** Codes have two bytes: a character beyond them gets one of those that Unicode leaves to surrogates, in the font's order. */
const astralCodes = (font: fontkit.Font): ((codePoint: number) => number) => {
  let codes: ReadonlyMap<number, number> | undefined;
  return (codePoint) => {
    codes ??= new Map(
      font.characterSet
        .filter((one) => one > LAST_CODE)
        .toSorted((a, b) => a - b)
        .map((one, index) => [one, FIRST_SURROGATE + index]),
    );
    const code = codes.get(codePoint);
    invariant(code !== undefined && code <= LAST_SURROGATE, "a font has at most 2,048 characters beyond two bytes");
    return code;
  };
};

const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

/** The shift between two glyphs in thousandths of an em, rounded; the font is asked once for each pair. Nothing is kerned after a space. */
const kerningOf = (font: fontkit.Font, scale: number): ((a: Glyph, b: Glyph) => number) => {
  const table = new Int16Array(TABLE * TABLE).fill(UNKNOWN);
  const others = new Map<number, number>();
  const ask = (a: Glyph, b: Glyph): number => {
    const { glyphs, positions } = font.layout(a.text + b.text);
    const [first, second] = glyphs;
    const [position] = positions;
    if (first?.id !== a.id || second?.id !== b.id || position === undefined) return 0;
    return Math.round((position.xAdvance - first.advanceWidth) * scale);
  };
  const other = (a: Glyph, b: Glyph): number => {
    const pair = a.code * 0x10000 + b.code;
    const old = others.get(pair);
    if (old !== undefined) return old;
    const shift = ask(a, b);
    if (others.size >= MOST_PAIRS) others.clear();
    others.set(pair, shift);
    return shift;
  };
  return (a, b) => {
    if (a.code >= TABLE || b.code >= TABLE) return other(a, b);
    const place = a.code * TABLE + b.code;
    const old = table[place] ?? UNKNOWN;
    if (old !== UNKNOWN) return old;
    const shift = ask(a, b);
    table[place] = shift;
    return shift;
  };
};

/** Latin letters have a table, the other pairs a map. */
const TABLE = 0x180;
const UNKNOWN = 0x7fff;

/** A code as two characters of a PDF string. */
const codeString = (code: number): string => byteString(code >> 8) + byteString(code & 0xff);

const byteString = (byte: number): string => {
  if (byte === RETURN) return "\\r";
  const character = String.fromCharCode(byte);
  return ESCAPED.includes(character) ? `\\${character}` : character;
};

const RETURN = 0x0d;
const ESCAPED = "()\\";

/** Words come again, figures seldom: those are set anew, and the memory is emptied before it grows without end. */
const rememberWords = (set: (text: string) => Word): ((text: string) => Word) => {
  const known = new Map<string, Word>();
  return (text) => {
    const old = known.get(text);
    if (old !== undefined) return old;
    const word = set(text);
    if (text.length > LONGEST_WORD || DIGIT.test(text)) return word;
    if (known.size >= MOST_WORDS) known.clear();
    known.set(text, word);
    return word;
  };
};

const DIGIT = /\d/;
const LONGEST_WORD = 60;
const MOST_WORDS = 20_000;
const MOST_PAIRS = 200_000;
