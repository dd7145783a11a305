import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";

/**
 * A PDF without what only its compression decides: streams are decoded, lengths and byte offsets are left out.
 * Two files that differ in the deflate of another processor have one fingerprint; any other difference shows.
 */
export const pdfFingerprint = (bytes: Uint8Array): string => {
  const hash = createHash("sha256");
  for (const piece of canonicalPieces(Buffer.from(bytes))) hash.update(piece);
  return hash.digest("hex");
};

/** The whole file as text, streams decoded: for what must not be in it anywhere, metadata included. */
export const decodedPdf = (bytes: Uint8Array): string =>
  canonicalPieces(Buffer.from(bytes))
    .map((piece) => (typeof piece === "string" ? piece : piece.toString("latin1")))
    .join("\n");

const OBJECT = /\d+ \d+ obj\b/g;
const STREAM_OR_END = />>\s*stream\r?\n|\bendobj\b/g;

/** The file's head, its objects in order, and its trailer; offsets (xref tables and streams) are not among them. */
const canonicalPieces = (bytes: Buffer): readonly (string | Buffer)[] => {
  const text = bytes.toString("latin1");
  const pieces: (string | Buffer)[] = [];
  let position = 0;
  for (let object = find(OBJECT, text, position); object !== undefined; object = find(OBJECT, text, position)) {
    pieces.push(text.slice(position, object.start));
    const mark = find(STREAM_OR_END, text, object.start);
    if (mark === undefined) throw new Error(`the PDF's object at byte ${object.start} has no end`);
    const isStream = mark.found.startsWith(">>");
    const dictionary = text.slice(object.start, isStream ? mark.start + 2 : mark.start);
    position = isStream ? mark.end + lengthOf(dictionary) : mark.end;
    if (/\/Type\s*\/XRef\b/.test(dictionary)) continue;
    pieces.push(dictionary.replace(/\/Length\s+\d+/, ""));
    if (isStream) pieces.push(decode(bytes.subarray(mark.end, position), dictionary));
  }
  pieces.push(withoutOffsets(text.slice(position)));
  return pieces;
};

const find = (pattern: RegExp, text: string, from: number) => {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match === null ? undefined : { found: match[0], start: match.index, end: match.index + match[0].length };
};

const lengthOf = (dictionary: string): number => {
  const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
  if (length === undefined) throw new Error(`a stream of the PDF does not say its length: ${dictionary.slice(0, 200)}`);
  return Number(length);
};

const decode = (data: Buffer, dictionary: string): Buffer =>
  /\/Filter\s*\[?\s*\/FlateDecode/.test(dictionary) ? inflateSync(data) : data;

const withoutOffsets = (tail: string): string =>
  tail.replace(/\bxref\s[\s\S]*?(?=trailer|startxref)/, "").replace(/startxref\s+\d+/, "startxref");
