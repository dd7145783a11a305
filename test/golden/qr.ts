import jsQR from "jsqr";
import { pagePictures } from "./pdf-pages.ts";
import { decodePng } from "./pictures.ts";

/** Two pixels a point make a module of the code some pixels wide, as on a phone's camera. */
const SCALE = 2;

/** What a phone reads from the pages of a PDF that are named: the first code on them, or undefined where there is none. */
export const readQr = async (pdf: Uint8Array, pages: readonly number[]): Promise<string | undefined> => {
  for (const page of pages) {
    const [png] = await pagePictures(pdf, { scale: SCALE, pages: [page] });
    if (png === undefined) continue;
    const { data, width, height } = decodePng(png);
    const code = jsQR.default(Uint8ClampedArray.from(data), width, height);
    if (code !== null) return code.data;
  }
  return undefined;
};
