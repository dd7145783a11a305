import type { DocumentView, Text } from "../../src/present/document-view.ts";
import { decodedPdf } from "../golden/pdf-fingerprint.ts";

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

const TEXT_AT = /^1 0 0 1 (-?[\d.]+) (-?[\d.]+) Tm$/gm;

/** Texts that begin beyond an edge of the paper; right-aligned figures that are too wide begin left of it. */
export const strayTexts = (pdf: Uint8Array): readonly string[] => {
  const content = decodedPdf(pdf);
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(content) ?? [];
  const places = [...content.matchAll(TEXT_AT)].map(([, x, y]) => [Number(x), Number(y)] as const);
  if (places.length === 0) return ["the pages have no text"];
  return places
    .filter(([x, y]) => x < 0 || y < 0 || x > Number(width) || y > Number(height))
    .map(([x, y]) => `text at ${x}, ${y} is beyond the paper of ${width} × ${height}`);
};
