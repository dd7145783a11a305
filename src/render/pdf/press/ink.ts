import { qrSymbol } from "../../qr-symbol.ts";
import type { Glyph } from "./face.ts";
import type { Cut } from "./faces.ts";
import type { Inline, Look } from "./inlines.ts";
import { points, textString } from "./pdf-text.ts";
import type { Line, Part } from "./wrap.ts";

/** What the last text of a page left behind, so that it need not be said again. */
export type Pen = { font: string; colour: string; spacing: number };

export const newPen = (): Pen => ({ font: "", colour: "", spacing: 0 });

/** The fonts that a document uses: whether a face's common part is shown, and the glyphs of its rest. */
export type Usage = Map<Cut, { isCommonShown: boolean; readonly rest: Map<number, Glyph> }>;

/** A line's text; x and the baseline count from the page's lower left corner. */
export const lineInk = (
  line: Line,
  at: { readonly x: number; readonly baseline: number },
  state: { readonly pen: Pen; readonly usage: Usage },
): string => {
  let ink = `BT ${points(at.x + line.x - line.white)} ${points(at.baseline)} Td `;
  for (const part of line.parts) ink += partInk(part, state);
  return `${ink}ET\n`;
};

const partInk = ({ look, inlines }: Part, { pen, usage }: { readonly pen: Pen; readonly usage: Usage }): string => {
  const { lang } = look;
  let ink = lang === undefined ? "" : `/Span<</Lang${textString(lang)}>>BDC `;
  ink += lookInk(look, pen);
  let shown = "";
  for (const inline of inlines) {
    const font = `/${fontOf(inline, usage)} ${look.size} Tf `;
    if (font !== pen.font) {
      ink += showInk(shown) + font;
      shown = "";
      pen.font = font;
    }
    shown += inline.word.shown + unspaced(look);
  }
  ink += showInk(shown);
  return lang === undefined ? ink : `${ink}EMC `;
};

const showInk = (shown: string): string => {
  if (shown === "") return "";
  return shown.includes(")") ? `[(${shown})]TJ ` : `(${shown})Tj `;
};

/** Inlines are spaced within, not between: so the last character's space is taken back. */
const unspaced = ({ spacing, size }: Look): string => (spacing === 0 ? "" : `)${points((spacing * 1000) / size)}(`);

const lookInk = ({ colour, spacing }: Look, pen: Pen): string => {
  let ink = "";
  if (colour !== pen.colour) ink += `${colour} rg `;
  if (spacing !== pen.spacing) ink += `${points(spacing)} Tc `;
  pen.colour = colour;
  pen.spacing = spacing;
  return ink;
};

const fontOf = ({ word, look: { cut } }: Inline, usage: Usage): string => {
  const used = usage.get(cut) ?? { isCommonShown: false, rest: new Map<number, Glyph>() };
  usage.set(cut, used);
  if (cut.isCommon(word)) {
    used.isCommonShown = true;
    return cut.common;
  }
  for (const glyph of word.glyphs) used.rest.set(glyph.code, glyph);
  return cut.rest;
};

type Stroke = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly weight: number;
  readonly colour: string;
};

/** A level line whose middle is at y. */
export const ruleInk = ({ x, y, width, weight, colour }: Stroke): string =>
  `${colour} RG ${weight} w ${points(x)} ${points(y)} m ${points(x + width)} ${points(y)} l S\n`;

type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
};

/** A filled rectangle, y being its lower edge. */
export const areaInk = ({ x, y, width, height, colour }: Area): string =>
  `q ${colour} rg ${points(x)} ${points(y)} ${points(width)} ${points(height)} re f Q\n`;

/** The dark modules as one path on a square of paper with its quiet zone; y is the square's upper edge. */
export const qrInk = (
  modules: readonly string[],
  { x, y, side, paper }: { readonly x: number; readonly y: number; readonly side: number; readonly paper: string },
): string => {
  const { size, origin } = qrSymbol(modules);
  const unit = side / size;
  const dark = modules
    .flatMap((row, line) => [...row.matchAll(/1+/g)].map(({ 0: run, index }) => `${index} ${line} ${run.length} 1 re`))
    .join(" ");
  const start = `${points(x - origin * unit)} ${points(y + origin * unit)}`;
  return `${areaInk({ x, y: y - side, width: side, height: side, colour: paper })}q 0 0 0 rg ${scale(unit)} 0 0 ${scale(-unit)} ${start} cm ${dark} f Q\n`;
};

const scale = (value: number): string => String(Math.round(value * 100_000) / 100_000);
