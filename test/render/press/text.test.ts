import fc from "fast-check";
import LineBreaker from "linebreak";
import * as fontkit from "fontkit";
import { expect, test } from "vitest";
import { openFonts } from "../../../src/render/pdf/fonts.ts";
import { stretchesOf } from "../../../src/render/pdf/press/breaks.ts";
import { openFace } from "../../../src/render/pdf/press/face.ts";
import { createGauge, isPlain } from "../../../src/render/pdf/press/gauge.ts";
import { subsetFont } from "../../../src/render/pdf/press/subset.ts";
import { readTables, tableOf, type Tables } from "../../../src/render/pdf/press/truetype.ts";
import { readTheme } from "../../../src/render/pdf/theme.ts";
import { createTypeset } from "../../../src/render/pdf/typeset.ts";
import { assets } from "../rendering.ts";
import { textsOf } from "../view-texts.ts";
import { goldenViews } from "./drawing.ts";

const words = new Set(goldenViews().flatMap(([, view]) => textsOf(view).flatMap((text) => text.split(/(?<= )/))));

test("texts are broken as UAX 14 says, the short way as the long", () => {
  const text = fc.string({ unit: fc.constantFrom(...Array.from("aZ19é,.:; \u00a0–-/(年、\n%")), maxLength: 16 });
  fc.assert(
    fc.property(text, (one) => {
      const breaker = new LineBreaker(one);
      const ends: number[] = [];
      for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) ends.push(next.position);
      const stretches = ends.map((end, index) => one.slice(ends[index - 1] ?? 0, end).replace(/\n$/, ""));
      expect(stretchesOf(one).map((stretch) => stretch.text)).toEqual(stretches);
    }),
    { numRuns: 2000 },
  );
});

test.each(["IBMPlexSans-Regular.ttf", "IBMPlexSans-Medium.ttf", "IBMPlexSans-SemiBold.ttf"])(
  "every word of the golden cases is as wide as fontkit sets it, kerning and ligatures included: %s",
  (name) => {
    const font = fontkit.create(assets.font(name));
    const face = openFace(assets.font(name));
    const latin = [...words].filter((word) => /^[\p{Script=Latin}\p{N}\p{P} ]+$/u.test(word));
    expect(latin.length).toBeGreaterThan(1000);
    const differing = latin.filter((word) => {
      const { glyphs, positions } = font.layout(word);
      const width = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
      const set = face.set(word);
      return (
        Math.abs(set.width - width) > 1e-6 ||
        set.glyphs.map(({ id }) => id).join() !== glyphs.map(({ id }) => id).join()
      );
    });
    expect(differing).toEqual([]);
  },
);

test("columns are chosen by the same widths and heights as pdfmake's, to the last bit", () => {
  const theme = readTheme(assets.template("theme.json"));
  const fonts = openFonts(assets.font);
  for (const [name, view] of goldenViews()) {
    const typeset = createTypeset(theme, fonts, view.locale);
    const gauge = createGauge(theme, fonts, view.locale);
    for (const text of new Set(textsOf(view))) {
      const piece = { text, role: "note" } as const;
      expect(gauge.widthOf(piece), `${name}: ${text}`).toBe(typeset.widthOf(piece));
      expect(gauge.heightOf(piece, 100), `${name}: ${text}`).toBe(typeset.heightOf(piece, 100));
    }
  }
});

test("texts that are taken for plain are those that Plex sets alone", () => {
  const fonts = openFonts(assets.font);
  const plain = Array.from({ length: 0xffff }, (_, code) => code).filter((code) => isPlain(String.fromCharCode(code)));
  expect(plain.length).toBeGreaterThan(300);
  expect(plain.filter((code) => code !== 0x0a && !fonts.covers("plex", code))).toEqual([]);
});

test("a subset holds the outlines and widths of its glyphs, and behind them the parts of composed ones", () => {
  const source = readTables(assets.font("IBMPlexSans-Regular.ttf"));
  const face = openFace(assets.font("IBMPlexSans-Regular.ttf"));
  const glyphs = "AéxÄ".split("").map((text) => face.glyph(text));
  const ids = [0, ...glyphs.map(({ id }) => id)];
  const subset = readTables(subsetFont(source, ids));
  const count = tableOf(subset, "maxp").readUInt16BE(4);
  expect(count).toBeGreaterThan(ids.length);
  ids.forEach((id, place) => {
    const outline = outlineOf(source, id);
    const copy = outlineOf(subset, place);
    const isComposed = outline.length > 0 && outline.readInt16BE(0) < 0;
    if (!isComposed) expect(copy.subarray(0, outline.length)).toEqual(outline);
    if (isComposed) {
      expect(outlineOf(subset, copy.readUInt16BE(12)).subarray(0, 90)).toEqual(
        outlineOf(source, outline.readUInt16BE(12)).subarray(0, 90),
      );
    }
    expect(tableOf(subset, "hmtx").readUInt16BE(4 * place)).toBe(tableOf(source, "hmtx").readUInt16BE(4 * id));
  });
  expect(glyphs.some(({ id }) => outlineOf(source, id).readInt16BE(0) < 0)).toBe(true);
});

const outlineOf = (tables: Tables, glyph: number): Buffer => {
  const isLong = tableOf(tables, "head").readInt16BE(50) === 1;
  const loca = tableOf(tables, "loca");
  const at = (index: number): number => (isLong ? loca.readUInt32BE(4 * index) : 2 * loca.readUInt16BE(2 * index));
  return tableOf(tables, "glyf").subarray(at(glyph), at(glyph + 1));
};
