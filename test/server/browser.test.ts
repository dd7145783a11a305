import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { announceMissingBrowser, findChromium } from "../browser.ts";
import { startServing, type Serving } from "./serving.ts";

const TESTS = ["the pages of the server under their own policies, and their accessibility"];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const executablePath = findChromium();
if (executablePath === undefined && process.env["CI"] === undefined) announceMissingBrowser(TESTS);

describe.runIf(executablePath !== undefined || process.env["CI"] !== undefined)("in a browser", () => {
  let serving: Serving;
  let browser: Browser;
  let token: string;
  beforeAll(async () => {
    serving = await startServing();
    token = (await serving.link({ document: "own", account: "A-1" })).token;
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser.close();
    await serving.close();
  });

  /** Opens a page of ours; whatever the browser would not do for it is told. */
  const open = async (
    path: string,
    settled: string,
  ): Promise<{ readonly page: Page; readonly faults: readonly string[] }> => {
    const page = await browser.newPage({ viewport: { width: 320, height: 700 }, bypassCSP: false });
    const faults: string[] = [];
    page.on("console", (message) => void (message.type() === "error" && faults.push(message.text())));
    page.on("pageerror", (error) => void faults.push(error.message));
    await page.goto(`http://127.0.0.1:${serving.port}${path}`);
    await page.locator(settled).first().waitFor();
    return { page, faults };
  };

  test("the documentation works under its policy", async () => {
    const { page, faults } = await open("/docs", ".opblock-summary-path");
    expect(faults).toEqual([]);
    await page.close();
  });

  test.each([
    ["a document's page", () => `/d/${token}`, "h1"],
    ["an issued document", () => `/d/${token}/html`, "h1"],
  ])("%s shows as it should, from 320 pixels on", async (_, path, settled) => {
    const { page, faults } = await open(path(), settled);
    expect(faults).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= 320")).toBe(true);
    expect(await page.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight")).toBe("400");
    await page.close();
  });

  test.each([
    ["a document's page", () => `/d/${token}`],
    ["a link that does not work", () => "/d/none"],
  ])("%s has no fault of accessibility, light and dark", async (_, path) => {
    for (const colorScheme of ["light", "dark"] as const) {
      // The test's own script is let in; the page has none.
      const page = await browser.newPage({ bypassCSP: true, colorScheme });
      await page.goto(`http://127.0.0.1:${serving.port}${path()}`);
      await page.evaluate(AXE);
      const violations = await page.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id, help }) => id + ': ' + help))",
      );
      expect(violations).toEqual([]);
      await page.close();
    }
  });
});
