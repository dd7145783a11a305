import { FAMILIES, FONT_FILES, type Family } from "../fonts.ts";
import { WEIGHTS, type Weight } from "../theme.ts";
import { openFace, type Face, type Glyph, type Word } from "./face.ts";
import { writeFont } from "./font-objects.ts";
import type { Writer } from "./writer.ts";

/**
 * A font as documents have it, in two parts: the common one has the characters of most documents and is the same bytes
 * in every file; the rest is made for each document, of the words that the common part cannot set.
 */
export type Cut = {
  readonly face: Face;
  /** Their names in the pages, and the capitals that mark their subsets. */
  readonly common: string;
  readonly rest: string;
  readonly hasCommon: boolean;
  readonly isCommon: (word: Word) => boolean;
};

export type Faces = (family: Family, weight: Weight) => Cut;

/** Files are opened when a text first needs them. */
export const openFaces = (bytes: (name: string) => Uint8Array): Faces => {
  const known = new Map<string, Cut>();
  const names = [...new Set(FAMILIES.flatMap((family) => WEIGHTS.map((weight) => FONT_FILES[family][weight])))];
  return (family, weight) => {
    const name = FONT_FILES[family][weight];
    const old = known.get(name);
    if (old !== undefined) return old;
    const cut = cutOf(openFace(bytes(name)), names.indexOf(name), family === "plex");
    known.set(name, cut);
    return cut;
  };
};

const cutOf = (face: Face, index: number, hasCommon: boolean): Cut => {
  const common = new Set(hasCommon ? COMMON.map((text) => face.glyph(text).code) : []);
  return {
    face,
    common: `C${index}`,
    rest: `R${index}`,
    hasCommon,
    isCommon: ({ glyphs }) => glyphs.every(({ code }) => common.has(code)),
  };
};

const between = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index));

/** ASCII, Latin-1, and the punctuation of the locales; Plex has them all, and the ligature. */
const COMMON: readonly string[] = [
  ...between(0x20, 0x7e),
  ...between(0xa0, 0xac),
  ...between(0xae, 0xff),
  ...Array.from("ŒœŸ\u2002\u202f‐–—‘’‚“”„•…‹›€™−"),
  "fi",
];

/** The common part of a face; the same in every file. */
export const writeCommon = (writer: Writer, { face, common }: Cut): number =>
  writeFont(writer, face, { tag: tagOf(common), glyphs: COMMON.map(face.glyph) });

/** The rest of a face, for one document. */
export const writeRest = (writer: Writer, { face, rest }: Cut, glyphs: readonly Glyph[]): number =>
  writeFont(writer, face, { tag: tagOf(rest), glyphs });

/** "CAAAAA" of "C0", "RAAAAB" of "R1". */
const tagOf = (name: string): string =>
  `${name.charAt(0)}AAAA${String.fromCharCode("A".charCodeAt(0) + Number(name.slice(1)))}`;
