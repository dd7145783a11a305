import { PDFParse, VerbosityLevel } from "pdf-parse";
import type { DocumentView } from "../../src/present/document-view.ts";
import { createPdfRenderer } from "../../src/render/pdf/pdfmake.ts";
import { assets } from "./rendering.ts";

const renderer = createPdfRenderer(assets);

/** The document's bytes; a refusal fails the test with its words. */
export const pdfOf = async (view: DocumentView): Promise<Uint8Array> => {
  const result = await renderer(view);
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join("; "));
  return result.value;
};

/** The messages of a refusal. */
export const refusalOf = async (view: DocumentView): Promise<readonly string[]> => {
  const result = await renderer(view);
  return result.ok ? [] : result.issues.map(({ message }) => message);
};

export type Facts = {
  readonly pages: number;
  readonly links: readonly string[];
  readonly title: unknown;
  readonly author: unknown;
  readonly xmpTitle: unknown;
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
      xmpTitle: metadata?.get("dc:title"),
    };
  } finally {
    await parser.destroy();
  }
};

/** Text without white space: lines are broken where the column ends. */
export const dense = (text: string): string => text.replaceAll(/\s/gu, "");
