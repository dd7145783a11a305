import pdfmake from "pdfmake";
import type { DocumentView } from "../../present/document-view.ts";
import type { RenderAssets, Renderer } from "../renderer.ts";
import { missingGlyphs } from "./coverage.ts";
import { definitionOf } from "./definition.ts";
import { overlongFrame } from "./frame.ts";
import { FAMILIES, FONT_FILES, openFonts } from "./fonts.ts";
import { bytesOf } from "./metadata.ts";
import { readTheme } from "./theme.ts";
import { createTypeset, type Typeset } from "./typeset.ts";
import { unsafeLinks } from "./view-texts.ts";

/**
 * PDF by pdfmake, the first engine; docs/layout.md is what any other must match. The same view gives the same bytes
 * whatever was rendered before: each document has its own definition and its own fonts, and its dates are the view's.
 * Refused are characters that no embedded font prints, a running head or footer that its margin cannot hold, and links
 * that are neither https nor mail.
 */
export const createPdfRenderer = (assets: RenderAssets): Renderer => {
  const theme = readTheme(assets.template("theme.json"));
  const fonts = openFonts(assets.font);
  denyAccess();
  const typesetFor = (view: DocumentView): Typeset => createTypeset(theme, fonts, view.locale);
  return {
    refusals: (view) => [...missingGlyphs(view, fonts), ...overlongFrame(view, typesetFor(view)), ...unsafeLinks(view)],
    draw: (view) => {
      useFonts(assets.font);
      return bytesOf(pdfmake.createPdf(definitionOf(view, typesetFor(view))), view.meta);
    },
  };
};

/** Nothing is fetched and no file is read while rendering: fonts are in memory, and there are no images. */
const denyAccess = (): void => {
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
};

/** pdfmake has one set of fonts for the whole process; it takes them from its files in memory by name. */
const useFonts = (font: RenderAssets["font"]): void => {
  for (const files of Object.values(FONT_FILES))
    for (const name of Object.values(files)) pdfmake.virtualfs.writeFileSync(name, font(name));
  pdfmake.setFonts(
    Object.fromEntries(
      FAMILIES.flatMap((family) => [
        [family, { normal: FONT_FILES[family].regular, bold: FONT_FILES[family].semibold }],
        [`${family}-medium`, { normal: FONT_FILES[family].medium }],
      ]),
    ),
  );
};
