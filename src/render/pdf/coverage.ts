import type { Issue } from "../../kernel/result.ts";
import type { DocumentView } from "../../present/document-view.ts";
import type { Family, Fonts } from "./fonts.ts";
import { textsOf, type Placed } from "./view-texts.ts";

/** A stretch of text that one font sets. */
export type FontRun = { readonly text: string; readonly family: Family };

/**
 * The text in stretches of one font each. Letters with combining marks are composed first, as far as Unicode can.
 * In a Japanese document a dash, a dot or a quotation mark after Japanese stays in the Japanese font.
 */
export const splitRuns = (text: string, locale: string, fonts: Fonts): readonly FontRun[] => {
  const runs: { text: string; family: Family }[] = [];
  for (const character of composed(text)) {
    const last = runs.at(-1);
    const family = familyOf(character, fonts, locale === "ja-JP" && last?.family === "jp");
    if (last?.family === family) last.text += character;
    else runs.push({ text: character, family });
  }
  return runs;
};

/**
 * What the fonts cannot print, one issue for each character of each text (quality bar: every glyph is in an embedded
 * font). Refused besides: control and invisible characters, marks that have no composed letter, and scripts that run
 * from right to left, which need more than a glyph.
 */
export const missingGlyphs = (view: DocumentView, fonts: Fonts): readonly Issue[] =>
  textsOf(view).flatMap((placed) => issuesOf(placed, fonts));

const PUNCTUATION = /^[\u00b7\u2010-\u2027\u2030-\u205e]$/;
const MARKED = /\P{M}\p{M}+/gu;
const LINE_ENDS = /\r\n|\r/g;

/** Only letters with marks are composed: whole-text NFC would also replace Japanese name characters. */
const composed = (text: string): string =>
  text.replace(LINE_ENDS, "\n").replace(MARKED, (letter) => letter.normalize("NFC"));

const familyOf = (character: string, fonts: Fonts, afterJapanese: boolean): Family => {
  const codePoint = codePointOf(character);
  if (afterJapanese && PUNCTUATION.test(character) && fonts.covers("jp", codePoint)) return "jp";
  return fonts.covers("plex", codePoint) || !fonts.covers("jp", codePoint) ? "plex" : "jp";
};

const codePointOf = (character: string): number => character.codePointAt(0) ?? 0;

/** Why a character is refused though a font may have it, and what to do; the first that fits. */
const REFUSED: readonly { readonly is: RegExp; readonly what: string; readonly hint: string }[] = [
  { is: /\p{Cc}/u, what: "a control character", hint: "remove it" },
  { is: /\p{Cf}|\p{Zl}|\p{Zp}/u, what: "an invisible formatting character", hint: "remove it" },
  {
    is: /\p{M}/u,
    what: "a combining mark that no composed letter has",
    hint: "use the composed letter, or a letter without the mark",
  },
  {
    is: /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u,
    what: "of a script that runs from right to left",
    hint: "write it in Latin letters: right-to-left text is not set yet",
  },
];

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

const issuesOf = ({ text, where, source }: Placed, fonts: Fonts): readonly Issue[] => {
  const characters = new Set(composed(text).replaceAll("\n", ""));
  return [...characters].flatMap((character) => {
    const reason = reasonOf(character, fonts);
    if (reason === undefined) return [];
    return [
      {
        rule: null,
        at: source?.pointer ?? where,
        message: `${nameOf(character)} in "${excerpt(text)}" cannot be printed: ${reason.what}`,
        hint: reason.hint,
        ...(source && { file: source.file }),
        ...(source?.line !== undefined && { line: source.line }),
      },
    ];
  });
};

/** Enough of a text to find it by; what cannot be seen, or would change how a message is read, is a dot. */
const excerpt = (text: string): string => {
  const characters = Array.from(text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "·"));
  const isShort = characters.length <= LONGEST_EXCERPT;
  return isShort ? characters.join("") : `${characters.slice(0, LONGEST_EXCERPT).join("")}…`;
};

const LONGEST_EXCERPT = 60;

const reasonOf = (character: string, fonts: Fonts): { readonly what: string; readonly hint: string } | undefined => {
  const refused = REFUSED.find(({ is }) => is.test(character));
  if (refused !== undefined) return refused;
  const codePoint = codePointOf(character);
  if (fonts.covers("plex", codePoint) || fonts.covers("jp", codePoint)) return undefined;
  const what = EMOJI.test(character) ? "an emoji, which no embedded font has" : "no embedded font has it";
  return { what, hint: "replace it; Latin, Greek, Cyrillic, Vietnamese and Japanese are covered" };
};

/** "U+05D0 (א)"; what cannot be seen is named by its number alone. */
const nameOf = (character: string): string => {
  const number = `U+${codePointOf(character).toString(16).toUpperCase().padStart(4, "0")}`;
  return /[\p{C}\p{M}\p{Z}]/u.test(character) ? number : `${number} (${character})`;
};
