import fc from "fast-check";
import { expect, test } from "vitest";
import { alignLeft, alignRight, columnsOf, wrap } from "../../src/render/text-columns.ts";

test.each([
  ["Amount", 6],
  ["￥14,839", 8],
  ["¥14,839", 7],
  ["1 234,50 €", 10],
  ["請求書", 6],
  ["ﾃｽﾄ", 3],
  ["（税込）", 8],
  ["e\u{301}te\u{301}", 3],
  ["청구서", 6],
  ["–", 1],
])("%s takes %i columns", (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

test("wide characters are counted where figures are aligned", () => {
  expect([alignRight("￥100", 8), alignRight("  USD 1", 7), alignLeft("小計", 6)]).toEqual([
    "   ￥100",
    "  USD 1",
    "小計  ",
  ]);
});

test("text breaks at spaces, never at a no-break space", () => {
  expect(wrap("Fees do not include taxes", 12)).toEqual(["Fees do not", "include", "taxes"]);
  expect(wrap("Betrag 1\u{a0}234\u{202f}567 EUR", 12)).toEqual(["Betrag", "1\u{a0}234\u{202f}567", "EUR"]);
});

test("Japanese breaks between characters, but no line begins with a full stop or ends with an opening bracket", () => {
  expect(wrap("税金は含まれておりません。", 24)).toEqual(["税金は含まれておりませ", "ん。"]);
  expect(wrap("消費税等（10%対象）", 10)).toEqual(["消費税等", "（10%対", "象）"]);
});

test("a word longer than a line is broken inside, and a line end is kept", () => {
  expect(wrap("Überwachungsverordnung\nzwei", 10)).toEqual(["Überwachun", "gsverordnu", "ng", "zwei"]);
});

test("no line is wider than the width, and only spaces at breaks are dropped", () => {
  const width = fc.integer({ min: 2, max: 40 });
  const words = fc.string({
    unit: fc.constantFrom(...Array.from("ab ,.（）「」。漢字カー\u{a0}e\u{301}1 ")),
    maxLength: 120,
  });
  fc.assert(
    fc.property(words, width, (text, columns) => {
      const lines = wrap(text, columns);
      expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(columns);
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      expect(lines.filter((line) => line.startsWith(" ") && line !== lines[0])).toEqual([]);
      expect(lines.filter((line) => line.endsWith(" "))).toEqual([]);
    }),
  );
});
