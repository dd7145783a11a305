import { paddingOf, tableOf, writeTables, type Tables } from "./truetype.ts";

/**
 * A font file with the wanted glyphs only: glyph n of it is the n-th wanted one. Parts of composed glyphs follow behind
 * them. Shaping tables and names are left out: the PDF itself says which glyph stands where.
 */
export const subsetFont = (tables: Tables, wanted: readonly number[]): Buffer => {
  const { glyf, loca, glyphs } = outlinesOf(tables, wanted);
  const head = Buffer.from(tableOf(tables, "head"));
  head.writeInt16BE(LONG_OFFSETS, OFFSET_FORMAT);
  const hhea = Buffer.from(tableOf(tables, "hhea"));
  hhea.writeUInt16BE(glyphs.length, METRICS_COUNT);
  const maxp = Buffer.from(tableOf(tables, "maxp"));
  maxp.writeUInt16BE(glyphs.length, GLYPH_COUNT);
  const hints = HINTS.flatMap((tag): readonly (readonly [string, Buffer])[] => {
    const table = tables.get(tag);
    return table === undefined ? [] : [[tag, table]];
  });
  return writeTables(
    new Map<string, Buffer>([
      ["glyf", glyf],
      ["head", head],
      ["hhea", hhea],
      ["hmtx", metricsOf(tables, glyphs)],
      ["loca", loca],
      ["maxp", maxp],
      ...hints,
    ]),
  );
};

const HINTS = ["cvt ", "fpgm", "prep"] as const;
const LONG_OFFSETS = 1;

/** Where the fields stand in head, hhea and maxp. */
const OFFSET_FORMAT = 50;
const METRICS_COUNT = 34;
const GLYPH_COUNT = 4;

type Outlines = { readonly glyf: Buffer; readonly loca: Buffer; readonly glyphs: readonly number[] };

const outlinesOf = (tables: Tables, wanted: readonly number[]): Outlines => {
  const outline = outlineReader(tables);
  const glyphs = [...wanted];
  const places = new Map(glyphs.map((glyph, place) => [glyph, place]));
  /** The new number of a part, which joins the subset when it is met first. */
  const placeOf = (glyph: number): number => {
    const place = places.get(glyph) ?? glyphs.push(glyph) - 1;
    places.set(glyph, place);
    return place;
  };
  const parts: Buffer[] = [];
  const offsets: number[] = [];
  let size = 0;
  for (let index = 0; index < glyphs.length; index += 1) {
    const source = outline(glyphs[index] ?? 0);
    const bytes = isComposed(source) ? renumbered(Buffer.from(source), placeOf) : source;
    const padding = paddingOf(bytes.length);
    offsets.push(size);
    parts.push(bytes, Buffer.alloc(padding));
    size += bytes.length + padding;
  }
  const loca = Buffer.alloc(4 * (offsets.length + 1));
  [...offsets, size].forEach((offset, index) => loca.writeUInt32BE(offset, 4 * index));
  return { glyf: Buffer.concat(parts, size), loca, glyphs };
};

const outlineReader = (tables: Tables): ((glyph: number) => Buffer) => {
  const glyf = tableOf(tables, "glyf");
  const loca = tableOf(tables, "loca");
  const isLong = tableOf(tables, "head").readInt16BE(OFFSET_FORMAT) === LONG_OFFSETS;
  const offset = (glyph: number): number => (isLong ? loca.readUInt32BE(4 * glyph) : 2 * loca.readUInt16BE(2 * glyph));
  return (glyph) => glyf.subarray(offset(glyph), offset(glyph + 1));
};

/** A composed glyph says so by a negative count of contours. */
const isComposed = (outline: Buffer): boolean => outline.length > 0 && outline.readInt16BE(0) < 0;

/** Flags of a part, from the OpenType specification of "glyf". */
const WIDE_ARGUMENTS = 0x1;
const ONE_SCALE = 0x8;
const MORE_PARTS = 0x20;
const TWO_SCALES = 0x40;
const FOUR_SCALES = 0x80;

const HEADER = 10;

const renumbered = (outline: Buffer, placeOf: (glyph: number) => number): Buffer => {
  let at = HEADER;
  let flags = MORE_PARTS;
  while ((flags & MORE_PARTS) !== 0) {
    flags = outline.readUInt16BE(at);
    outline.writeUInt16BE(placeOf(outline.readUInt16BE(at + 2)), at + 2);
    at += 4 + ((flags & WIDE_ARGUMENTS) === 0 ? 2 : 4) + scaleSize(flags);
  }
  return outline;
};

const scaleSize = (flags: number): number => {
  if ((flags & ONE_SCALE) !== 0) return 2;
  if ((flags & TWO_SCALES) !== 0) return 4;
  return (flags & FOUR_SCALES) === 0 ? 0 : 8;
};

/** Widths and left bearings; behind the last width of the source stand bearings alone. */
const metricsOf = (tables: Tables, glyphs: readonly number[]): Buffer => {
  const source = tableOf(tables, "hmtx");
  const widths = tableOf(tables, "hhea").readUInt16BE(METRICS_COUNT);
  const hmtx = Buffer.alloc(4 * glyphs.length);
  glyphs.forEach((glyph, index) => {
    const bearing = glyph < widths ? 4 * glyph + 2 : 4 * widths + 2 * (glyph - widths);
    hmtx.writeUInt16BE(source.readUInt16BE(4 * Math.min(glyph, widths - 1)), 4 * index);
    hmtx.writeInt16BE(source.readInt16BE(bearing), 4 * index + 2);
  });
  return hmtx;
};
