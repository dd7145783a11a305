import type { Face, Glyph } from "./face.ts";
import { hex4, utf16Hex } from "./pdf-text.ts";
import { subsetFont } from "./subset.ts";
import type { Writer } from "./writer.ts";

/**
 * Writes a font with these glyphs and gives the number of its object. `tag` are six capitals that mark a subset; two
 * subsets of one font in a file have different ones.
 */
export const writeFont = (
  writer: Writer,
  face: Face,
  subset: { readonly tag: string; readonly glyphs: readonly Glyph[] },
): number => {
  const glyphs = subset.glyphs.toSorted((a, b) => a.code - b.code);
  const ids = [...new Set([NOTDEF, ...glyphs.map(({ id }) => id)])];
  const name = `${subset.tag}+${face.postscriptName}`;
  const font = writer.allot();
  const descendant = writer.allot();
  const descriptor = writer.allot();
  const file = writer.allot();
  const places = writer.allot();
  const texts = writer.allot();
  writer.object(
    font,
    `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]/ToUnicode ${texts} 0 R>>`,
  );
  writer.object(
    descendant,
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${descriptor} 0 R/CIDToGIDMap ${places} 0 R/W[${widthsOf(glyphs)}]>>`,
  );
  writer.object(descriptor, descriptorOf(face, name, file));
  const program = subsetFont(face.tables, ids);
  writer.stream(file, `/Length1 ${program.length}`, program);
  writer.stream(places, "", placesOf(glyphs, ids));
  writer.stream(texts, "", textsOf(glyphs));
  return font;
};

/** The glyph that stands for a missing one; every font must have it, no page shows it. */
const NOTDEF = 0;

const descriptorOf = ({ metrics }: Face, name: string, file: number): string => {
  const { ascent, descent, capHeight, italicAngle, box } = metrics;
  return `<</Type/FontDescriptor/FontName/${name}/Flags ${SYMBOLIC}/FontBBox[${box.join(" ")}]/ItalicAngle ${italicAngle}/Ascent ${ascent}/Descent ${descent}/CapHeight ${capHeight}/StemV ${STEM}/FontFile2 ${file} 0 R>>`;
};

const SYMBOLIC = 4;

/** The font files do not say how thick their stems are; nothing that is embedded depends on it. */
const STEM = 80;

/** "32[262 280] 65[640]": the widths of neighbours share a list. */
const widthsOf = (glyphs: readonly Glyph[]): string => {
  let list = "";
  let next = -1;
  for (const { code, width } of glyphs) {
    if (code === next) list += ` ${width}`;
    else list += `${list === "" ? "" : "]"}${code}[${width}`;
    next = code + 1;
  }
  return list === "" ? "" : `${list}]`;
};

/** For each code up to the last two bytes: the glyph's place in the subset. */
const placesOf = (glyphs: readonly Glyph[], ids: readonly number[]): Uint8Array => {
  const order = new Map(ids.map((id, place) => [id, place]));
  const map = Buffer.alloc(2 * ((glyphs.at(-1)?.code ?? 0) + 1));
  for (const { code, id } of glyphs) map.writeUInt16BE(order.get(id) ?? NOTDEF, 2 * code);
  return map;
};

/** What the codes say, for readers that search, copy or speak. */
const textsOf = (glyphs: readonly Glyph[]): string => {
  let body = "";
  for (let start = 0; start < glyphs.length; start += MOST_IN_LIST) {
    const part = glyphs.slice(start, start + MOST_IN_LIST);
    const rows = part.map(({ code, text }) => `<${hex4(code)}><${utf16Hex(text)}>\n`).join("");
    body += `${part.length} beginbfchar\n${rows}endbfchar\n`;
  }
  return `/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange<0000><ffff>endcodespacerange
${body}endcmap CMapName currentdict/CMap defineresource pop end end`;
};

const MOST_IN_LIST = 100;
