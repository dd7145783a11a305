/** The part of fontkit 2 that is used here; the package ships no types. */
declare module "fontkit" {
  export type Font = {
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    readonly hasGlyphForCodePoint: (codePoint: number) => boolean;
    readonly glyphForCodePoint: (codePoint: number) => { readonly advanceWidth: number };
  };
  export const create: (bytes: Uint8Array) => Font;
}
