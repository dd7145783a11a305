import type { ContentStack, ContentText } from "pdfmake/interfaces.js";
import type { Text } from "../../present/document-view.ts";
import { splitRuns } from "./coverage.ts";
import type { Family, Fonts } from "./fonts.ts";
import { createMeasure } from "./measure.ts";
import type { Role, TextStyle, Theme } from "./theme.ts";

/** A text in the look of its role; several of them make one line. */
export type Piece = { readonly text: Text | string; readonly role: Role; readonly href?: string };

export type Setting = {
  /** Points: a word longer than this is broken. */
  readonly width: number;
  readonly align?: "left" | "right";
  readonly wrap?: "never";
  /** The role of the neighbour on whose baseline the text stands. */
  readonly beside?: Role;
  readonly above?: number;
  readonly below?: number;
};

export type Paragraph = ContentText | ContentStack;

/** Makes paragraphs for pdfmake, and tells how much room a text takes. */
export type Typeset = {
  readonly theme: Theme;
  /** One paragraph; its pieces follow each other on the line. */
  readonly paragraph: (pieces: readonly Piece[], setting: Setting) => Paragraph;
  /** Points that the text takes on one line. */
  readonly widthOf: (piece: Piece) => number;
  /** Points from the top of the text to its end, at least what is printed. */
  readonly heightOf: (piece: Piece, width: number) => number;
};

/** The part of it by which columns and ways are chosen: the same for every engine. */
export type Gauge = Pick<Typeset, "theme" | "widthOf" | "heightOf">;

/** Nothing of a text is ever read as an instruction: it reaches pdfmake as the value of a `text` key and nowhere else. */
export const createTypeset = (theme: Theme, fonts: Fonts, locale: string): Typeset => {
  const measure = createMeasure(fonts, locale);

  const inlines = ({ text, role, href }: Piece, setting: Setting): ContentText[] => {
    const style = theme.text[role];
    const broken = setting.wrap === "never" ? plain(text) : measure.cutWords(plain(text), style, setting.width);
    return splitRuns(broken, locale, fonts).map(({ text: run, family }) => ({
      text: run,
      ...lookOf(style, family, fonts),
      color: theme.colours[style.colour],
      ...(href !== undefined && { link: href, decoration: "underline", decorationThickness: theme.rule.hair }),
    }));
  };

  const widthOf = ({ text, role }: Piece): number => measure.width(plain(text), theme.text[role]);

  /** A link that fits is one stretch, so that it is one place to click; pdfmake would make one of each word. */
  const isWholeLink = (pieces: readonly Piece[], { width }: Setting): boolean =>
    pieces.length > 0 && pieces.every((piece) => piece.href !== undefined && widthOf(piece) <= width);

  const line = (pieces: readonly Piece[], setting: Setting): ContentText => {
    const runs = pieces.flatMap((piece) => inlines(piece, setting));
    const text = setting.wrap === "never" ? joined(runs) : runs;
    const raised = raise(pieces, setting, { theme, fonts, runs: text });
    return {
      text,
      alignment: setting.align ?? "left",
      margin: [0, (setting.above ?? 0) + raised, 0, (setting.below ?? 0) - Math.min(0, raised)],
      ...((setting.wrap === "never" || isWholeLink(pieces, setting)) && { noWrap: true }),
    };
  };

  return {
    theme,
    paragraph: (pieces, setting) => {
      const [piece] = pieces;
      if (piece === undefined || plain(piece.text).length <= LONG) return line(pieces, setting);
      const stack = portions(plain(piece.text)).map((text) => line([{ ...piece, text }], { width: setting.width }));
      return { stack, margin: [0, setting.above ?? 0, 0, setting.below ?? 0] };
    },
    widthOf,
    heightOf: ({ text, role }, width) => measure.lines(plain(text), theme.text[role], width) * theme.text[role].leading,
  };
};

/** pdfmake would break between two runs where a line may end, as after the minus of a negative amount in yen. */
const joined = (runs: readonly ContentText[]): ContentText[] =>
  runs.map((run, index) => ({ ...run, ...(index < runs.length - 1 && { noNewLine: true }) }));

export const plain = (text: Text | string): string =>
  typeof text === "string" ? text : text.runs.map((run) => run.text).join("");

/** Characters of one paragraph at most; a longer text is set in portions, since pdfmake's time grows with the square. */
export const LONG = 3000;

/** At spaces where there are some; no character is lost, and none is parted from its marks. */
export const portions = (text: string): readonly string[] => text.match(PORTION) ?? [];

const PORTION = new RegExp(`.{1,${LONG - 1}}(?:\\s|$)|.{1,${LONG / 3}}(?!\\p{M})`, "gsu");

/** pdfmake's name of a face: bold is the semibold. */
const lookOf = (style: TextStyle, family: Family, fonts: Fonts) => ({
  font: style.weight === "medium" ? `${family}-medium` : family,
  bold: style.weight === "semibold",
  fontSize: style.size,
  lineHeight: style.leading / (style.size * fonts.metrics(family).height),
  ...(style.spacing !== 0 && { characterSpacing: style.spacing }),
});

/**
 * How far a paragraph is moved so that its first baseline stands where its neighbour's does. pdfmake puts a baseline
 * at the tallest ascent of its line: a smaller text would stand higher, and Japanese lower, than Plex at full size.
 */
const raise = (
  pieces: readonly Piece[],
  setting: Setting,
  { theme, fonts, runs }: { readonly theme: Theme; readonly fonts: Fonts; readonly runs: readonly ContentText[] },
): number => {
  if (pieces.length === 0) return 0;
  const plex = fonts.metrics("plex").ascent;
  const largest = Math.max(...pieces.map(({ role }) => theme.text[role].size));
  const wanted = plex * (setting.beside === undefined ? largest : theme.text[setting.beside].size);
  const japanese = runs.filter(({ font }) => font?.startsWith("jp"));
  const ascents = japanese.map(({ fontSize }) => fonts.metrics("jp").ascent * (fontSize ?? 0));
  return wanted - Math.max(plex * largest, ...ascents);
};
