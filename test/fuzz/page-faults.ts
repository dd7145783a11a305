import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import { createAssets } from "../../src/adapters/assets.ts";
import type { DocumentView, Text } from "../../src/present/document-view.ts";
import { readTheme } from "../../src/render/pdf/theme.ts";

const plain = ({ runs }: Text): string => runs.map(({ text }) => text).join("");
const dense = (text: string): string => text.replaceAll(/\s/gu, "");

/** Pages without what stands on each of them, so that a text which breaks over two pages is whole again. */
export const bodiesOf = (pages: readonly string[], view: DocumentView): readonly string[] => {
  const { footer, continued, marks } = view;
  return pages.map((page, index) => {
    const number = footer.pagePattern.replace("{page}", String(index + 1)).replace("{pages}", String(pages.length));
    const foot = [plain(footer.reference), plain(footer.seller), number].join("");
    const frame = [foot, plain(continued), marks.map(plain).join(""), ...tableHeads(view)].map(dense);
    return frame.reduce((rest, text) => (text === "" ? rest : rest.replace(text, () => "")), dense(page));
  });
};

/** The heads of the tables, which stand again on each page that a table goes on to. */
const tableHeads = ({ blocks }: DocumentView): readonly string[] =>
  blocks.flatMap((block) => {
    if (block.kind !== "lines") return [];
    const { description, period, quantity, rate, mark, amount } = block.columns;
    const columns = [description, period, quantity, rate, ...(mark === undefined ? [] : [mark]), amount];
    return [[block.caption, ...columns].map(plain).join("")];
  });

/**
 * Texts that no page shows. One in a row that breaks over two pages has the row's other cells between its halves: then
 * as much of it as a page shows, and the rest on the next, is all of it.
 */
export const lostTexts = (
  texts: readonly string[],
  pages: readonly string[],
  view: DocumentView,
): readonly string[] => {
  const bodies = bodiesOf(pages, view);
  const whole = [...pages.map(dense), ...bodies].join("\n");
  return [...new Set(texts)].filter((text) => !whole.includes(dense(text)) && !isInPieces(dense(text), bodies));
};

const isInPieces = (text: string, bodies: readonly string[]): boolean =>
  text === "" ||
  bodies.some((body, index) => {
    const length = longestStart(text, body);
    return length > 0 && isInPieces(text.slice(length), bodies.slice(index + 1, index + 2));
  });

/** How many letters from the text's start stand together in the body; where a start stands, shorter ones do, too. */
const longestStart = (text: string, body: string): number => {
  let least = 0;
  let most = text.length;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (body.includes(text.slice(0, middle))) least = middle;
    else most = middle - 1;
  }
  return least;
};

export const blankPages = (pages: readonly string[], view: DocumentView): readonly string[] =>
  bodiesOf(pages, view).flatMap((body, index) => (body === "" ? [`page ${index + 1} is blank`] : []));

/**
 * Texts that reach beyond the side margins or over an edge of the paper: the left edge of right-aligned figures that
 * are too wide, the right edge of a word that does not break.
 */
export const strayTexts = async (pdf: Uint8Array, { paper }: DocumentView): Promise<readonly string[]> => {
  const texts = await placedTexts(pdf);
  const { width, height } = THEME.paper[paper];
  const side = (width - THEME.grid.width) / 2 - TOLERANCE;
  if (texts.length === 0) return ["the pages have no text"];
  return texts
    .filter(({ left, right, base }) => left < side || right > width - side || base < 0 || base > height)
    .map(({ text, left, right }) => `"${text}" from ${left.toFixed(1)} to ${right.toFixed(1)} is beyond the margins`);
};

const THEME = readTheme(createAssets().template("theme.json"));

/** Points that a letter may reach over the end of its line; the space between letters counts as a part of its text. */
const TOLERANCE = 0.5;

/** A stretch of text on a page; points from the left and lower edges of the paper. */
type PlacedText = { readonly text: string; readonly left: number; readonly right: number; readonly base: number };

// pdf.js takes the bytes for itself, so it gets a copy.
const placedTexts = async (pdf: Uint8Array): Promise<readonly PlacedText[]> => {
  const task = getDocument({ data: Uint8Array.from(pdf), verbosity: VerbosityLevel.ERRORS });
  const document = await task.promise;
  const texts: PlacedText[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    texts.push(...items.flatMap((item) => ("str" in item && item.str.trim() !== "" ? [placeOf(item)] : [])));
  }
  await task.destroy();
  return texts;
};

type Item = { readonly str: string; readonly width: number; readonly transform: readonly number[] };

const placeOf = ({ str, width, transform }: Item): PlacedText => {
  const [, , , , left = NaN, base = NaN] = transform;
  return { text: str, left, right: left + width, base };
};
