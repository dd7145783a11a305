import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunFacts } from "../../src/present/run-report.ts";
import { createRunReportRenderer } from "../../src/render/run-report.ts";
import {
  announceMissingBrowser,
  axeViolations,
  findChromium,
  openBrowser,
  partsOutside,
  type Browser,
} from "../browser.ts";
import { pageTexts } from "../golden/pdf-pages.ts";
import { emptyRun, largeRun, reportOf, smallRun } from "../present/run-facts.ts";
import { assets } from "./rendering.ts";

const render = createRunReportRenderer(assets);
const RUNS = { small: smallRun, large: largeRun, empty: emptyRun } as const satisfies Record<string, RunFacts>;
const NAMES = ["small", "large", "empty"] as const satisfies readonly (keyof typeof RUNS)[];
const WIDTHS = [360, 768, 1200] as const;
const SCHEMES = ["light", "dark"] as const;

type Screen = { readonly width: number; readonly scheme: (typeof SCHEMES)[number] };
type Check = { readonly title: string; readonly run: (page: Page) => Promise<void> };

const show = async (page: Page, facts: RunFacts, { width, scheme }: Screen): Promise<void> => {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme: scheme });
  // A new page each time: a written document would keep the policy of the one before it.
  await page.goto("about:blank");
  await page.setContent(render(reportOf(facts)));
};

const noAxeViolation = (name: keyof typeof RUNS, screen: Screen): Check => ({
  title: `axe finds nothing: the ${name} run, ${screen.width} px, ${screen.scheme}`,
  run: async (page) => {
    await show(page, RUNS[name], screen);
    expect(await axeViolations(page)).toEqual([]);
  },
});

const noSidewaysScroll = (name: keyof typeof RUNS, width: number): Check => ({
  title: `nothing scrolls sideways or leaves the sheet: the ${name} run, ${width} px`,
  run: async (page) => {
    await show(page, RUNS[name], { width, scheme: "light" });
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
    title: "bars are as long as their figures say, under the page's own policy",
    run: async (page) => {
      await show(page, smallRun, { width: 1200, scheme: "light" });
      const parts = await page.evaluate<readonly { readonly width: number; readonly fill: string }[]>(
        "[...document.querySelectorAll('.outcomes > rect')].map((part) => ({ width: part.getBoundingClientRect().width / part.parentElement.getBoundingClientRect().width, fill: getComputedStyle(part).fill }))",
      );
      expect(parts.map(({ width }) => Math.round(width * 12))).toEqual([8, 1, 2, 1]);
      // Four outcomes, four fills, of which two are patterns: no two are told apart by shade alone.
      expect(new Set(parts.map(({ fill }) => fill)).size).toBe(4);
      expect(parts.filter(({ fill }) => fill.includes("#hatch") || fill.includes("#dots"))).toHaveLength(2);
    },
  },
  {
    title: "on a phone tables stay tables for speech",
    run: async (page) => {
      await show(page, smallRun, { width: 360, scheme: "light" });
      const money = page.getByRole("table", { name: "Money, by currency and kind" });
      expect(await money.getByRole("columnheader").count()).toBe(5);
      expect(await money.getByRole("cell", { name: "17,370.86" }).count()).toBe(1);
    },
  },
  {
    title: "in print all groups lie open, and every page has its number",
    run: async (page) => {
      await show(page, largeRun, { width: 1200, scheme: "light" });
      expect(await page.getByText("account-29-0", { exact: true }).isVisible()).toBe(false);
      const pages = await pageTexts(await page.pdf({ preferCSSPageSize: true }));
      expect(pages.length).toBeGreaterThan(3);
      expect(pages.join("\n")).toContain("account-29-0");
      pages.forEach((text, index) => expect(text).toContain(`${index + 1} / ${pages.length}`));
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

  test("no report asks the network for anything", async () => {
    for (const name of NAMES) await show(page, RUNS[name], { width: 1200, scheme: "light" });
    expect(browser.requests).toEqual([]);
  });
});

test("a machine without Chromium says what did not run, and a build server fails", () => {
  if (chromiumPath !== undefined) return expect(CHECKS.length).toBeGreaterThan(25);
  const banner = announceMissingBrowser(CHECKS.map(({ title }) => title));
  expect(process.env["CI"] === "true" ? banner : "").toBe("");
});
