import { createHtmlRenderer } from "./html.ts";
import { createPdfRenderer } from "./pdf/pdfmake.ts";
import type { RenderAssets, Renderer, ViewFormat } from "./renderer.ts";
import { textRenderer } from "./text.ts";

export type { RenderAssets, Renderer } from "./renderer.ts";
export { VIEW_FORMATS, type ViewFormat } from "./renderer.ts";

/** One row a format. Templates are compiled and fonts opened here, once. */
export const createRenderers = (assets: RenderAssets): Readonly<Record<ViewFormat, Renderer>> => ({
  pdf: createPdfRenderer(assets),
  html: createHtmlRenderer(assets),
  text: textRenderer,
});
