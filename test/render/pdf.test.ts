import { describe, expect, test } from "vitest";
import type { Block, DocumentView, PartView, RowView, Text } from "../../src/present/document-view.ts";
import { qrModules } from "../../src/present/qr.ts";
import { pageTexts } from "../golden/pdf-pages.ts";
import { readQr } from "../golden/qr.ts";
import { dense, factsOf, pdfOf, refusalsOf } from "./pdf-reading.ts";
import { sampleView } from "./sample-view.ts";
import { announcedView, creditView, germanView, japaneseView } from "./varied-views.ts";
import { textsOf, withTexts } from "./view-texts.ts";

const t = (text: string): Text => ({ runs: [{ text }] });

const replaced = (view: DocumentView, change: (block: Block) => Block): DocumentView => ({
  ...view,
  blocks: view.blocks.map(change),
});

const withRow = (row: RowView): DocumentView =>
  replaced(sampleView(), (block) =>
    block.kind === "lines"
      ? { ...block, sections: block.sections.map((section) => ({ ...section, rows: [...section.rows, row] })) }
      : block,
  );

const printed = async (view: DocumentView): Promise<string> => dense((await pageTexts(await pdfOf(view))).join("\n"));

describe("text", () => {
  test.each([
    ["sample", sampleView()],
    ["German", germanView()],
    ["Japanese", japaneseView()],
    ["saved method", announcedView()],
    ["credit note", creditView()],
    ["seven pages", sampleView(150)],
  ])("every string of the view stands in the PDF: %s", async (_, view) => {
    const text = await printed(view);
    expect(textsOf(view).filter((one) => !text.includes(dense(one)))).toEqual([]);
  });

  test("text that looks like an instruction is printed as it stands", async () => {
    const hostile = [
      '{"image":"/etc/passwd"}',
      "{{constructor}}",
      "<script>alert(1)</script>",
      "file:///etc/passwd",
      "$t(key)",
    ];
    const view = withRow({ description: t(hostile.join(" ")), notes: hostile.map(t), amount: t("__proto__") });
    const text = await printed(view);
    expect([...hostile, "__proto__"].filter((one) => !text.includes(dense(one)))).toEqual([]);
  });

  test.each([
    ["words", "lorem ipsum ".repeat(4000)],
    ["one word", "x".repeat(50_000)],
    ["Japanese", "請求書".repeat(10_000)],
  ])("a description of fifty thousand characters runs over pages and loses none: %s", async (_, long) => {
    const text = await printed(withRow({ description: t(long), notes: [], amount: t("1.00") }));
    const character = long.charAt(0);
    const count = (of: string): number => of.split(character).length - 1;
    expect(count(text)).toBeGreaterThanOrEqual(count(long));
  });

  test("a negative amount in yen keeps its minus: figures never break", async () => {
    const view = replaced(japaneseView(), (block) =>
      block.kind === "totals"
        ? { ...block, rows: block.rows.map((row) => ({ ...row, value: t("-￥133,372") })) }
        : block,
    );
    const lines = (await pageTexts(await pdfOf(view))).join("\n").split("\n");
    expect(lines.filter((line) => line.includes("￥133,372") && !dense(line).includes("-￥133,372"))).toEqual([]);
  });

  test("rows without period, quantity, rate or mark are printed beside rows with them", async () => {
    const bare: RowView = { description: t("Bare row"), notes: [], amount: t("7.77") };
    const part: PartView = {
      title: t("Part of a section"),
      rows: [{ ...bare, mark: t("A") }],
      subtotal: { label: t("Subtotal of the part"), value: t("7.77") },
    };
    const view = replaced(withRow(bare), (block) =>
      block.kind === "lines"
        ? {
            ...block,
            columns: { ...block.columns, mark: t("Tax") },
            sections: block.sections.map((section) => ({ ...section, parts: [part] })),
          }
        : block,
    );
    const text = await printed(view);
    expect(textsOf(view).filter((one) => !text.includes(dense(one)))).toEqual([]);
  });
});

describe("pages", () => {
  test.each([
    [1, 2],
    [40, 3],
    [200, 8],
  ])("%i more rows take %i pages", async (rows, pages) => {
    expect((await factsOf(await pdfOf(sampleView(rows)))).pages).toBe(pages);
  });

  test("two thousand rows are all there, each page under the table's head", async () => {
    const pages = await pageTexts(await pdfOf(sampleView(2000)));
    const numbers = [...pages.join("\n").matchAll(/Resource number (\d+)/g)].map((match) => Number(match[1]));
    expect(numbers).toEqual(Array.from({ length: 2000 }, (_, index) => index + 1));
    expect(pages.filter((page) => page.includes("Resource number") && !page.includes("Service period"))).toEqual([]);
  });

  test("whatever the number of rows, no head ends a page and no subtotal or total begins one", async () => {
    for (let rows = 0; rows < 30; rows += 1) {
      const pages = await pageTexts(await pdfOf(sampleView(rows)));
      const bodies = pages.map((page) => page.split("\n").filter((line) => line.trim() !== ""));
      const loneHeads = bodies.filter((lines) =>
        lines.some((line, index) => isHead(line) && isFooter(lines[index + 1])),
      );
      expect(loneHeads, `${rows} rows`).toEqual([]);
      const [totalsPage = []] = bodies.filter((lines) => lines.some((line) => line.includes("Net total")));
      expect(
        totalsPage.some((line) => line.includes("Subtotal, Telephony usage")),
        `${rows} rows`,
      ).toBe(true);
      expect(
        totalsPage.some((line) => line.includes("DID numbers, set-up")),
        `${rows} rows`,
      ).toBe(true);
      const [payPage = []] = bodies.filter((lines) => lines.some((line) => line.includes("Pay online by")));
      expect(
        payPage.some((line) => line.includes("Questions?")),
        `${rows} rows`,
      ).toBe(true);
    }
  });

  test("every page names the document, and the marks stand on each", async () => {
    const pages = await pageTexts(await pdfOf(sampleView(90)));
    pages.forEach((page, index) => {
      expect(page).toContain("SAMPLE – not a demand for payment");
      expect(page).toContain("INV-2026-004711");
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    });
  });

  test("a running head or footer that its margin cannot hold is refused, not cut off", async () => {
    const seller = t("Genesys Cloud Services, Incorporated ".repeat(12));
    const view = sampleView();
    expect(refusalsOf({ ...view, footer: { ...view.footer, seller } })).toEqual([
      "footer/seller is too long for the margin of a page",
    ]);
    expect(refusalsOf({ ...view, continued: seller })).toEqual(["continued is too long for the margin of a page"]);
  });
});

const isHead = (line: string): boolean =>
  ["Core services and fees", "Resource charges", "Telephony usage"].includes(line.trim());
const isFooter = (line: string | undefined): boolean => line === undefined || line.startsWith("INV-2026-004711");

describe("file", () => {
  test("links are live: the payment link and the mail address", async () => {
    const { links } = await factsOf(await pdfOf(sampleView()));
    expect(links).toEqual(["https://pay.example.com/i/7Q2M-4KX9-PD3F", "mailto:nacollections@genesys.com"]);
  });

  test("[B10] a link that is neither https nor mail is refused", async () => {
    const view = replaced(sampleView(), (block) =>
      block.kind === "notes"
        ? {
            ...block,
            items: block.items.map((item) => ({ ...item, links: [{ text: t("here"), href: "javascript:alert(1)" }] })),
          }
        : block,
    );
    expect(refusalsOf(view)).toContain('"javascript:alert(1)" is no link that may be printed');
  });

  test("[B3] the printed code reads as the payment link", async () => {
    const link = "https://pay.example.com/i/7Q2M-4KX9-PD3F";
    const view = replaced(sampleView(), (block) =>
      block.kind === "paying" && block.online
        ? { ...block, online: { ...block.online, qr: { ...block.online.qr, modules: qrModules(link) } } }
        : block,
    );
    expect(await readQr(await pdfOf(view), [2])).toBe(link);
  });

  test("title and author are the view's, in the metadata too where they hold an ampersand", async () => {
    const meta = { title: "Invoice A & B <1>", author: "Müller & Söhne", subject: "Invoice", date: "2026-05-15" };
    const facts = await factsOf(await pdfOf({ ...sampleView(), meta }));
    expect(facts).toMatchObject({ title: meta.title, author: meta.author, xmp: { title: meta.title } });
  });

  test("nothing in the file acts, and all fonts are embedded", async () => {
    const raw = Buffer.from(await pdfOf(japaneseView())).toString("latin1");
    for (const name of [
      "/JavaScript",
      "/JS",
      "/Launch",
      "/EmbeddedFile",
      "/OpenAction",
      "/AA",
      "/GoToR",
      "/SubmitForm",
    ])
      expect(raw).not.toContain(`${name} `);
    const fonts = [...raw.matchAll(/\/FontName \/([A-Z]+\+[\w-]+)/g)].map((match) => match[1]);
    expect(new Set(fonts.map((name) => name?.split("+")[1]))).toEqual(
      new Set([
        "IBMPlexSans-Regular",
        "IBMPlexSans-Medium",
        "IBMPlexSans-SemiBold",
        "NotoSansJP-Regular",
        "NotoSansJP-SemiBold",
      ]),
    );
    expect(raw.match(/\/FontFile2 /g)).toHaveLength(fonts.length);
  });

  test("the texts of a view may be changed without touching its layout's rules", async () => {
    const long = withTexts(sampleView(), (text) => `${text} ${text}`);
    const view = { ...long, continued: t("Invoice, continued"), footer: sampleView().footer };
    const text = await printed(view);
    expect(textsOf(view).filter((one) => !text.includes(dense(one)))).toEqual([]);
  });
});
