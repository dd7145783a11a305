import { splitRuns } from "../coverage.ts";
import type { Fonts } from "../fonts.ts";
import { createMeasure } from "../measure.ts";
import type { Theme } from "../theme.ts";
import { LONG, plain, portions, type Gauge, type Piece, type Setting } from "../typeset.ts";
import { stack, white, type Box, type Tag } from "./boxes.ts";
import { createGauge, isPlain } from "./gauge.ts";
import { inlinesOf, unbrokenOf, wholeOf, type Run } from "./inlines.ts";
import { commonLanguage, languagesOf } from "./languages.ts";
import type { Inks, Looks } from "./looks.ts";
import { rememberTexts, type SetText } from "./repeated-texts.ts";
import type { PressSetting } from "./setting.ts";
import { wrap } from "./wrap.ts";

/** Makes paragraphs, and tells how much room a text takes. */
export type Composer = Gauge & {
  /** The theme's colours as a PDF writes them. */
  readonly inks: Inks;
  /** One paragraph; its pieces follow each other on the line. */
  readonly paragraph: (pieces: readonly Piece[], setting: PressSetting) => Box;
};

type Source = {
  readonly theme: Theme;
  readonly fonts: Fonts;
  readonly looks: Looks;
  readonly inks: Inks;
  readonly locale: string;
};

/** Nothing of a text is ever read as an instruction: it is set glyph by glyph. */
export const createComposer = ({ theme, fonts, looks, inks, locale }: Source): Composer => {
  const gauge = createGauge(theme, fonts, locale);
  const { cutWords } = createMeasure(fonts, locale);
  const plexAscent = fonts.metrics("plex").ascent;

  const runsOf = ({ text, role }: Piece, main: string, { wrap: wrapping, width }: Setting): readonly Run[] =>
    languagesOf(text).flatMap(({ text: part, lang = locale }) => {
      const isWhole = wrapping === "never" || part.length < SHORTEST_CUT;
      const words = isWhole ? part : cutWords(part, theme.text[role], width);
      const foreign = lang === main ? undefined : lang;
      if (words !== "" && isPlain(words)) return [{ text: words, look: looks(role, "plex", foreign) }];
      return splitRuns(words, locale, fonts).map((run) => ({ text: run.text, look: looks(role, run.family, foreign) }));
    });

  /** How far a paragraph is moved so that its first baseline stands where its neighbour's does. */
  const raise = (pieces: readonly Piece[], runs: readonly Run[], { beside }: Setting): number => {
    if (pieces.length === 0) return 0;
    const largest = Math.max(...pieces.map(({ role }) => theme.text[role].size));
    const wanted = plexAscent * (beside === undefined ? largest : theme.text[beside].size);
    return wanted - Math.max(plexAscent * largest, ...runs.map(({ look }) => look.ascent));
  };

  const isWholeLink = (pieces: readonly Piece[], { width }: Setting): boolean =>
    pieces.length > 0 && pieces.every((piece) => piece.href !== undefined && gauge.widthOf(piece) <= width);

  const set = (pieces: readonly Piece[], setting: PressSetting, main: string): SetText => {
    const runs = pieces.flatMap((piece) => runsOf(piece, main, setting));
    const isUnbroken = setting.wrap === "never" || isWholeLink(pieces, setting);
    const width = setting.room ?? setting.width;
    const inlines = isUnbroken ? unbrokenOf(runs) : (wholeOf(runs, width) ?? inlinesOf(runs));
    const lines = wrap(inlines, { width, align: setting.align ?? "left", isUnbroken });
    const raised = raise(pieces, runs, setting);
    const above = (setting.above ?? 0) + raised;
    const below = (setting.below ?? 0) - Math.min(0, raised);
    return { lines, above, below, height: lines.reduce((sum, { height }) => sum + height, above + below) };
  };
  const setAgain = rememberTexts(set);

  /** The tag says the language of its whole text; where there is no tag, the text itself does. */
  const tagOf = (pieces: readonly Piece[], { tag }: PressSetting): Tag | undefined => {
    const main = commonLanguage(pieces);
    return tag === undefined || main === undefined || main === locale ? tag : { ...tag, lang: main };
  };

  const text = (pieces: readonly Piece[], setting: PressSetting): Box => {
    const tag = tagOf(pieces, setting);
    const href = pieces[0]?.href;
    const box = setAgain(pieces, setting, tag?.lang ?? locale);
    return { kind: "text", ...box, ...(tag && { tag }), ...(href !== undefined && { href }) };
  };

  const long = (piece: Piece, setting: PressSetting): Box => {
    const { width, above = 0, below = 0 } = setting;
    const parts = portions(plain(piece.text)).map((part) => text([{ ...piece, text: part }], { width }));
    return stack([white(above), ...parts, white(below)], tagOf([piece], setting));
  };

  return {
    ...gauge,
    inks,
    paragraph: (pieces, setting) => {
      const [piece] = pieces;
      return piece === undefined || plain(piece.text).length <= LONG ? text(pieces, setting) : long(piece, setting);
    },
  };
};

/** Shorter words are never cut. */
const SHORTEST_CUT = 12;
