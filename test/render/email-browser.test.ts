import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EmailView } from "../../src/present/email-view.ts";
import { createEmailRenderer } from "../../src/render/email.ts";
import { announceMissingBrowser, axeViolations, findChromium, openBrowser, type Browser } from "../browser.ts";
import { withTexts } from "../present/emails.ts";
import { assets } from "./rendering.ts";
import { EMAIL_NAMES, EMAILS, type EmailName } from "./sample-emails.ts";

const render = createEmailRenderer(assets);
/** A phone, the mail's own width, and a wide window. */
const WIDTHS = [320, 600, 1000] as const;
const SCHEMES = ["light", "dark"] as const;

type Screen = { readonly width: number; readonly scheme: (typeof SCHEMES)[number] };
type Check = { readonly title: string; readonly run: (page: Page) => Promise<void> };

const show = async (page: Page, html: string, { width, scheme }: Screen): Promise<void> => {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme: scheme });
  await page.goto("about:blank");
  await page.setContent(html);
};

const withoutStyleElement = (html: string): string => html.replace(/<style>[^]*?<\/style>/, "");

/** Landmarks belong to the page of the mail program in which the mail is an article; all other rules hold. */
const PAGE_ONLY = ["region", "landmark-one-main"];

const noAxeViolation = (name: EmailName, screen: Screen): Check => ({
  title: `axe finds nothing: ${name}, ${screen.width} px, ${screen.scheme}`,
  run: async (page) => {
    await show(page, render(EMAILS[name]).html, screen);
    expect(await axeViolations(page, PAGE_ONLY)).toEqual([]);
  },
});

const fits = (name: string, mail: EmailView, width: number): Check => ({
  title: `nothing scrolls sideways and the sheet has at most 600 px: ${name}, ${width} px`,
  run: async (page) => {
    await show(page, render(mail).html, { width, scheme: "light" });
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(width);
    const sheet = await page.locator(".sheet").boundingBox();
    expect(sheet?.width).toBe(Math.min(600, width - 16));
    const outside = await page.evaluate<readonly string[]>(
      "[...document.querySelectorAll('.sheet *')].filter((part) => part.getBoundingClientRect().right > document.querySelector('.sheet').getBoundingClientRect().right).map((part) => part.outerHTML)",
    );
    expect(outside).toEqual([]);
  },
});

/** Every text a single long word, but the labels of the facts, which are ours. */
const endless = (mail: EmailView): EmailView => ({
  ...withTexts(mail, (text) => text.replaceAll(/\s/g, "").padEnd(90, "W")),
  facts: mail.facts.map(({ label }) => ({ label, value: [{ runs: [{ text: "W".repeat(90) }] }] })),
});

const colourOf = (page: Page, selector: string, property: string): Promise<string> =>
  page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).${property}`);

const CHECKS: readonly Check[] = [
  ...EMAIL_NAMES.flatMap((name) =>
    [320, 600].flatMap((width) => SCHEMES.map((scheme) => noAxeViolation(name, { width, scheme }))),
  ),
  ...EMAIL_NAMES.flatMap((name) => WIDTHS.map((width) => fits(name, EMAILS[name], width))),
  ...WIDTHS.map((width) => fits("words without an end", endless(EMAILS["an invoice with a link"]), width)),
  {
    title: "a program that drops the style element shows the light mail, whole and readable, on a dark screen too",
    run: async (page) => {
      await show(page, withoutStyleElement(render(EMAILS["an invoice with a link"]).html), {
        width: 600,
        scheme: "dark",
      });
      expect(await axeViolations(page, PAGE_ONLY)).toEqual([]);
      expect(await colourOf(page, ".sheet", "backgroundColor")).toBe("rgb(255, 255, 255)");
      expect(await colourOf(page, "h1", "color")).toBe("rgb(22, 24, 29)");
      expect(await colourOf(page, ".button", "backgroundColor")).toBe("rgb(180, 56, 13)");
    },
  },
  {
    title: "on a dark screen paper, words and button are the theme's dark ones",
    run: async (page) => {
      await show(page, render(EMAILS["an invoice with a link"]).html, { width: 600, scheme: "dark" });
      expect(await colourOf(page, ".sheet", "backgroundColor")).toBe("rgb(21, 23, 28)");
      expect(await colourOf(page, "h1", "color")).toBe("rgb(236, 238, 242)");
      expect(await colourOf(page, ".on-button", "color")).toBe("rgb(21, 23, 28)");
    },
  },
  {
    title: "the preheader is not seen, and not heard",
    run: async (page) => {
      await show(page, render(EMAILS["an invoice with a link"]).html, { width: 600, scheme: "light" });
      expect(await page.evaluate<string>("document.body.innerText")).not.toContain("·");
      expect(await page.locator("body").ariaSnapshot()).not.toContain("·");
    },
  },
  {
    title: "on a phone amount and button are in the first screen, the button as large as a thumb",
    run: async (page) => {
      await show(page, render(EMAILS["an invoice with a link"]).html, { width: 320, scheme: "light" });
      const button = await page.getByRole("link", { name: "Pay online by" }).boundingBox();
      expect(button?.height).toBeGreaterThanOrEqual(44);
      expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThan(480);
    },
  },
  {
    title: "the facts are a table with a head to each row, the rest is read as running text",
    run: async (page) => {
      await show(page, render(EMAILS["an invoice with a link"]).html, { width: 600, scheme: "light" });
      expect(await page.getByRole("table").count()).toBe(1);
      expect(await page.getByRole("rowheader", { name: "Due date" }).count()).toBe(1);
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Invoice INV-1");
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

  test("no mail asks the network for anything", async () => {
    for (const name of EMAIL_NAMES) await show(page, render(EMAILS[name]).html, { width: 600, scheme: "light" });
    expect(browser.requests).toEqual([]);
    // A canary: what the count would see if there were something.
    await page.setContent('<img src="https://example.com/canary.png">');
    await expect.poll(() => browser.requests).toContain("https://example.com/canary.png");
  });
});

test("a machine without Chromium says what did not run, and a build server fails", () => {
  if (chromiumPath !== undefined) return expect(CHECKS.length).toBeGreaterThan(60);
  const banner = announceMissingBrowser(CHECKS.map(({ title }) => title));
  expect(process.env["CI"] === "true" ? banner : "").toBe("");
});
