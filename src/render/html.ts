import { invariant } from "../kernel/result.ts";
import type { Block, DocumentView, LinesBlock, PayingBlock, Text, TotalsBlock } from "../present/document-view.ts";
import { paperStyle, themeStyle, withHash } from "./html-style.ts";
import { qrSymbol } from "./qr-symbol.ts";
import type { RenderAssets, Renderer } from "./renderer.ts";
import { templateCompiler, type Template } from "./templates.ts";

/** One template a kind of block; a kind without its template stops the build here. */
const BLOCK_TEMPLATES = {
  letterhead: "blocks/letterhead.hbs",
  summary: "blocks/summary.hbs",
  details: "blocks/details.hbs",
  lines: "blocks/lines.hbs",
  usage: "blocks/usage.hbs",
  account: "blocks/account.hbs",
  totals: "blocks/totals.hbs",
  paying: "blocks/paying.hbs",
  notes: "blocks/notes.hbs",
} as const satisfies Record<Block["kind"], string>;

/**
 * One self-contained page: no script, nothing loaded from elsewhere, its styles allowed by their hashes alone.
 * Templates are compiled here, once, from our own files; the view's strings are only ever data to them, and each is
 * escaped exactly once. It never refuses: a browser finds a font for every character.
 */
export const createHtmlRenderer = (assets: RenderAssets): Renderer => {
  const compile = templateCompiler(assets);
  const page = compile("invoice.hbs");
  const blocks = new Map<string, Template>(
    Object.entries(BLOCK_TEMPLATES).map(([kind, name]) => [kind, compile(name)] as const),
  );
  const look = withHash(themeStyle(assets), assets);

  const renderBlock = (block: Block, view: DocumentView): string => {
    const template = blocks.get(block.kind);
    invariant(template !== undefined, `a template for the block ${block.kind}`);
    return template(contextOf(block, view)).trimEnd();
  };

  const render = (view: DocumentView): string =>
    page({
      view,
      styles: [look, withHash(paperStyle(view), assets)],
      blocks: view.blocks.map((block) => renderBlock(block, view)),
    });

  return { refusals: () => [], draw: async (view) => new TextEncoder().encode(render(view)) };
};

/** What a template needs beside its block: counts, the symbol's path, a string of another block. No words of its own. */
const contextOf = (block: Block, view: DocumentView): object => {
  switch (block.kind) {
    case "summary":
      return { ...block, online: view.blocks.find((other) => other.kind === "paying")?.online };
    case "lines":
      return { ...block, span: spansOf(block) };
    case "totals":
      return { ...block, caption: captionOf(block) };
    case "paying":
      return { ...block, symbol: symbolOf(block) };
    case "letterhead":
    case "details":
    case "usage":
    case "account":
    case "notes":
      return block;
  }
};

/** Columns that a heading and a subtotal's label stretch over. */
const spansOf = ({ columns }: LinesBlock): { readonly all: number; readonly label: number } => {
  const all = columns.mark === undefined ? 5 : 6;
  return { all, label: all - 1 };
};

/** The table of totals is named for speech after the figure that it leads to. */
const captionOf = ({ rows }: TotalsBlock): Text | undefined =>
  (rows.findLast(({ role }) => role === "total") ?? rows.at(-1))?.label;

const symbolOf = ({ online }: PayingBlock): ReturnType<typeof qrSymbol> | undefined =>
  online && qrSymbol(online.qr.modules);
