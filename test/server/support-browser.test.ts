import type { FrameLocator, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { announceMissingBrowser, axeViolations, findChromium, openBrowser, type Browser } from "../browser.ts";
import { DRAFT, serveSupport, type SupportServing } from "./support-serving.ts";

const chromium = findChromium();

if (chromium === undefined && process.env["CI"] === undefined) announceMissingBrowser(["the page for support"]);

describe.runIf(chromium !== undefined || process.env["CI"] !== undefined)("the page for support", () => {
  let serving: SupportServing;
  let browser: Browser;
  let key: string;
  /** Of the page that was opened last. */
  let faults: readonly string[];

  beforeAll(async () => {
    serving = await serveSupport();
    key = await serving.key();
    browser = await openBrowser(chromium ?? "");
    await browser.context.route(`http://127.0.0.1:${serving.port}/**`, (route) => route.continue());
  });
  afterAll(async () => {
    await browser.close();
    await serving.close();
  });

  /** A page of its own; whatever its policy stops or its script throws is a fault. */
  const openPage = async (view = "", { width = 1280 } = {}): Promise<Page> => {
    const page = await browser.context.newPage();
    const own: string[] = [];
    faults = own;
    page.on("pageerror", (error) => own.push(error.message));
    page.on("console", (line) => {
      if (line.type() === "error" && !line.text().includes("the server responded with a status of"))
        own.push(line.text());
    });
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`http://127.0.0.1:${serving.port}/support${view}`);
    return page;
  };

  const signIn = async (page: Page): Promise<void> => {
    await page.getByLabel("API key").fill(key);
    await page.getByRole("button", { name: "Sign in" }).click();
  };

  const shown = (page: Page): FrameLocator => page.frameLocator("iframe");

  const paste = async (page: Page, document: unknown): Promise<void> => {
    await page.getByLabel("Rated data").fill(JSON.stringify(document, null, 2));
  };

  test("finds a document, previews the next, in Japanese, explains a line, and compares with last month", async () => {
    const page = await openPage();
    await signIn(page);
    await page.getByLabel("Number, id or account").fill("A-1");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByRole("link", { name: "INV-US-2026-000002" }).click();
    await shown(page).getByRole("heading", { name: "Invoice INV-US-2026-000002" }).waitFor();
    expect(await page.getByLabel("What the register knows").textContent()).toContain("ap@harborfinch.example");

    await page.getByRole("link", { name: "Preview" }).click();
    await paste(page, DRAFT);
    await shown(page).getByText("PREVIEW – not an invoice").first().waitFor();
    await page.getByLabel("Language").selectOption("ja-JP");
    await shown(page).locator("html[lang='ja-JP']").waitFor();

    await shown(page)
      .getByRole("button", { name: /explain line 1$/ })
      .click();
    const explanation = page.getByLabel("Explanation");
    await explanation.getByText("80 × 75.00 =").first().waitFor();
    await explanation.getByRole("button", { name: /\/lines\/0$/ }).click();
    expect(await selectionOf(page.getByLabel("Rated data"))).toContain('"id": "users"');

    await page.getByRole("link", { name: "Compare" }).click();
    await page.getByLabel("Before", { exact: true }).fill("INV-US-2026-000002");
    await page.getByRole("button", { name: "Compare" }).click();
    const short = page.getByRole("list", { name: "In short" });
    await short.getByText("1 line changed").waitFor();
    expect(await short.textContent()).toContain("total −153.15 USD");
    await page.frameLocator("iframe[title='After']").getByText("PREVIEW – not an invoice").first().waitFor();
    await page.frameLocator("iframe[title='Before']").getByText("INV-US-2026-000002").first().waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  test("takes up the invoice of the month before by itself", async () => {
    const page = await openPage("#document/may");
    await signIn(page);
    await page.getByRole("link", { name: "Compare it" }).click();
    await expect.poll(() => page.getByLabel("Before", { exact: true }).inputValue()).toBe("INV-US-2026-000001");
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByText("service period moved on 2 lines").waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  test("shows all looks of a preview, each under its policy", async () => {
    const page = await openPage("#preview");
    await signIn(page);
    await paste(page, DRAFT);
    await page.getByRole("tab", { name: "E-mail" }).click();
    await page
      .frameLocator("iframe[title='E-mail']")
      .getByText(/^Charges up to/)
      .waitFor();
    await page.getByRole("tab", { name: "Text" }).click();
    await page.getByRole("tabpanel").getByText("PREVIEW – not an invoice").waitFor();
    await page.getByRole("tab", { name: "PDF" }).click();
    await page.locator("iframe[src^='blob:']").waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  test("shows all that is wrong, each with a way to its place", async () => {
    const page = await openPage("#preview");
    await signIn(page);
    await paste(page, { ...DRAFT, currency: "CHF", id: "<img src=x onerror=alert(1)>" });
    await page.getByRole("heading", { name: /problem/ }).waitFor();
    expect(await page.locator("main img").count()).toBe(0);
    await page.getByRole("button", { name: /\/currency$/ }).click();
    expect(await selectionOf(page.getByLabel("Rated data"))).toBe('"CHF"');
    expect(faults).toEqual([]);
    await page.close();
  });

  test("shows documents where nothing can run, whatever stands in them", async () => {
    const page = await openPage("#document/may");
    await signIn(page);
    await shown(page).getByRole("heading", { level: 1 }).waitFor();
    const ran = await page.evaluate<unknown>(`(() => {
      const { body } = document.querySelector("iframe").contentDocument;
      body.innerHTML = '<button onclick="parent.ran = true"></button><a href="javascript:parent.ran=true"></a>';
      body.append(Object.assign(body.ownerDocument.createElement("script"), { textContent: "parent.ran = true" }));
      body.querySelector("button").click();
      body.querySelector("a").click();
      return window.ran ?? "nothing ran";
    })()`);
    expect(ran).toBe("nothing ran");
    await expect.poll(() => faults.join()).toContain("Content Security Policy");
    await page.close();
  });

  test("is used without a mouse", async () => {
    const page = await openPage("#preview");
    await tabTo(page, page.getByLabel("API key"));
    await page.keyboard.type(key);
    await page.keyboard.press("Enter");
    await page.getByLabel("Rated data").waitFor();
    await tabTo(page, page.getByLabel("Rated data"));
    await page.keyboard.insertText(JSON.stringify(DRAFT));
    const amount = shown(page).getByRole("button", { name: /explain line 1$/ });
    await amount.waitFor();
    await tabTo(page, page.getByRole("tab", { name: "HTML" }));
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("tab", { name: "PDF" }).getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("ArrowLeft");
    await amount.waitFor();
    await tabTo(page, amount);
    await page.keyboard.press("Enter");
    await page.getByLabel("Explanation").getByText("80 × 75.00 =").first().waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  const VIEWS = ["", "#find", "#document/may", "#preview", "#compare/may"] as const;

  const settle = async (page: Page, view: string): Promise<void> => {
    if (view !== "") await signIn(page);
    if (view === "#find") await page.getByRole("table").waitFor();
    if (view === "#document/may") await shown(page).getByRole("heading", { level: 1 }).waitFor();
    if (view === "#preview") {
      await paste(page, DRAFT);
      await shown(page)
        .getByRole("button", { name: /explain line 1$/ })
        .click();
      await page.getByLabel("Explanation").getByRole("heading").waitFor();
    }
    if (view === "#compare/may") {
      await expect.poll(() => page.getByLabel("Before", { exact: true }).inputValue()).not.toBe("");
      await page.getByRole("button", { name: "Compare" }).click();
      await page.frameLocator("iframe[title='After']").getByRole("heading", { level: 1 }).waitFor();
    }
  };

  describe.each(VIEWS)("in the view %j", (view) => {
    test.each(["light", "dark"] as const)("has nothing that axe finds wrong, %s", async (colorScheme) => {
      const page = await openPage(view);
      await page.emulateMedia({ colorScheme });
      await settle(page, view);
      expect(await axeViolations(page)).toEqual([]);
      await page.close();
    });

    test("fits a screen of 360 pixels", async () => {
      const page = await openPage(view, { width: 360 });
      await settle(page, view);
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
      await page.close();
    });
  });

  test("forgets a key that does not open anything any more", async () => {
    const page = await openPage();
    await page.getByLabel("API key").fill("bwk_nobody");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await page.evaluate<string | null>("sessionStorage.getItem('billwright-key')")).toBe(null);
    await page.close();
  });
});

const selectionOf = (area: Locator): Promise<string> =>
  area.evaluate((element) =>
    element instanceof HTMLTextAreaElement ? element.value.slice(element.selectionStart, element.selectionEnd) : "",
  );

/** Presses Tab until the element has the focus, as a person would. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
  for (let presses = 0; presses < 60; presses += 1) {
    if (
      await target.evaluate(
        (element) => element === element.ownerDocument.activeElement && element.ownerDocument.hasFocus(),
      )
    )
      return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the element is not reached by the Tab key");
};
