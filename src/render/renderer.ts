import type { Issue } from "../kernel/result.ts";
import type { DocumentView } from "../present/document-view.ts";

/** What renderers need of the outside, read once and given as values. */
export type RenderAssets = {
  /** A file of templates/: "invoice.hbs", "style.css", "theme.json", "blocks/lines.hbs". */
  readonly template: (name: string) => string;
  /** A file of fonts/: "IBMPlexSans-Regular.ttf". */
  readonly font: (name: string) => Uint8Array;
  /** SHA-256 of a text in UTF-8, in base64: what a page's policy names a style by. */
  readonly digest: (text: string) => string;
  /** Bytes in the zlib format; the same bytes always come out the same. */
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
};

export const VIEW_FORMATS = ["pdf", "html", "text"] as const;
export type ViewFormat = (typeof VIEW_FORMATS)[number];

/** What makes the PDF: the same words at the same places (docs/layout.md). */
export const ENGINES = ["pdfmake", "press"] as const;
export type Engine = (typeof ENGINES)[number];
export const DEFAULT_ENGINE: Engine = "pdfmake";

/** One look of the view. It can refuse a glyph that no font has; it cannot format a number or find a word. */
export type Renderer = {
  /** All that stands against drawing the view, found without drawing it. */
  readonly refusals: (view: DocumentView) => readonly Issue[];
  /** The bytes of a view that nothing stands against. */
  readonly draw: (view: DocumentView) => Promise<Uint8Array>;
};
