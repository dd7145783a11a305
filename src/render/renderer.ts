import type { Result } from "../kernel/result.ts";
import type { DocumentView } from "../present/document-view.ts";

/** What renderers need of the outside, read once and given as values. */
export type RenderAssets = {
  /** A file of templates/: "invoice.hbs", "style.css", "theme.json", "blocks/lines.hbs". */
  readonly template: (name: string) => string;
  /** A file of fonts/: "IBMPlexSans-Regular.ttf". */
  readonly font: (name: string) => Uint8Array;
};

/** Bytes of one look of the view. It refuses a glyph that no font has; it cannot format a number or find a word. */
export type Renderer = (view: DocumentView) => Promise<Result<Uint8Array>>;
