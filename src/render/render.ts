import { createHtmlRenderer } from "./html.ts";
import { createPdfRenderer } from "./pdf/pdfmake.ts";
import type { RenderAssets, Renderer } from "./renderer.ts";
import { renderText } from "./text.ts";

export type { RenderAssets, Renderer } from "./renderer.ts";

export const VIEW_FORMATS = ["pdf", "html", "text"] as const;
export type ViewFormat = (typeof VIEW_FORMATS)[number];

/** One row a format. Templates are compiled and fonts opened here, once. */
export const createRenderers = (assets: RenderAssets): Readonly<Record<ViewFormat, Renderer>> => ({
  pdf: createPdfRenderer(assets),
  html: createHtmlRenderer(assets),
  text: renderText,
});
