import { invariant } from "../../../kernel/result.ts";

/** The tables of a TrueType file by their tags. */
export type Tables = ReadonlyMap<string, Buffer>;

export const readTables = (file: Uint8Array): Tables => {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const count = bytes.readUInt16BE(4);
  const tables = new Map<string, Buffer>();
  for (let index = 0; index < count; index += 1) {
    const at = 12 + 16 * index;
    const start = bytes.readUInt32BE(at + 8);
    tables.set(bytes.toString("latin1", at, at + 4), bytes.subarray(start, start + bytes.readUInt32BE(at + 12)));
  }
  invariant(tables.has("glyf"), "embedded fonts have TrueType outlines");
  return tables;
};

export const tableOf = (tables: Tables, tag: string): Buffer => {
  const table = tables.get(tag);
  invariant(table !== undefined, `the font has a table "${tag}"`);
  return table;
};

/** A font file of these tables, in the order of their tags. */
export const writeTables = (tables: Tables): Buffer => {
  const sorted = [...tables].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const power = 31 - Math.clz32(sorted.length);
  const head = Buffer.alloc(12 + 16 * sorted.length);
  head.writeUInt32BE(VERSION, 0);
  head.writeUInt16BE(sorted.length, 4);
  head.writeUInt16BE(16 << power, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(16 * sorted.length - (16 << power), 10);
  const parts: Buffer[] = [head];
  let at = head.length;
  sorted.forEach(([tag, body], index) => {
    const record = 12 + 16 * index;
    head.write(tag, record, "latin1");
    head.writeUInt32BE(checksum(body), record + 4);
    head.writeUInt32BE(at, record + 8);
    head.writeUInt32BE(body.length, record + 12);
    const padding = paddingOf(body.length);
    parts.push(body, Buffer.alloc(padding));
    at += body.length + padding;
  });
  return Buffer.concat(parts, at);
};

/** Bytes to the next multiple of four. */
export const paddingOf = (length: number): number => -length & 3;

const VERSION = 0x10000;

const checksum = (body: Buffer): number => {
  let sum = 0;
  const whole = body.length & ~3;
  for (let at = 0; at < whole; at += 4) sum = (sum + body.readUInt32BE(at)) >>> 0;
  for (let at = whole; at < body.length; at += 1) sum = (sum + ((body[at] ?? 0) << (24 - 8 * (at & 3)))) >>> 0;
  return sum;
};
