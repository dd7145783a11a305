import { describe, expect, test } from "vitest";
import type { DocumentView, RowView, Text } from "../../../src/present/document-view.ts";
import { sampleView } from "../sample-view.ts";
import { drawn, drawnByReference, goldenViews, pressRefusals, referenceRefusals, variedViews } from "./drawing.ts";
import { strayWords, wordsOf } from "./words.ts";

const t = (text: string): Text => ({ runs: [{ text }] });

const withRow = (row: RowView): DocumentView => {
  const view = sampleView();
  return {
    ...view,
    blocks: view.blocks.map((block) =>
      block.kind === "lines"
        ? { ...block, sections: block.sections.map((section) => ({ ...section, rows: [...section.rows, row] })) }
        : block,
    ),
  };
};

const withDescription = (text: string, ...notes: string[]): DocumentView =>
  withRow({ description: t(text), notes: notes.map(t), amount: t("-￥1,000") });

const expectParity = async (view: DocumentView): Promise<void> => {
  const [own, reference] = await Promise.all(
    [drawn(view), drawnByReference(view)].map(async (pdf) => wordsOf(await pdf)),
  );
  expect(own?.length).toBeGreaterThan(20);
  expect(strayWords(reference ?? [], own ?? []), "words of pdfmake that are elsewhere").toEqual([]);
  expect(strayWords(own ?? [], reference ?? []), "words that pdfmake does not have").toEqual([]);
};

describe("every word stands on the page where pdfmake sets it, within half a point", () => {
  test.each(goldenViews())("in the golden case %s", (_, view) => expectParity(view));
  test.each(variedViews())("in another view: %s", (_, view) => expectParity(view));

  test.each([
    ["kerning, ligatures and scripts", "AVATAR To. Office, ffi, 株式会社「東京」カー、𠮷野家 αβγ Жук Tiếng Việt"],
    ["breaks within words", "A-B/C–D https://example.com/a/b?c=d&e=f (x) 1,000.50 a/b/c/d 90% – 100% and/or read-only"],
    ["a line feed, and white in rows", "one  two   three\nfour 年 月 日\n\nfive"],
    ["a word longer than its column", `${"x".repeat(120)} ${"Donaudampfschiffahrt".repeat(9)}`],
    ["a row higher than half a page", "word ".repeat(900)],
    ["Japanese over many pages", "請求書、明細。".repeat(400)],
  ])("in a row with %s", (_, text) => expectParity(withDescription(text, "A note – with a dash", text.slice(0, 300))));
});

test("both engines refuse the same", () => {
  const view = { ...sampleView(), continued: t("Harbor א Finch ".repeat(80)) };
  expect(pressRefusals(view)).toEqual(referenceRefusals(view));
  expect(pressRefusals(view).length).toBeGreaterThan(1);
  expect(pressRefusals(sampleView())).toEqual([]);
});
