import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DocumentView } from "../../src/present/document-view.ts";
import { columnsOf } from "../../src/render/text-columns.ts";
import { textRenderer } from "../../src/render/text.ts";
import { written } from "./rendering.ts";
import { sampleView } from "./sample-view.ts";
import { announcedView, creditView, germanView, japaneseView } from "./varied-views.ts";
import { qrAlternatives, textsOf, withTexts } from "./view-texts.ts";

const render = (view: DocumentView): Promise<string> => written(textRenderer, view);

const VIEWS: readonly (readonly [string, DocumentView])[] = [
  ["the sample", sampleView()],
  ["sixty lines more", sampleView(60)],
  ["German", germanView()],
  ["Japanese", japaneseView()],
  ["a saved method", announcedView()],
  ["a credit note", creditView()],
];

const WIDTH = 78;
const LINK = /^ {2}(https:|mailto:|\S+@)\S*$/;
const squeezed = (text: string): string => text.replaceAll(/[ \n]+/g, "");

/** A text has no pages and no pictures, so it has no running head and no alternative for a symbol. */
const withoutPlace = (view: DocumentView): readonly string[] => [
  ...view.continued.runs.map((run) => run.text),
  ...qrAlternatives(view),
];

describe("words", () => {
  test.each(VIEWS)("every string of the view is in the text, unbroken but for line ends, %s", async (_, view) => {
    const text = squeezed(await render(view));
    expect(textsOf(view, withoutPlace(view)).filter((string) => !text.includes(squeezed(string)))).toEqual([]);
  });

  test("a link is an address on a line of its own, whole however long it is", async () => {
    const view = sampleView();
    const href = `https://pay.example.com/i/${"7Q2M".repeat(40)}`;
    const text = await render({
      ...view,
      blocks: view.blocks.map((block) =>
        block.kind === "paying" && block.online
          ? { ...block, online: { ...block.online, link: { text: { runs: [{ text: "Pay" }] }, href } } }
          : block,
      ),
    });
    expect(text.split("\n")).toEqual(expect.arrayContaining(["  Pay", `  ${href}`, "  nacollections@genesys.com"]));
  });
});

describe("layout", () => {
  test.each(VIEWS)(
    "no line is wider than 78 columns or ends with a space, and the text ends with one line end, %s",
    async (_, view) => {
      const text = await render(view);
      expect(text.split("\n").filter((line) => columnsOf(line) > WIDTH)).toEqual([]);
      expect(text.split("\n").filter((line) => line.endsWith(" "))).toEqual([]);
      expect(text).toMatch(/[^\n]\n$/);
      expect(text).not.toMatch(/[\u{2500}-\u{259f}]/u);
      expect(text).not.toContain("\n\n\n");
    },
  );

  test.each([
    ["the sample", sampleView()],
    ["Japanese", japaneseView()],
  ] as const)("every amount, subtotal and total ends at the last column, %s", async (_, view) => {
    const lines = (await render(view)).split("\n");
    const figures = view.blocks.flatMap((block) => {
      if (block.kind === "totals") return block.rows.map(({ value }) => value);
      if (block.kind !== "lines") return [];
      return block.sections.flatMap((section) =>
        [section, ...section.parts].flatMap(({ rows, subtotal }) => [
          ...rows.map(({ amount }) => amount),
          subtotal.value,
        ]),
      );
    });
    expect(figures.length).toBeGreaterThan(5);
    for (const { runs } of figures) {
      const figure = runs.map((run) => run.text).join("");
      expect(
        lines.filter((line) => columnsOf(line) === WIDTH && line.endsWith(` ${figure}`)).length,
        figure,
      ).toBeGreaterThan(0);
    }
  });

  test("a charge is its description, its notes, and one row of period and figures under the heads of the columns", async () => {
    const text = await render(sampleView());
    expect(text).toContain(
      [
        "  Description",
        "    Service period                                       Qty    Rate    Amount",
        "------------------------------------------------------------------------------",
        "Core services and fees",
        "  Genesys Cloud CX 1 User – Prepay",
        "    May 15 – Jun 14, 2026                           80 users   75.00  6,000.00",
        "  Genesys Cloud CX 1 User",
        "    138 active, 80 of them prepaid",
        "    Apr 15 – May 14, 2026                           58 users   90.00  5,220.00",
      ].join("\n"),
    );
    expect(text).toContain("Subtotal, Core services and fees                                     13,196.00\n");
  });

  test("totals stand in one column, the strong one under a rule, its code beside it", async () => {
    expect(await render(sampleView())).toContain(
      [
        "Seattle local sales tax                                                 517.73",
        "  3.85% of 13,447.67",
        "------------------------------------------------------------------------------",
        "Amount due                                                      USD $14,839.50",
      ].join("\n"),
    );
  });

  test("Japanese columns are aligned by the width of the characters", async () => {
    const rows = (await render(japaneseView())).split("\n").filter((line) => line.startsWith("    2026年"));
    expect(rows).toHaveLength(3);
    expect(new Set(rows.map((line) => columnsOf(line)))).toEqual(new Set([WIDTH]));
  });

  test("a charge without a period has its figures beside its description", async () => {
    expect(await render(japaneseView())).toContain(
      "  割引：年間契約による特別値引き                                 A        -500\n",
    );
  });

  test("where period and figures do not fit one row, the period has its own", async () => {
    const long = withTexts(sampleView(), (text) =>
      text.startsWith("May 15 –") ? `${text} (${"x".repeat(30)})` : text,
    );
    expect(await render(long)).toContain(
      `    May 15 – Jun 14, 2026 (${"x".repeat(30)})\n                                                    80 users   75.00  6,000.00\n`,
    );
  });
});

test("whatever the strings are, they are printed literally and fit 78 columns", async () => {
  const payload = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }),
    fc.constantFrom("<script>alert(1)</script>", "{{constructor}}", "$t(key)", "&amp;", "漢字".repeat(100)),
  );
  await fc.assert(
    fc.asyncProperty(payload, async (string) => {
      const text = await render(withTexts(sampleView(), () => string));
      expect(squeezed(text)).toContain(squeezed(string));
      expect(text.split("\n").filter((line) => columnsOf(line) > WIDTH && !LINK.test(line))).toEqual([]);
      expect(text.split("\n").filter((line) => line.endsWith(" "))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
