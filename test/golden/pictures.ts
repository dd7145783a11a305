import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** Share of a page's pixels that may differ by another processor's rounding of edges. */
const TOLERATED_SHARE = 0.0005;

export type Pixels = { readonly width: number; readonly height: number; readonly data: Uint8Array };

export const decodePng = (png: Uint8Array): Pixels => PNG.sync.read(Buffer.from(png));

/** Whether a reader would call the two pages the same. */
export const samePicture = (before: Uint8Array, after: Uint8Array): boolean => {
  const [old, now] = [decodePng(before), decodePng(after)];
  if (old.width !== now.width || old.height !== now.height) return false;
  return countDifferent(old, now) <= old.width * old.height * TOLERATED_SHARE;
};

/** A pale copy of the page with the changed pixels marked in red; pages of two sizes are laid over each other at the top left. */
export const overlayOf = (before: Uint8Array, after: Uint8Array): Uint8Array => {
  const [old, now] = [decodePng(before), decodePng(after)];
  const size = { width: Math.max(old.width, now.width), height: Math.max(old.height, now.height) };
  const overlay = new PNG(size);
  countDifferent(onCanvas(old, size), onCanvas(now, size), overlay.data);
  return PNG.sync.write(overlay);
};

const countDifferent = (old: Pixels, now: Pixels, overlay?: Uint8Array): number =>
  pixelmatch(old.data, now.data, overlay, old.width, old.height, { threshold: 0.1 });

const onCanvas = (picture: Pixels, size: { readonly width: number; readonly height: number }): Pixels => {
  const canvas = new PNG(size);
  PNG.bitblt(Object.assign(new PNG(), picture), canvas, 0, 0, picture.width, picture.height, 0, 0);
  return canvas;
};
