import { PDFParse, VerbosityLevel } from "pdf-parse";
import type { DocumentView } from "../../src/present/document-view.ts";
import { createPdfRenderer } from "../../src/render/pdf/pdfmake.ts";
import { assets } from "./rendering.ts";

const renderer = createPdfRenderer(assets);

/** The document's bytes; a refusal fails the test with its words. */
export const pdfOf = async (view: DocumentView): Promise<Uint8Array> => {
  const refusals = refusalsOf(view);
  if (refusals.length > 0) throw new Error(refusals.join("; "));
  return renderer.draw(view);
};

/** The messages of a refusal. */
export const refusalsOf = (view: DocumentView): readonly string[] =>
  renderer.refusals(view).map(({ message }) => message);

export type Facts = {
  readonly pages: number;
  readonly links: readonly string[];
  readonly title: unknown;
  readonly author: unknown;
  /** The texts of the information dictionary. */
  readonly info: Readonly<Record<string, string>>;
  /** What programs that read XML find. */
  readonly xmp: { readonly title: unknown; readonly author: unknown; readonly subject: unknown };
};

/** What the file says of itself. */
export const factsOf = async (pdf: Uint8Array): Promise<Facts> => {
  const parser = new PDFParse({ data: Uint8Array.from(pdf), verbosity: VerbosityLevel.ERRORS });
  try {
    const { total, pages, info, metadata } = await parser.getInfo({ parsePageInfo: true });
    const named: Record<string, unknown> = { ...info };
    return {
      pages: total,
      links: pages.flatMap((page) => page.links.map(({ url }) => url)),
      title: named["Title"],
      author: named["Author"],
      info: Object.fromEntries(
        Object.entries(named).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : [])),
      ),
      xmp: {
        title: metadata?.get("dc:title"),
        author: metadata?.get("dc:creator"),
        subject: metadata?.get("dc:description"),
      },
    };
  } finally {
    await parser.destroy();
  }
};

/** Text without white space: lines are broken where the column ends. */
export const dense = (text: string): string => text.replaceAll(/\s/gu, "");
