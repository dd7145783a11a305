import * as fontkit from "fontkit";
import type { Weight } from "./theme.ts";

/** Plex is asked first; Noto Sans JP sets what Plex lacks. */
export const FAMILIES = ["plex", "jp"] as const;
export type Family = (typeof FAMILIES)[number];

/** Noto Sans JP is there in two weights; its regular, which is darker than Plex, stands beside Plex Medium. */
export const FONT_FILES = {
  plex: { regular: "IBMPlexSans-Regular.ttf", medium: "IBMPlexSans-Medium.ttf", semibold: "IBMPlexSans-SemiBold.ttf" },
  jp: { regular: "NotoSansJP-Regular.ttf", medium: "NotoSansJP-Regular.ttf", semibold: "NotoSansJP-SemiBold.ttf" },
} as const satisfies Record<Family, Record<Weight, string>>;

/** Ascent and descent in ems: what pdfmake takes for the height of a line. */
export type Metrics = { readonly ascent: number; readonly height: number };

export type Fonts = {
  readonly covers: (family: Family, codePoint: number) => boolean;
  /** In ems. */
  readonly advance: (face: { readonly family: Family; readonly weight: Weight }, codePoint: number) => number;
  readonly metrics: (family: Family) => Metrics;
};

/** Fonts are opened at their first use, once, and what was asked of a character is remembered. */
export const openFonts = (bytes: (name: string) => Uint8Array): Fonts => {
  const font = remember((name: string) => fontkit.create(bytes(name)));
  const covered = {
    plex: remember((codePoint: number) => font(FONT_FILES.plex.regular).hasGlyphForCodePoint(codePoint)),
    jp: remember((codePoint: number) => font(FONT_FILES.jp.regular).hasGlyphForCodePoint(codePoint)),
  };
  const advances = remember((name: string) => {
    const face = font(name);
    return remember((codePoint: number) => face.glyphForCodePoint(codePoint).advanceWidth / face.unitsPerEm);
  });
  return {
    covers: (family, codePoint) => covered[family](codePoint),
    advance: ({ family, weight }, codePoint) => advances(FONT_FILES[family][weight])(codePoint),
    metrics: remember((family: Family) => {
      const { ascent, descent, unitsPerEm } = font(FONT_FILES[family].regular);
      return { ascent: ascent / unitsPerEm, height: (ascent - descent) / unitsPerEm };
    }),
  };
};

/** What was found for a key is found again without looking. */
export const remember = <Key, Value>(find: (key: Key) => Value): ((key: Key) => Value) => {
  const known = new Map<Key, Value>();
  return (key) => {
    const old = known.get(key);
    if (old !== undefined) return old;
    const found = find(key);
    known.set(key, found);
    return found;
  };
};
