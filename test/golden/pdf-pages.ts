import { PDFParse, VerbosityLevel } from "pdf-parse";

/** The text of each page, in the order in which it was written. */
export const pageTexts = (pdf: Uint8Array): Promise<readonly string[]> =>
  reading(pdf, async (parser) => {
    const { pages } = await parser.getText({ pageJoiner: "" });
    return pages.map(({ text }) => text.trim());
  });

/** Pages as PNG files; numbers count from 1, all pages where none are named. */
export const pagePictures = (
  pdf: Uint8Array,
  { scale, pages }: { readonly scale: number; readonly pages?: readonly number[] },
): Promise<readonly Uint8Array[]> =>
  reading(pdf, async (parser) => {
    const wanted = pages === undefined ? {} : { partial: [...pages] };
    const pictures = await parser.getScreenshot({ scale, ...wanted, imageDataUrl: false });
    return pictures.pages.map(({ data }) => data);
  });

// pdf.js takes the bytes for itself, so it gets a copy.
const reading = async <T>(pdf: Uint8Array, read: (parser: PDFParse) => Promise<T>): Promise<T> => {
  const parser = new PDFParse({ data: Uint8Array.from(pdf), verbosity: VerbosityLevel.ERRORS });
  try {
    return await read(parser);
  } finally {
    await parser.destroy();
  }
};
