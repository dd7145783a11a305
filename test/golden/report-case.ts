import type { GoldenCase } from "./cases.ts";
import type { Change, Outputs } from "./compare.ts";
import type { MadeCase } from "./make-case.ts";
import { PICTURE_SCALE } from "./outputs.ts";
import { pagePictures } from "./pdf-pages.ts";
import { overlayOf } from "./pictures.ts";
import type { CaseReport, PagePicture } from "./report.ts";

/** What the report shows of a changed case: its differences, and the pages of documents whose look changed. */
export const reportOf = async (
  { name, title, folder }: GoldenCase,
  { made, changes, kept }: { readonly made: MadeCase; readonly changes: readonly Change[]; readonly kept: Outputs },
): Promise<CaseReport> => {
  const looks = made.documents.filter((document) =>
    changes.some(({ file }) => file.startsWith(`${document.folder}5-`)),
  );
  const pages: CaseReport["pages"][number][] = [];
  for (const document of looks) {
    const now = await pagePictures(document.pdf, { scale: PICTURE_SCALE });
    const old = picturesIn(kept, document.folder);
    pages.push({ document: `${folder}/${document.folder}`, pictures: sideBySide(old, now) });
  }
  return { name, title, changes, pages };
};

/** The stored pages of one document, in order. */
const picturesIn = (kept: Outputs, folder: string): readonly Uint8Array[] => {
  const pictures: Uint8Array[] = [];
  for (
    let page = kept.get(`${folder}5-page-1.png`);
    page instanceof Uint8Array;
    page = kept.get(`${folder}5-page-${pictures.length + 1}.png`)
  ) {
    pictures.push(page);
  }
  return pictures;
};

const sideBySide = (old: readonly Uint8Array[], now: readonly Uint8Array[]): readonly PagePicture[] =>
  Array.from({ length: Math.max(old.length, now.length) }, (_, index) => {
    const [before, after] = [old[index], now[index]];
    return {
      page: index + 1,
      ...(before !== undefined && { old: before }),
      ...(after !== undefined && { now: after }),
      ...(before !== undefined && after !== undefined && { overlay: overlayOf(before, after) }),
    };
  });
