/** The part of fontkit 2 that is used here; the package ships no types. */
declare module "fontkit" {
  export type Font = {
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    readonly capHeight: number;
    readonly italicAngle: number;
    readonly postscriptName: string;
    readonly bbox: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
    /** Code points that have a glyph. */
    readonly characterSet: readonly number[];
    readonly hasGlyphForCodePoint: (codePoint: number) => boolean;
    readonly glyphForCodePoint: (codePoint: number) => Glyph;
    readonly layout: (text: string) => {
      readonly glyphs: readonly Glyph[];
      readonly positions: readonly { readonly xAdvance: number }[];
    };
  };
  export type Glyph = { readonly id: number; readonly advanceWidth: number };
  export const create: (bytes: Uint8Array) => Font;
}
