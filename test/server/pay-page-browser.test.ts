import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { credit } from "../adapters/register/corrections.ts";
import { change, usd } from "../adapters/register/reservations.ts";
import { MAY, tokenOf } from "../app/paying/office.ts";
import { announceMissingBrowser, findChromium, openBrowser, type Browser } from "../browser.ts";
import { money } from "../stripe/demands.ts";
import { BANK, CARD } from "../stripe/payer.ts";
import { openTill, type Till } from "./till.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const SCHEMES = ["light", "dark"] as const;
const WIDTHS = [320, 360, 1280] as const;

/** Each standing by the id of its invoice, in a language, so that each language is seen too. */
const PAGES = {
  open: "open?lang=en-US",
  failed: "failed?lang=de-DE",
  above: "above?lang=ja-JP",
  silent: "open?click=unavailable&lang=fr-CA",
  returned: "returned?returned=done&lang=pt-BR",
  processing: "processing?lang=de-DE",
  paid: "paid?lang=fr-CA",
  void: "void?lang=pt-BR",
  replaced: "replaced?lang=de-DE",
  credited: "credited?lang=en-US",
  "no-method": "no-method?lang=ja-JP",
} as const satisfies Readonly<Record<string, string>>;

type Screen = { readonly width: number; readonly scheme: (typeof SCHEMES)[number] };
type Tools = { readonly page: Page; readonly till: Till };
type Check = { readonly title: string; readonly run: (tools: Tools) => Promise<void> };

const issueAll = async ({ office, tell, pageAtStripe }: Till): Promise<void> => {
  const { stripe, register } = office;
  for (const id of ["open", "failed", "returned", "processing", "paid", "void", "replaced", "credited", "walk"]) {
    await office.issue(id, money("6300.00"), { accountId: `account of ${id}` });
  }
  await office.issue("above", money("250000.01"));
  await office.issue("no-method", money("1100", "JPY"), { cardPaidThisMonth: money("0", "JPY") });
  const failing = await pageAtStripe("failed");
  await tell(stripe.pay(failing, BANK));
  await tell(stripe.bounce(failing));
  await pageAtStripe("returned");
  await tell(stripe.pay(await pageAtStripe("processing"), BANK));
  await tell(stripe.pay(await pageAtStripe("paid"), CARD));
  for (const id of ["void", "replaced"]) await register.documents.voidDocument(id, change(MAY));
  await office.issue("successor", money("90.00"), { replaces: "replaced" });
  await credit(register, { of: "credited", id: "credit", due: usd(-100n) });
};

const show = async ({ page, till }: Tools, path: string, { width, scheme }: Screen): Promise<void> => {
  await page.setViewportSize({ width, height: 780 });
  await page.emulateMedia({ colorScheme: scheme });
  await page.goto(`${till.base}/p/${tokenOf(path)}`);
};

const noAxeViolation = (name: string, path: string, screen: Screen): Check => ({
  title: `axe finds nothing: ${name}, ${screen.width} px, ${screen.scheme}`,
  run: async (tools) => {
    await show(tools, path, screen);
    await tools.page.evaluate(axe);
    const violations = await tools.page.evaluate<readonly string[]>(
      "axe.run({ resultTypes: ['violations'] }).then(({ violations, passes }) => passes.length === 0 ? ['axe checked nothing'] : violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))",
    );
    expect(violations).toEqual([]);
  },
});

const noSidewaysScroll = (name: string, path: string, width: number): Check => ({
  title: `nothing scrolls sideways: ${name}, ${width} px`,
  run: async (tools) => {
    await show(tools, path, { width, scheme: "light" });
    expect(await tools.page.evaluate<number>("document.documentElement.scrollWidth")).toBe(width);
  },
});

const PHONE: Screen = { width: 360, scheme: "light" };

const CHECKS: readonly Check[] = [
  ...Object.entries(PAGES).flatMap(([name, path]) =>
    SCHEMES.map((scheme) => noAxeViolation(name, path, { width: 360, scheme })),
  ),
  ...Object.entries(PAGES).flatMap(([name, path]) => WIDTHS.map((width) => noSidewaysScroll(name, path, width))),
  {
    title: "the styles hold under the page's own policy: the button is a button for a thumb, in its colour",
    run: async (tools) => {
      await show(tools, PAGES.open, PHONE);
      const button = tools.page.getByRole("button");
      const box = await button.boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(44);
      expect(await button.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe("rgb(180, 56, 13)");
    },
  },
  {
    title: "by keyboard: the wish to save, then the button, and Stripe's page opens under the form's policy",
    run: async (tools) => {
      const { page, till } = tools;
      await show(tools, "walk", PHONE);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
      await page.keyboard.press("Tab");
      // A form's policy is asked at each redirect, too; the browser cannot reach Stripe, but it tries.
      const reached = page.waitForRequest((request) => request.url().startsWith("https://checkout.stripe.com/"));
      await page.keyboard.press("Enter");
      const url = (await reached).url();
      const session = till.office.stripe.sessions().find((one) => one.url === url);
      expect(session).toMatchObject({ minor: 630_000, savesMethod: true });
      await till.tell(till.office.stripe.pay(url, CARD));
      await show(tools, "walk?returned=done", PHONE);
      expect(await page.getByRole("heading").textContent()).toBe("Payment received");
    },
  },
  {
    title: "another language is one tap away, and stays with the payer where the provider is silent",
    run: async (tools) => {
      const { page, till } = tools;
      await show(tools, PAGES.open, PHONE);
      await page.getByRole("link", { name: "Deutsch" }).click();
      expect(await page.getByRole("heading").textContent()).toBe("Diese Rechnung bezahlen");
      till.office.stripe.faults.push("failed", "failed", "failed", "failed");
      await page.getByRole("button", { name: "Weiter zu Stripe" }).click();
      expect(await page.getByRole("status").textContent()).toContain("Stripe antwortet im Augenblick nicht.");
    },
  },
];

const chromiumPath = findChromium();

describe.runIf(chromiumPath !== undefined)("in Chromium", () => {
  let browser: Browser;
  let tools: Tools;
  beforeAll(async () => {
    const till = await openTill();
    await issueAll(till);
    browser = await openBrowser(chromiumPath ?? "");
    const page = await browser.context.newPage();
    await page.route(`${till.base}/**`, (route) => route.continue());
    tools = { page, till };
  });
  afterAll(async () => {
    await browser.close();
    await tools.till.close();
  });

  test.each(CHECKS)("$title", ({ run }) => run(tools));

  test("no page asks anybody else for anything", () => {
    expect(browser.requests).toEqual([]);
  });
});

test("a machine without Chromium says what did not run, and a build server fails", () => {
  if (chromiumPath !== undefined) return expect(CHECKS.length).toBeGreaterThan(50);
  const banner = announceMissingBrowser(CHECKS.map(({ title }) => title));
  expect(process.env["CI"] === "true" ? banner : "").toBe("");
});
