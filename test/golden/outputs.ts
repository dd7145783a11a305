import type { GoldenCase } from "./cases.ts";
import type { Outputs } from "./compare.ts";
import type { MadeCase } from "./make-case.ts";
import { pdfFingerprint } from "./pdf-fingerprint.ts";
import { pagePictures, pageTexts } from "./pdf-pages.ts";

/** The size of kept pictures: a point is a pixel. */
export const PICTURE_SCALE = 1;

/** What is stored of a case: the stages' own files, and of the PDF its text, its fingerprint and, where asked for, its pages. */
export const outputsOf = async ({ pictures }: GoldenCase, made: MadeCase): Promise<Outputs> => {
  const stored = new Map<string, string | Uint8Array>();
  for (const [file, content] of made.files) {
    if (typeof content === "string") {
      stored.set(file, content);
      continue;
    }
    const pages = await pageTexts(content);
    stored.set(`${file}.txt`, joinPages(pages));
    stored.set(`${file}.sha256`, `${pdfFingerprint(content)}\n`);
    const images = pictures ? await pagePictures(content, { scale: PICTURE_SCALE }) : [];
    const folder = file.slice(0, file.lastIndexOf("/") + 1);
    images.forEach((image, index) => stored.set(`${folder}5-page-${index + 1}.png`, image));
  }
  return stored;
};

const SEPARATOR = /^--- page \d+ of \d+ ---\n/m;

const joinPages = (pages: readonly string[]): string =>
  pages.map((text, index) => `--- page ${index + 1} of ${pages.length} ---\n${text}\n`).join("\n");

/** The pages of a stored 5-invoice.pdf.txt. */
export const splitPages = (text: string): readonly string[] => text.split(SEPARATOR).slice(1);
