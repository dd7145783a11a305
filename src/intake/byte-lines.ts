import { LINE_FEED } from "./utf8.ts";

/** What was taken, and why it ends there: a line feed (which is taken too), the end of the file, or the limit. */
export type Taken = { readonly bytes: Uint8Array; readonly end: "line" | "file" | "limit" };

/** A stream read line by line or to its end, never holding more than it is allowed to. */
export type ByteLines = {
  readonly line: (most: number) => Promise<Taken>;
  readonly rest: (most: number) => Promise<Taken>;
  /** Drops what is left of a line that was over the limit. */
  readonly skip: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export const createByteLines = (chunks: AsyncIterable<Uint8Array>): ByteLines => {
  const iterator = chunks[Symbol.asyncIterator]();
  let chunk: Uint8Array = new Uint8Array();

  /** False at the end of the file. */
  const fill = async (): Promise<boolean> => {
    while (chunk.length === 0) {
      const next = await iterator.next();
      if (next.done === true) return false;
      chunk = next.value;
    }
    return true;
  };
  const cut = (length: number): Uint8Array => {
    const bytes = chunk.subarray(0, length);
    chunk = chunk.subarray(length);
    return bytes;
  };
  const take = async (most: number, lengthIn: (chunk: Uint8Array) => number): Promise<Taken> => {
    const parts: Uint8Array[] = [];
    let room = most;
    while (await fill()) {
      const length = lengthIn(chunk);
      const wanted = length === 0 ? chunk.length : length;
      if (wanted > room) return { bytes: joined([...parts, cut(room)]), end: "limit" };
      parts.push(cut(wanted));
      room -= wanted;
      if (length > 0) return { bytes: joined(parts), end: "line" };
    }
    return { bytes: joined(parts), end: "file" };
  };
  return {
    line: (most) => take(most, (bytes) => bytes.indexOf(LINE_FEED) + 1),
    rest: (most) => take(most, () => 0),
    skip: async () => {
      while (await fill()) {
        const length = chunk.indexOf(LINE_FEED) + 1;
        cut(length === 0 ? chunk.length : length);
        if (length > 0) return;
      }
    },
    close: async () => void (await iterator.return?.()),
  };
};

export const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};
