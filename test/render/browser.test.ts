import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DocumentView } from "../../src/present/document-view.ts";
import { createHtmlRenderer } from "../../src/render/html.ts";
import {
  announceMissingBrowser,
  axeViolations,
  findChromium,
  openBrowser,
  partsOutside,
  type Browser,
} from "../browser.ts";
import { pageTexts } from "../golden/pdf-pages.ts";
import { accountBlock, accountView } from "./account-view.ts";
import { assets, written } from "./rendering.ts";
import { sampleView } from "./sample-view.ts";
import { announcedView, creditView, germanView, japaneseView } from "./varied-views.ts";

const renderer = createHtmlRenderer(assets);
const VIEWS = {
  sample: sampleView(),
  German: germanView(),
  Japanese: japaneseView(),
  "saved method": announcedView(),
  "credit note": creditView(),
  account: accountView(accountBlock(6)),
} as const satisfies Record<string, DocumentView>;
type ViewName = keyof typeof VIEWS;
const NAMES: readonly ViewName[] = ["sample", "German", "Japanese", "saved method", "credit note", "account"];
const WIDTHS = [320, 360, 768, 1280] as const;
const SCHEMES = ["light", "dark"] as const;

type Screen = { readonly width: number; readonly scheme: (typeof SCHEMES)[number] };
type Check = { readonly title: string; readonly run: (page: Page) => Promise<void> };

const show = async (page: Page, view: DocumentView, { width, scheme }: Screen): Promise<void> => {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme: scheme });
  // A new page each time: a written document would keep the policy of the one before it.
  await page.goto("about:blank");
  await page.setContent(await written(renderer, view));
};

const noAxeViolation = (name: ViewName, screen: Screen): Check => ({
  title: `axe finds nothing: ${name}, ${screen.width} px, ${screen.scheme}`,
  run: async (page) => {
    await show(page, VIEWS[name], screen);
    expect(await axeViolations(page)).toEqual([]);
  },
});

const noSidewaysScroll = (name: ViewName, width: number): Check => ({
  title: `nothing scrolls sideways or leaves the sheet: ${name}, ${width} px`,
  run: async (page) => {
    await show(page, VIEWS[name], { width, scheme: "light" });
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(width);
    expect(await partsOutside(page)).toEqual([]);
  },
});

const CHECKS: readonly Check[] = [
  ...NAMES.flatMap((name) =>
    WIDTHS.flatMap((width) => SCHEMES.map((scheme) => noAxeViolation(name, { width, scheme }))),
  ),
  ...NAMES.flatMap((name) => WIDTHS.map((width) => noSidewaysScroll(name, width))),
  {
    title: "styles apply under the page's own policy",
    run: async (page) => {
      await show(page, VIEWS.sample, { width: 1280, scheme: "light" });
      expect(await page.evaluate<string>("getComputedStyle(document.querySelector('.brand')).color")).toBe(
        "rgb(180, 56, 13)",
      );
    },
  },
  {
    title: "on a phone the way to pay and the amount come before anything else is read, and charges stay a table",
    run: async (page) => {
      await show(page, VIEWS.sample, { width: 360, scheme: "light" });
      const bottom = await page.evaluate<number>("document.querySelector('.pay-now').getBoundingClientRect().bottom");
      expect(bottom).toBeLessThan(480);
      expect(await page.locator(".qr").isVisible()).toBe(false);
      expect(await page.getByRole("table", { name: "Charges" }).getByRole("row").count()).toBe(16);
      expect(await page.getByRole("table", { name: "Charges" }).getByRole("columnheader").count()).toBe(5);
      expect(await page.getByRole("table", { name: "Charges" }).getByRole("cell", { name: "6,000.00" }).count()).toBe(
        1,
      );
    },
  },
  {
    title: "a QR code stays dark on white on a dark screen",
    run: async (page) => {
      await show(page, VIEWS.sample, { width: 1280, scheme: "dark" });
      expect(await page.locator(".qr").isVisible()).toBe(true);
      expect(
        await page.evaluate<readonly string[]>(
          "[...document.querySelectorAll('.qr rect, .qr path')].map((part) => getComputedStyle(part).fill)",
        ),
      ).toEqual(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
    },
  },
  {
    title: "in print the table's head, the number and the page stand on every page of a long document",
    run: async (page) => {
      await show(page, sampleView(60), { width: 1280, scheme: "light" });
      const pages = await pageTexts(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      expect(pages.length).toBeGreaterThan(2);
      pages.forEach((text, index) => {
        expect(text).toContain(`Page ${index + 1} of ${pages.length}`);
        expect(text).toContain("INV-2026-004711");
        expect(text.includes("Invoice INV-2026-004711, continued"), `page ${index + 1}`).toBe(index > 0);
        expect(text.includes("SAMPLE – not a demand for payment"), `page ${index + 1}`).toBe(true);
      });
      for (const text of pages.filter((text) => text.includes("Resource number"))) {
        expect(text).toMatch(/Description\s+Service period\s+Qty\s+Rate\s+Amount/);
      }
    },
  },
  {
    title: "in print the totals never stand without a charge above them",
    run: async (page) => {
      for (let extra = 0; extra < 40; extra += 3) {
        await show(page, sampleView(extra), { width: 1280, scheme: "light" });
        const pages = await pageTexts(await page.pdf({ preferCSSPageSize: true }));
        const [last] = pages.filter((text) => text.includes("Net total"));
        expect(last, `${extra} more lines`).toContain("DID numbers, set-up");
      }
    },
  },
];

const chromiumPath = findChromium();

describe.runIf(chromiumPath !== undefined)("in Chromium", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser(chromiumPath ?? "");
    page = await browser.context.newPage();
  });
  afterAll(() => browser.close());

  test.each(CHECKS)("$title", ({ run }) => run(page));

  test("no document asks the network for anything", async () => {
    for (const name of NAMES) await show(page, VIEWS[name], { width: 1280, scheme: "light" });
    expect(browser.requests).toEqual([]);
    // A canary: what the count would see if there were something.
    await page.goto("about:blank");
    await page.setContent('<img src="https://example.com/canary.png">');
    await expect.poll(() => browser.requests).toContain("https://example.com/canary.png");
  });
});

test("a machine without Chromium says what did not run, and a build server fails", () => {
  if (chromiumPath !== undefined) return expect(CHECKS.length).toBeGreaterThan(60);
  const banner = announceMissingBrowser(CHECKS.map(({ title }) => title));
  expect(process.env["CI"] === "true" ? banner : "").toBe("");
});
