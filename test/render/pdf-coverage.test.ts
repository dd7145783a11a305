import { describe, expect, test } from "vitest";
import type { DocumentView, Text } from "../../src/present/document-view.ts";
import { missingGlyphs, splitRuns } from "../../src/render/pdf/coverage.ts";
import { openFonts } from "../../src/render/pdf/fonts.ts";
import { assets } from "./rendering.ts";
import { sampleView } from "./sample-view.ts";

const fonts = openFonts(assets.font);
const withName = (name: Text): DocumentView => ({ ...sampleView(), continued: name });
const issuesOf = (text: string) => missingGlyphs(withName({ runs: [{ text }] }), fonts);

describe("what no font prints is refused by name", () => {
  test.each([
    ["Hebrew", "א", 'U+05D0 (א) in "Harbor א Finch" cannot be printed: of a script that runs from right to left'],
    ["Arabic", "ب", 'U+0628 (ب) in "Harbor ب Finch" cannot be printed: of a script that runs from right to left'],
    ["Thai", "ก", 'U+0E01 (ก) in "Harbor ก Finch" cannot be printed: no embedded font has it'],
    ["an emoji", "🎉", 'U+1F389 (🎉) in "Harbor 🎉 Finch" cannot be printed: an emoji, which no embedded font has'],
    [
      "a mark without a composed letter",
      "x\u0301",
      'U+0301 in "Harbor x\u0301 Finch" cannot be printed: a combining mark that no composed letter has',
    ],
    ["a tab", "\t", 'U+0009 in "Harbor · Finch" cannot be printed: a control character'],
    ["NUL", "\0", 'U+0000 in "Harbor · Finch" cannot be printed: a control character'],
    [
      "an override of direction",
      "\u202e",
      'U+202E in "Harbor · Finch" cannot be printed: an invisible formatting character',
    ],
    ["a zero-width space", "\u200b", 'U+200B in "Harbor · Finch" cannot be printed: an invisible formatting character'],
  ])("%s", (_, character, message) => {
    expect(issuesOf(`Harbor ${character} Finch`).map((issue) => issue.message)).toEqual([message]);
  });

  test("an issue points to the source where the text has one, and names each character once", () => {
    const source = { file: "input.json", pointer: "/customer/billTo/name", line: 12 };
    const issues = missingGlyphs(withName({ runs: [{ text: "א בא" }], source }), fonts);
    expect(issues.map(({ at, file, line }) => ({ at, file, line }))).toEqual([
      { at: "/customer/billTo/name", file: "input.json", line: 12 },
      { at: "/customer/billTo/name", file: "input.json", line: 12 },
    ]);
  });

  test("titles and authors of the file are checked as printed text is", () => {
    const view = sampleView();
    const issues = missingGlyphs({ ...view, meta: { ...view.meta, title: "A\u0001" } }, fonts);
    expect(issues.map(({ at }) => at)).toEqual(["meta/title"]);
  });
});

test.each([
  "Ångström, Łódź, Grüße, ÇĞİŞ",
  "Ελληνικά",
  "Кириллица",
  "Tiếng Việt",
  "ひらがな カタカナ 漢字 ㈱ ￥",
  "1\u202f234,56\u00a0€",
])("covered: %s", (text) => expect(issuesOf(text)).toEqual([]));

test("letters with loose marks are composed, and Japanese name characters are kept as they are", () => {
  expect(splitRuns("Cafe\u0301", "fr-FR", fonts)).toEqual([{ text: "Café", family: "plex" }]);
  expect(splitRuns("神\ufa19", "ja-JP", fonts)).toEqual([{ text: "神\ufa19", family: "jp" }]);
});

test("Plex sets what it has, Noto Sans JP the rest; narrow spaces of French amounts are Plex's", () => {
  expect(splitRuns("1\u202f234 請求書 A", "fr-FR", fonts)).toEqual([
    { text: "1\u202f234 ", family: "plex" },
    { text: "請求書", family: "jp" },
    { text: " A", family: "plex" },
  ]);
});

test("in a Japanese document dots and dashes after Japanese stay in its font", () => {
  expect(splitRuns("前払い…「済」", "ja-JP", fonts)).toEqual([{ text: "前払い…「済」", family: "jp" }]);
  expect(splitRuns("前払い…", "en-US", fonts)).toEqual([
    { text: "前払い", family: "jp" },
    { text: "…", family: "plex" },
  ]);
});

test("all digits of Plex are equally wide, so figures stand under each other", () => {
  for (const weight of ["regular", "medium", "semibold"] as const) {
    const widths = Array.from("0123456789", (digit) => fonts.advance({ family: "plex", weight }, digit.charCodeAt(0)));
    expect(new Set(widths).size).toBe(1);
  }
});
