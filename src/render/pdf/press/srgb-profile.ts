/**
 * An ICC profile (version 4.3, matrix and curve) of sRGB, IEC 61966-2-1: what the colours of a file mean. Written here,
 * so that no foreign file is embedded.
 */
export const srgbProfile = (): Buffer => {
  const curve = element(
    "para",
    Buffer.from([0, 3, 0, 0]),
    numbers([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]),
  );
  const elements: readonly (readonly [string, Buffer])[] = [
    ["desc", text("sRGB")],
    ["cprt", text("CC0")],
    ["wtpt", element("XYZ ", numbers(D50))],
    ["chad", element("sf32", numbers(ADAPTATION))],
    ["rXYZ", element("XYZ ", numbers([0.43607, 0.22249, 0.01392]))],
    ["gXYZ", element("XYZ ", numbers([0.38515, 0.71687, 0.09708]))],
    ["bXYZ", element("XYZ ", numbers([0.14307, 0.06061, 0.7141]))],
    ["rTRC", curve],
    ["gTRC", curve],
    ["bTRC", curve],
  ];
  const { table, bodies, size } = placed(elements);
  return Buffer.concat([header(size), table, ...bodies]);
};

/** The white of the connection space, and how daylight is adapted to it (Bradford). */
const D50 = [0.9642, 1, 0.8249] as const;
const ADAPTATION = [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01708, -0.00925, 0.01508, 0.75168] as const;

const HEADER = 128;
const ENTRY = 12;

const header = (size: number): Buffer => {
  const head = Buffer.alloc(HEADER);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(VERSION, 8);
  head.write("mntrRGB XYZ ", 12, "latin1");
  CREATED.forEach((part, index) => head.writeUInt16BE(part, 24 + 2 * index));
  head.write("acsp", 36, "latin1");
  numbers(D50).copy(head, 68);
  return head;
};

const VERSION = 0x04300000;
const CREATED = [2026, 1, 1] as const;

/** The table of elements, and their bodies at multiples of four; an element that stands twice is written once. */
const placed = (elements: readonly (readonly [string, Buffer])[]) => {
  const table = Buffer.alloc(4 + ENTRY * elements.length);
  const places = new Map<Buffer, number>();
  const bodies: Buffer[] = [];
  let size = HEADER + table.length;
  table.writeUInt32BE(elements.length);
  elements.forEach(([name, body], index) => {
    const known = places.get(body);
    const place = known ?? size;
    if (known === undefined) {
      const padding = -body.length & 3;
      places.set(body, place);
      bodies.push(body, Buffer.alloc(padding));
      size += body.length + padding;
    }
    const entry = 4 + ENTRY * index;
    table.write(name, entry, "latin1");
    table.writeUInt32BE(place, entry + 4);
    table.writeUInt32BE(body.length, entry + 8);
  });
  return { table, bodies, size };
};

const element = (type: string, ...parts: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(type, "latin1"), Buffer.alloc(4), ...parts]);

/** Signed numbers with 16 bits behind the point. */
const numbers = (values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeInt32BE(Math.round(value * 0x10000), 4 * index));
  return bytes;
};

/** A text in one language: a table of one entry, and UTF-16 behind it. */
const text = (words: string): Buffer => {
  const start = Buffer.alloc(20);
  start.writeUInt32BE(1, 0);
  start.writeUInt32BE(ENTRY, 4);
  start.write("enUS", 8, "latin1");
  start.writeUInt32BE(2 * words.length, 12);
  start.writeUInt32BE(8 + start.length, 16);
  return element("mluc", start, Buffer.from(words, "utf16le").swap16());
};
