import { inflateSync } from "node:zlib";

/**
 * Whether two PDFs are one but for their compression, which another processor or runtime may do otherwise: streams are
 * compared decoded, lengths and byte offsets are left out. What cannot be taken apart is equal to nothing.
 */
export const equalPdfStreams = (one: Uint8Array, other: Uint8Array): boolean => {
  const [a, b] = [piecesOf(one), piecesOf(other)];
  for (;;) {
    const [left, right] = [a.next(), b.next()];
    if (left.done !== right.done) return false;
    if (left.done === true || right.done === true) return left.value === "whole" && right.value === "whole";
    if (!sameBytes(left.value, right.value)) return false;
  }
};

const OBJECT = /\d+ \d+ obj\b/g;
const STREAM_OR_END = />>\s*stream\r?\n|\bendobj\b/g;

/** A stream of ours has some megabytes; what unpacks to more than this is none. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Head, objects in order, trailer; offsets (xref tables and streams) are not among them. Says at the end whether all was there. */
export function* piecesOf(file: Uint8Array): Generator<string | Uint8Array, "whole" | "broken"> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const text = bytes.toString("latin1");
  let position = 0;
  for (let object = find(OBJECT, text, position); object !== undefined; object = find(OBJECT, text, position)) {
    yield text.slice(position, object.start);
    const mark = find(STREAM_OR_END, text, object.start);
    if (mark === undefined) return "broken";
    const isStream = mark.found.startsWith(">>");
    const dictionary = text.slice(object.start, isStream ? mark.start + 2 : mark.start);
    const length = isStream ? lengthOf(dictionary) : 0;
    if (length === undefined) return "broken";
    position = mark.end + length;
    if (/\/Type\s*\/XRef\b/.test(dictionary)) continue;
    yield dictionary.replace(/\/Length\s+\d+/, "");
    const data = decode(bytes.subarray(mark.end, position), dictionary);
    if (data === undefined) return "broken";
    yield data;
  }
  yield withoutOffsets(text.slice(position));
  return position > 0 ? "whole" : "broken";
}

const find = (pattern: RegExp, text: string, from: number) => {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match === null ? undefined : { found: match[0], start: match.index, end: match.index + match[0].length };
};

const lengthOf = (dictionary: string): number | undefined => {
  const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
  return length === undefined ? undefined : Number(length);
};

const decode = (data: Uint8Array, dictionary: string): Uint8Array | undefined => {
  if (!/\/Filter\s*\[?\s*\/FlateDecode/.test(dictionary)) return data;
  try {
    return inflateSync(data, { maxOutputLength: MOST_BYTES });
  } catch {
    return undefined;
  }
};

const withoutOffsets = (tail: string): string =>
  tail.replace(/\bxref\s[\s\S]*?(?=trailer|startxref)/, "").replace(/startxref\s+\d+/, "startxref");

const sameBytes = (a: string | Uint8Array, b: string | Uint8Array): boolean =>
  typeof a === "string" || typeof b === "string" ? a === b : Buffer.compare(a, b) === 0;
