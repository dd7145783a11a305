import { describe, expect, test } from "vitest";
import type { AccountBlock } from "../../src/present/document-view.ts";
import { createHtmlRenderer } from "../../src/render/html.ts";
import { textRenderer } from "../../src/render/text.ts";
import { pageTexts } from "../golden/pdf-pages.ts";
import { accountBlock, accountView } from "./account-view.ts";
import { attributesOf, tagsOf, valuesOf, wordsOf } from "./html-reading.ts";
import { dense, pdfOf } from "./pdf-reading.ts";
import { assets, written } from "./rendering.ts";
import { textsOf, withTexts } from "./view-texts.ts";

const html = createHtmlRenderer(assets);
const EMPTY: AccountBlock = { kind: "account", empty: { runs: [{ text: "Nothing was invoiced or paid." }] } };
const VIEWS = [
  ["a few documents", accountView(accountBlock(3))],
  ["ninety documents", accountView(accountBlock(90))],
  ["nothing", accountView(EMPTY)],
] as const;

describe("an account in every look", () => {
  test.each(VIEWS)("[F1] every string is in the text, the HTML and the PDF: %s", async (_, view) => {
    const wanted = textsOf(view, [view.continued.runs[0]?.text ?? ""]);
    const looks = [
      await written(textRenderer, view),
      wordsOf(await written(html, view)),
      (await pageTexts(await pdfOf(view))).join("\n"),
    ].map(dense);
    for (const look of looks) expect(wanted.filter((text) => !look.includes(dense(text)))).toEqual([]);
  });
});

describe("as PDF", () => {
  test("the head of a table stands on each of its pages, and its total with the last row", async () => {
    const pages = (await pageTexts(await pdfOf(accountView(accountBlock(90))))).map(dense);
    const withRows = pages.filter((page) => page.includes("DemandD-"));
    expect(withRows.length).toBeGreaterThan(3);
    for (const page of withRows) expect(page).toContain("DocumentIssuedDueAmountPaidOpen");
    const last = pages.find((page) => page.includes("Balanceofall"));
    expect(last).toContain("DemandD-90.");
  });

  test.each(["1,234.50", "999,999,999,999.00", "-999,999,999,999,999,999.00"])(
    "an amount of %s is whole in every column, and the rows keep their words",
    async (amount) => {
      const text = (await pageTexts(await pdfOf(accountView(accountBlock(4, amount))))).join("\n");
      expect(text.split(amount).length - 1).toBe(6 + 8 + 1 + 2);
      expect(dense(text)).toContain("DemandD-4.");
    },
  );
});

describe("as HTML", () => {
  test("each table is named and its rows have heads; a card on a phone names its cells by the columns", async () => {
    const page = await written(html, accountView(accountBlock(2)));
    expect(page.match(/<caption>/g)).toHaveLength(3);
    expect(page.match(/<th scope="row">/g)?.length).toBeGreaterThanOrEqual(6 + 2 + 2);
    expect(valuesOf(page, "data-label").slice(0, 5)).toEqual(["Issued", "Due", "Amount", "Paid", "Open"]);
  });

  test("every row of the documents spans all six columns", async () => {
    const page = await written(html, accountView(accountBlock(2)));
    const table = /<table class="documents">[^]*?<\/table>/.exec(page)?.[0] ?? "";
    const widths = [...table.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, cells = ""]) =>
      [...cells.matchAll(/<t[dh]([^>]*)>/g)].reduce(
        (width, [, attributes = ""]) => width + Number(/colspan="(\d+)"/.exec(attributes)?.[1] ?? 1),
        0,
      ),
    );
    expect(widths).toEqual([6, 6, 6, 6]);
  });

  test("a hostile string is printed literally, in a column’s name too", async () => {
    const payload = '"><script>alert(1)</script> {{this}}';
    const plain = await written(html, accountView(accountBlock(2)));
    const page = await written(
      html,
      withTexts(accountView(accountBlock(2)), () => payload),
    );
    expect(tagsOf(page)).toEqual(tagsOf(plain));
    expect(attributesOf(page)).toEqual(attributesOf(plain));
    expect(new Set(valuesOf(page, "data-label"))).toEqual(new Set([payload]));
  });
});

describe("as text", () => {
  test("no line is longer than 78 columns, and amounts end on one edge", async () => {
    const lines = (await written(textRenderer, accountView(accountBlock(3)))).split("\n");
    expect(lines.filter((line) => line.length > 78)).toEqual([]);
    const amounts = lines.filter((line) => line.endsWith("1,234.50"));
    expect(amounts.length).toBeGreaterThanOrEqual(6 + 3 + 1);
    expect(new Set(amounts.map((line) => line.length))).toEqual(new Set([78]));
  });
});
