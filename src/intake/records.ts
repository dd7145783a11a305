import type { Issue } from "../kernel/result.ts";
import { createByteLines, joined, type ByteLines, type Taken } from "./byte-lines.ts";
import { CLOSE_BRACE, CLOSE_BRACKET, endOfText, OPEN_BRACE, OPEN_BRACKET, QUOTE } from "./json-depth.ts";
import { cutList } from "./json-list.ts";
import { LIMITS } from "./rated-document.ts";
import { decodeUtf8 } from "./utf8.ts";

/** The text of one record and where it begins in the file, or why there is none. Lines and columns count from 1. */
export type RecordText =
  | { readonly kind: "record"; readonly text: string; readonly line: number; readonly column: number }
  | { readonly kind: "refused"; readonly line: number; readonly issue: Issue };

/**
 * The records of a file, in order. A JSONL file gives one a line, read as a stream: memory does not grow with the file,
 * and what is wrong with a line leaves the others alone. A JSON file is held as a whole; it gives its object, or each
 * item of its list. A file is JSONL if it is named so or if its first line is an object by itself.
 */
export async function* splitRecords(chunks: AsyncIterable<Uint8Array>, fileName: string): AsyncGenerator<RecordText> {
  const lines = createByteLines(chunks);
  try {
    const { first, line } = await firstLine(lines);
    const isNamedSo = /\.(?:jsonl|ndjson)$/i.test(fileName);
    if (first.bytes.length === 0 && first.end === "file") yield refused(line, { message: "holds no record" });
    else if (isNamedSo || (first.end !== "limit" && isWholeObject(first.bytes)))
      yield* recordsByLine(lines, first, line);
    else yield* recordsOfFile(await wholeFile(lines, first), line);
  } finally {
    await lines.close();
  }
}

/** The first line with anything on it. */
const firstLine = async (lines: ByteLines): Promise<{ readonly first: Taken; readonly line: number }> => {
  let line = 1;
  let first = await lines.line(LIMITS.recordBytes);
  while (first.end === "line" && isBlank(first.bytes)) {
    line += 1;
    first = await lines.line(LIMITS.recordBytes);
  }
  return { first: first.end === "file" && isBlank(first.bytes) ? { ...first, bytes: new Uint8Array() } : first, line };
};

async function* recordsByLine(lines: ByteLines, first: Taken, firstLineNumber: number): AsyncGenerator<RecordText> {
  let taken = first;
  for (let line = firstLineNumber; ; line += 1) {
    if (taken.end === "limit") {
      await lines.skip();
      yield refused(line, { message: `the line is longer than ${LIMITS.recordBytes} bytes` });
    } else if (!isBlank(taken.bytes)) yield recordOf(taken.bytes, line);
    if (taken.end === "file") return;
    taken = await lines.line(LIMITS.recordBytes);
  }
}

const recordOf = (bytes: Uint8Array, line: number): RecordText => {
  const decoded = decodeUtf8(bytes);
  return decoded.ok
    ? { kind: "record", text: decoded.value.trimEnd(), line, column: 1 }
    : refusedFor(decoded.issues, line);
};

/** From the first line that has anything on it; undefined where it is more than may be held. */
const wholeFile = async (lines: ByteLines, first: Taken): Promise<Uint8Array | undefined> => {
  if (first.end === "file") return first.bytes;
  const rest = await lines.rest(LIMITS.fileBytes - first.bytes.length);
  return rest.end === "limit" ? undefined : joined([first.bytes, rest.bytes]);
};

function* recordsOfFile(bytes: Uint8Array | undefined, firstLineNumber: number): Generator<RecordText> {
  if (bytes === undefined) {
    const message = `longer than ${LIMITS.fileBytes} bytes`;
    return yield refused(firstLineNumber, { message, hint: "one record a line (JSONL) has no such limit" });
  }
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) return yield refusedFor(decoded.issues, firstLineNumber);

  const text = decoded.value.replace(/^[\uFEFF\s]+(?=\[)/, "");
  if (!text.startsWith("[")) {
    return yield { kind: "record", text: decoded.value.trimEnd(), line: firstLineNumber, column: 1 };
  }
  const list = cutList(text);
  for (const item of list.items) {
    const column = item.line === 0 ? item.column + 1 + decoded.value.length - text.length : item.column + 1;
    yield { kind: "record", text: item.text, line: firstLineNumber + item.line, column };
  }
  const lastLine = firstLineNumber + (list.items.at(-1)?.line ?? 0);
  if (!list.isClosed) yield refused(lastLine, { message: "the list of records is not closed: ] is missing" });
  if (list.rest !== "") yield refused(lastLine, { message: "there is more text after the end of the list" });
}

const refused = (line: number, words: Pick<Issue, "message" | "hint">): RecordText => ({
  kind: "refused",
  line,
  issue: { rule: null, at: "", ...words },
});

/** Of bytes that are no text: the issue tells the line within them. */
const refusedFor = (issues: readonly Issue[], firstLineNumber: number): RecordText => {
  const [issue = { rule: null, at: "", message: "is not UTF-8" }] = issues;
  return { kind: "refused", line: firstLineNumber + (issue.line ?? 0), issue };
};

const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => BLANKS.has(byte));

/** Blank, tab, line feed, carriage return, and the three bytes of a byte order mark. */
const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/** Whether the line opens an object and ends where that is closed; what is between the braces is not looked at. */
const isWholeObject = (line: Uint8Array): boolean => {
  const text = new TextDecoder().decode(line).trim();
  return text.startsWith("{") && endOfValue(text) === text.length - 1;
};

const endOfValue = (text: string): number => {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
};
