import { deflateSync, inflateSync } from "node:zlib";

/** The PDF as another deflate would have packed it, and where asked with other contents; its offsets are not mended. */
export const recompressed = (pdf: Uint8Array, change = (text: string): string => text): Uint8Array => {
  const text = Buffer.from(pdf).toString("latin1");
  const pieces: string[] = [];
  let at = 0;
  for (const match of text.matchAll(/<<[^]*?>>\s*stream\r?\n/g)) {
    const head = match[0];
    const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
    const start = match.index + head.length;
    if (match.index < at || !head.includes("/FlateDecode")) continue;
    const data = inflateSync(Buffer.from(text.slice(start, start + length), "latin1")).toString("latin1");
    const packed = deflateSync(Buffer.from(change(data), "latin1"), { level: 1 }).toString("latin1");
    pieces.push(change(text.slice(at, match.index)), head.replace(/\/Length \d+/, `/Length ${packed.length}`), packed);
    at = start + length;
  }
  return Buffer.from(pieces.join("") + change(text.slice(at)), "latin1");
};
