import { describe, expect, test } from "vitest";
import type { DocumentView, Text } from "../../../src/present/document-view.ts";
import { pageTexts } from "../../golden/pdf-pages.ts";
import { readQr } from "../../golden/qr.ts";
import { dense, factsOf } from "../pdf-reading.ts";
import { sampleView } from "../sample-view.ts";
import { textsOf } from "../view-texts.ts";
import { drawn, goldenView, variedViews } from "./drawing.ts";

const t = (text: string): Text => ({ runs: [{ text }] });

const withDescription = (text: string): DocumentView => {
  const view = sampleView();
  const row = { description: t(text), notes: [], amount: t("1.00") };
  return {
    ...view,
    blocks: view.blocks.map((block) =>
      block.kind === "lines"
        ? { ...block, sections: block.sections.map((section) => ({ ...section, rows: [...section.rows, row] })) }
        : block,
    ),
  };
};

describe("texts", () => {
  test.each(variedViews())("every string of the view stands on a page: %s", async (_, view) => {
    const pages = await pageTexts(await drawn(view));
    const text = dense(pages.join("\n"));
    const expected = pages.length === 1 ? textsOf({ ...view, continued: t("") }) : textsOf(view);
    const hidden = view.blocks.flatMap((block) =>
      block.kind === "paying" && block.online ? [block.online.qr.alt] : [],
    );
    expect(expected.filter((one) => !text.includes(dense(one)))).toEqual([]);
    expect(hidden.filter(({ runs }) => !text.includes(dense(runs.map((run) => run.text).join(""))))).toEqual([]);
  });

  test.each([
    ["words", "lorem ipsum ".repeat(4000)],
    ["one word", "x".repeat(50_000)],
    ["Japanese", "請求書".repeat(10_000)],
  ])("a description of tens of thousands of characters runs over pages and loses none: %s", async (_, long) => {
    const pages = await pageTexts(await drawn(withDescription(long)));
    const text = dense(pages.join("\n"));
    const character = long.charAt(0);
    const count = (of: string): number => of.split(character).length - 1;
    expect(count(text)).toBeGreaterThanOrEqual(3 * count(long));
    expect(pages.filter((page) => page.length < 200)).toEqual([]);
  });

  test("codes of the page say their characters: ligatures, and characters beyond two bytes", async () => {
    const text = (await pageTexts(await drawn(withDescription("Office fi 𠮷野家")))).join("\n");
    expect(text).toContain("Office fi");
    expect(text).toContain("𠮷野家");
  });
});

describe("pages", () => {
  test("two thousand rows are all there, each page under the table's head", async () => {
    const pages = await pageTexts(await drawn(sampleView(2000)));
    const numbers = [...pages.join("\n").matchAll(/Resource number (\d+)/g)].map((match) => Number(match[1]));
    expect(numbers).toEqual(Array.from({ length: 2000 }, (_, index) => index + 1));
    expect(pages.filter((page) => page.includes("Resource number") && !page.includes("Service period"))).toEqual([]);
  });

  test("a document without blocks has no page but the one that a file needs", async () => {
    const facts = await factsOf(await drawn({ ...sampleView(), blocks: [] }));
    expect(facts.pages).toBe(1);
  });

  test("[B3] the code on the page leads to the payment link, and so does the link", async () => {
    const view = goldenView("golden/demo-us-annual-monthly/4-view.json");
    const pdf = await drawn(view);
    const hrefs = view.blocks.flatMap((block) =>
      block.kind === "paying" && block.online ? [block.online.link.href] : [],
    );
    expect(await readQr(pdf, [1, 2])).toBe(hrefs[0]);
    expect((await factsOf(pdf)).links).toContain(hrefs[0]);
  });
});
