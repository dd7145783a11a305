import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { source as axe } from "axe-core";
import { chromium, type BrowserContext, type Page } from "playwright-core";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
];

const OPTIONS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Routes do not see where a redirect leads; no name but this machine's has an address.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Where this machine has Chromium: CHROMIUM_PATH, or the usual places; undefined where it has none. */
export const findChromium = (): string | undefined =>
  [process.env["CHROMIUM_PATH"], ...PLACES].find((path) => path !== undefined && existsSync(path));

/** A browser with a profile of its own, which goes with it. It reaches no network: every request is refused and counted. */
export type Browser = {
  readonly context: BrowserContext;
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
};

export const openBrowser = async (executablePath: string): Promise<Browser> => {
  const profile = mkdtempSync(join(tmpdir(), "billwright-browser-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: OPTIONS, headless: true });
  const requests: string[] = [];
  await context.route("**/*", (route) => {
    requests.push(route.request().url());
    return route.abort();
  });
  const close = async (): Promise<void> => {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  };
  return { context, requests, close };
};

/** What axe finds wrong on the page, each with the elements that it stands at. Rules that do not fit the page may be left out. */
export const axeViolations = async (page: Page, leftOut: readonly string[] = []): Promise<readonly string[]> => {
  await page.evaluate(axe);
  const rules = Object.fromEntries(leftOut.map((rule) => [rule, { enabled: false }]));
  return page.evaluate<readonly string[]>(
    `axe.run({ resultTypes: ['violations'], rules: ${JSON.stringify(rules)} }).then(({ violations, passes }) => passes.length === 0 ? ['axe checked nothing'] : violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  );
};

/** Elements that reach beyond the right edge of the sheet; heads of tables may lie outside on a phone, to be heard only. */
export const partsOutside = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(
    "[...document.querySelectorAll('.sheet *:not(thead *)')].filter((part) => part.getBoundingClientRect().right > document.querySelector('.sheet').getBoundingClientRect().right + 1).map((part) => part.outerHTML)",
  );

/**
 * Says loudly which tests did not run because there is no Chromium, and gives the same as text.
 * On a build server (CI=true), which installs it, the caller lets that be a failure.
 */
export const announceMissingBrowser = (tests: readonly string[]): string => {
  const banner = [
    "".padEnd(78, "!"),
    "NO CHROMIUM on this machine: these tests DID NOT RUN:",
    ...tests.map((test) => `  - ${test}`),
    "Install chromium, or name its program in CHROMIUM_PATH.",
    "".padEnd(78, "!"),
  ].join("\n");
  console.warn(`\n${banner}\n`);
  return banner;
};
