import { fail, succeed, type Result } from "../kernel/result.ts";

/** Strict UTF-8. The issue tells the line (counted from 0) and the byte where the text is something else. */
export const decodeUtf8 = (bytes: Uint8Array): Result<string> => {
  const text = decoder.decode(bytes);
  if (!text.includes(REPLACEMENT)) return succeed(text);
  // The character may stand in the text itself: only its own three bytes come back as they were.
  const back = encoder.encode(text);
  const at = bytes.findIndex((byte, index) => byte !== back[index]);
  if (at === -1 && bytes.length === back.length) return succeed(text);
  return fail({ rule: null, at: "", ...wordsFor(bytes, at), line: countOf(bytes.subarray(0, at), LINE_FEED) });
};

export const LINE_FEED = 0x0a;

// A byte order mark is left to the parser, which tolerates it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();
const REPLACEMENT = "\uFFFD";

const wordsFor = (bytes: Uint8Array, at: number): { readonly message: string; readonly hint: string } => {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, "0");
  const hint = isUtf16 ? "this looks like UTF-16: save the file as UTF-8" : "save the file as UTF-8";
  return { message: `byte 0x${byte} is not UTF-8`, hint };
};

const countOf = (bytes: Uint8Array, wanted: number): number => {
  let count = 0;
  for (const byte of bytes) if (byte === wanted) count += 1;
  return count;
};
