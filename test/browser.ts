import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext } from "playwright-core";

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
