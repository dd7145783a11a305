/**
 * The first character that no one-line text of a document may hold: control, format, private and unassigned characters and
 * halves of pairs (\p{C}), line and paragraph separators, joiners and fillers that show nothing, and the mark that a
 * damaged conversion leaves. Undefined where there is none. Selectors of glyph variants stay: Japanese names need them. A line feed counts, too.
 */
export const refusedCharacter = (text: string): string | undefined => REFUSED.exec(text)?.[0];

const REFUSED = /[\p{C}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0\uFFFD]|\u034F|\u17B4|\u17B5|[\u180B-\u180D]|\u180F/u;

/**
 * Text of others as it may be shown: control characters (a terminal's commands) and marks that turn text round would be
 * obeyed by a terminal, a browser or the reader's eye, so they are spelt out.
 */
export const printable = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
