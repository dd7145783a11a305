import pdfmake from "pdfmake";
import { fail, succeed } from "../../kernel/result.ts";
import type { RenderAssets, Renderer } from "../renderer.ts";
import { missingGlyphs } from "./coverage.ts";
import { definitionOf } from "./definition.ts";
import { overlongFrame } from "./frame.ts";
import { FAMILIES, FONT_FILES, openFonts } from "./fonts.ts";
import { repairXmp } from "./metadata.ts";
import { readTheme } from "./theme.ts";
import { createTypeset } from "./typeset.ts";
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
  return async (view) => {
    const typeset = createTypeset(theme, fonts, view.locale);
    const issues = [...missingGlyphs(view, fonts), ...overlongFrame(view, typeset), ...unsafeLinks(view)];
    if (issues.length > 0) return fail(...issues);
    useFonts(assets.font);
    const definition = definitionOf(view, typeset);
    const bytes = await pdfmake.createPdf(definition).getBuffer();
    return succeed(repairXmp(bytes, [view.meta.title, view.meta.author, view.meta.subject]));
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
