import { endsAtSpacesOnly, stretchesOf } from "./breaks.ts";
import type { Word } from "./face.ts";
import type { Cut } from "./faces.ts";

/** How a stretch of text looks. Points throughout. */
export type Look = {
  readonly cut: Cut;
  readonly size: number;
  /** White after each character. */
  readonly spacing: number;
  readonly leading: number;
  /** From the line's top to the baseline. */
  readonly ascent: number;
  /** As a PDF writes it. */
  readonly colour: string;
  /** Where it is another language than the paragraph's. */
  readonly lang?: string;
};

/** Text in one look, before it is broken. */
export type Run = { readonly text: string; readonly look: Look };

/** What a line is made of; it is parted only where it alone is wider than the line. */
export type Inline = {
  readonly text: string;
  readonly word: Word;
  readonly look: Look;
  readonly width: number;
  /** White at its ends, which a line does not count at its own ends. */
  readonly before: number;
  readonly after: number;
  readonly isLineEnd: boolean;
  /** No line may end after it. */
  readonly isGlued: boolean;
};

/** Runs in the stretches between which a line may end. */
export const inlinesOf = (runs: readonly Run[]): readonly Inline[] =>
  runs.flatMap(({ text, look }, index) => {
    const next = runs[index + 1];
    const stretches = stretchesOf(text);
    return stretches.map((stretch, position) => {
      const isLast = position === stretches.length - 1;
      const isGlued = isLast && next !== undefined && !stretch.isLineEnd && areOne(stretch.text, next.text);
      return inlineOf(stretch.text, look, { isLineEnd: stretch.isLineEnd, isGlued });
    });
  });

/** The one inline of a text that has room on a line; undefined where it must be parted, as for its spacing. */
export const wholeOf = (runs: readonly Run[], width: number): readonly Inline[] | undefined => {
  const [run] = runs;
  if (run === undefined || runs.length > 1) return undefined;
  if (run.look.spacing !== 0 || !endsAtSpacesOnly(run.text)) return undefined;
  const inline = inlineOf(run.text, run.look, { isLineEnd: false, isGlued: false });
  return inline.width - inline.before - inline.after <= width ? [inline] : undefined;
};

/** Runs that stay on one line. */
export const unbrokenOf = (runs: readonly Run[]): readonly Inline[] =>
  runs.map(({ text, look }, index) => inlineOf(text, look, { isLineEnd: false, isGlued: index < runs.length - 1 }));

/** The first characters of an inline, and the others. */
export const partedAt = (inline: Inline, length: number): readonly [Inline, Inline] => {
  const { text, look } = inline;
  const head = inlineOf(text.slice(0, length), look, { isLineEnd: inline.isLineEnd, isGlued: inline.isGlued });
  return [head, inlineOf(text.slice(length), look, inline)];
};

export const widthOfText = (text: string, look: Look): number => widthOfWord(text, look.cut.face.set(text), look);

const widthOfWord = (text: string, word: Word, { size, spacing }: Look): number =>
  (word.width * size) / 1000 + spacing * (text.length - 1);

const areOne = (text: string, next: string): boolean =>
  stretchesOf(text + (stretchesOf(next)[0]?.text ?? "")).length === 1;

const inlineOf = (text: string, look: Look, { isLineEnd, isGlued }: Pick<Inline, "isLineEnd" | "isGlued">): Inline => {
  const word = look.cut.face.set(text);
  const width = widthOfWord(text, word, look);
  const before = isLetter(text.charCodeAt(0)) ? 0 : widthOfWhite(LEADING.exec(text), look);
  const after = isLetter(text.charCodeAt(text.length - 1)) ? 0 : widthOfWhite(TRAILING.exec(text), look);
  return { text, word, look, width, before, after, isLineEnd, isGlued };
};

/** Surely no white space: ASCII above the space. */
const isLetter = (code: number): boolean => code > 0x20 && code < 0x7f;

const widthOfWhite = (white: RegExpExecArray | null, look: Look): number =>
  white === null ? 0 : widthOfText(white[0], look);

const LEADING = /^\s+/;
const TRAILING = /\s+$/;
