import { getDocument, OPS, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A word as it stands on a page: its left end and its baseline, in points from the upper left corner. */
export type PlacedWord = { readonly page: number; readonly text: string; readonly x: number; readonly y: number };

/** Every word of a file with its place, glyph by glyph, as pdf.js would draw it. */
export const wordsOf = async (pdf: Uint8Array): Promise<readonly PlacedWord[]> => {
  const task = getDocument({ data: Uint8Array.from(pdf), verbosity: VerbosityLevel.ERRORS });
  try {
    const document = await task.promise;
    const words: PlacedWord[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const height = Number(page.view[3]);
      const { fnArray, argsArray } = await page.getOperatorList();
      const glyphs = glyphsOf(fnArray, argsArray);
      words.push(...joined(glyphs).map(({ text, x, y }) => ({ page: number, text, x, y: height - y })));
    }
    return words;
  } finally {
    await task.destroy();
  }
};

type Glyph = { readonly text: string; readonly x: number; readonly y: number; readonly end: number };
type Matrix = readonly [number, number, number, number, number, number];
type State = { readonly matrix: Matrix; readonly size: number; readonly spacing: number };

const UNIT: Matrix = [1, 0, 0, 1, 0, 0];

/** The part of the imaging model that texts need: matrices, sizes, spaces, and strings with shifts between them. */
const glyphsOf = (operators: readonly number[], args: readonly unknown[]): readonly Glyph[] => {
  const glyphs: Glyph[] = [];
  const saved: State[] = [];
  let state: State = { matrix: UNIT, size: 0, spacing: 0 };
  let line = UNIT;
  let pen = 0;
  const place = (along: number): Matrix => multiply(state.matrix, multiply(line, [1, 0, 0, 1, along, 0]));
  const show = (item: unknown): void => {
    if (typeof item === "number") {
      pen -= (item / 1000) * state.size;
      return;
    }
    const end = pen + (Number(field(item, "width")) / 1000) * state.size;
    const [, , , , x, y] = place(pen);
    glyphs.push({ text: String(field(item, "unicode")), x, y, end: place(end)[4] });
    pen = end + state.spacing;
  };
  operators.forEach((operator, index) => {
    const values = args[index];
    if (operator === OPS.save) saved.push(state);
    if (operator === OPS.restore) state = saved.pop() ?? state;
    if (operator === OPS.transform) state = { ...state, matrix: multiply(state.matrix, matrixOf(values)) };
    if (operator === OPS.setFont) state = { ...state, size: Number(field(values, 1)) };
    if (operator === OPS.setCharSpacing) state = { ...state, spacing: Number(field(values, 0)) };
    if (operator === OPS.beginText) line = UNIT;
    if (operator === OPS.setTextMatrix) line = matrixOf(field(values, 0));
    if (operator === OPS.moveText)
      line = multiply(line, [1, 0, 0, 1, Number(field(values, 0)), Number(field(values, 1))]);
    if (operator === OPS.beginText || operator === OPS.setTextMatrix || operator === OPS.moveText) pen = 0;
    const items = operator === OPS.showText ? field(values, 0) : undefined;
    if (Array.isArray(items)) items.forEach(show);
  });
  return glyphs;
};

const field = (value: unknown, key: string | number): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;

const matrixOf = (values: unknown): Matrix => {
  const at = (index: number): number => Number(field(values, index));
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
};

/** What b does, and then a. */
const multiply = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
];

/** Glyphs that touch on a line are a word; white space ends it. */
const joined = (glyphs: readonly Glyph[]): readonly Glyph[] => {
  const words: { text: string; x: number; y: number; end: number }[] = [];
  let isOpen = false;
  for (const glyph of glyphs) {
    const isWhite = glyph.text.trim() === "";
    const last = words.at(-1);
    const touches = last !== undefined && Math.abs(last.y - glyph.y) < 0.1 && Math.abs(last.end - glyph.x) < 1;
    if (!isWhite && isOpen && touches) {
      last.text += glyph.text;
      last.end = glyph.end;
    } else if (!isWhite) words.push({ ...glyph });
    isOpen = !isWhite;
  }
  return words;
};

/** Words of a file that are not in another one, on the same page within half a point; a sentence for each. */
export const strayWords = (words: readonly PlacedWord[], others: readonly PlacedWord[]): readonly string[] => {
  const places = Map.groupBy(others, keyOf);
  const used = new Set<PlacedWord>();
  return words.flatMap((word) => {
    const same = places.get(keyOf(word))?.filter((other) => !used.has(other)) ?? [];
    const [nearest] = same.toSorted((a, b) => distance(a, word) - distance(b, word));
    if (nearest === undefined) return [`${nameOf(word)} is missing`];
    used.add(nearest);
    return distance(nearest, word) <= TOLERANCE ? [] : [`${nameOf(word)} stands at ${spotOf(nearest)}`];
  });
};

/** Points. */
const TOLERANCE = 0.5;

const keyOf = ({ page, text }: PlacedWord): string => `${page} ${text}`;

const distance = (a: PlacedWord, b: PlacedWord): number => Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y));

const spotOf = ({ x, y }: PlacedWord): string => `${x.toFixed(2)}, ${y.toFixed(2)}`;

const nameOf = (word: PlacedWord): string => `page ${word.page}: "${word.text}" of ${spotOf(word)}`;
