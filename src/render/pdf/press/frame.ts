import type { Artifact, Sheet } from "./sheet.ts";
import type { Element } from "./structure.ts";

/** What surrounds a box while it is put on pages. Points throughout. */
export type Frame = {
  readonly sheet: Sheet;
  /** From the paper's top to where the body of a page begins and ends. */
  readonly body: { readonly top: number; readonly bottom: number };
  /** From the paper's left edge. */
  readonly x: number;
  /** The element that the box belongs to, or why it may be skipped. */
  readonly owner: Owner;
  /** Within a table: the owner of the table. */
  readonly beyond?: Owner;
  /** What the bands around the box need at the end of each page. */
  readonly reserve: number;
  /** What they need at the beginning of a page on which the box goes on. */
  readonly resume: number;
  /** What stands at the head of each new page. */
  readonly head?: { readonly height: number; readonly draw: (page: number) => void };
  /** All of the box stays on one page, which has room for it. */
  readonly isWhole: boolean;
};

export type Owner = Element | Artifact;

/** How far the pages are filled. A page is made when something is drawn on it, so that none stays empty. */
export type Cursor = { readonly page: number; readonly y: number };

export const fits = (height: number, { y }: Cursor, { body, reserve, isWhole }: Frame): boolean =>
  isWhole || y + height <= body.bottom - reserve;

export const nextPage = ({ page }: Cursor, { body, head, resume }: Frame): Cursor => ({
  page: page + 1,
  y: body.top + (head?.height ?? 0) + resume,
});

/** Where so much has room: here, or on the next page. */
export const roomFor = (height: number, cursor: Cursor, frame: Frame): Cursor =>
  fits(height, cursor, frame) ? cursor : nextPage(cursor, frame);

/** White is not carried over to the next page. */
export const skip = (height: number, cursor: Cursor, frame: Frame): Cursor =>
  fits(height, cursor, frame) ? { page: cursor.page, y: cursor.y + height } : nextPage(cursor, frame);

/** Makes the pages up to the one that is drawn on. */
export const prepare = (page: number, { sheet, head }: Frame): void => {
  while (sheet.count() <= page) {
    sheet.addPage();
    head?.draw(sheet.count() - 1);
  }
};
