import { createHtmlRenderer } from "./html.ts";
import { createPdfRenderer } from "./pdf/pdfmake.ts";
import { createPressRenderer } from "./pdf/press/press.ts";
import { DEFAULT_ENGINE, type Engine, type RenderAssets, type Renderer, type ViewFormat } from "./renderer.ts";
import { textRenderer } from "./text.ts";

export type { RenderAssets, Renderer } from "./renderer.ts";
export { DEFAULT_ENGINE, VIEW_FORMATS, type Engine, type ViewFormat } from "./renderer.ts";

/** One row an engine. Fonts are opened at their first use. */
export const createEngines = (assets: RenderAssets): Readonly<Record<Engine, Renderer>> => ({
  pdfmake: createPdfRenderer(assets),
  press: createPressRenderer(assets),
});

/** One row a format. Templates are compiled here, once. */
export const createRenderers = (
  assets: RenderAssets,
  pdf: Renderer = createEngines(assets)[DEFAULT_ENGINE],
): Readonly<Record<ViewFormat, Renderer>> => ({
  pdf,
  html: createHtmlRenderer(assets),
  text: textRenderer,
});
