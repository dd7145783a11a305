import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOCALES } from "../../src/kernel/party.ts";
import { minorMoney } from "../../src/kernel/money.ts";
import { createLanguages, presentDownload, presentRefusal, type DownloadFacts } from "../../src/pipeline.ts";
import { day, USD } from "../adapters/register/reservations.ts";
import { fakeWorld } from "../app/fake-world.ts";
import { startServing, type Serving } from "./serving.ts";

let serving: Serving;
beforeAll(async () => void (serving = await startServing()));
afterAll(() => serving.close());

const page = async (document: string, account: string, file = "page"): Promise<string> => {
  const { token } = await serving.link({ document, account, file });
  return (await (await serving.ask(`/d/${token}`)).text()).replaceAll(token, "TOKEN").replaceAll("\u00a0", " ");
};

const hrefs = (html: string): readonly string[] => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? "");

describe("the page of a document", () => {
  test("says what it is, how much, until when, and offers its files and the payment", async () => {
    const html = await page("own", "A-1");
    expect(html).toContain("<h1>Invoice INV-US-2026-000001</h1>");
    expect(html).toContain("USD 11.00");
    expect(html).toContain("Jun 14, 2026");
    expect(html).toContain("This link works until Aug 18, 2026.");
    expect(hrefs(html)).toEqual([
      "TOKEN/pdf",
      "https://pay.meridian.example/p/own",
      "TOKEN/html",
      "TOKEN/text",
      "TOKEN/json",
    ]);
  });

  test("of a link for one file offers that one, and no payment", async () => {
    expect(hrefs(await page("own", "A-1", "text"))).toEqual(["TOKEN/text"]);
  });

  test("[A9] of a usage statement is in its language, and has no amount, due date or payment", async () => {
    const html = await page("statement", "E-1");
    expect(html).toContain('<html lang="de-DE">');
    expect(html).toContain("<h1>Nutzungsaufstellung</h1>");
    expect(html).not.toMatch(/USD|Fällig|bezahlen|11[.,]00/);
  });
});

const FACTS: DownloadFacts = {
  kind: "invoice",
  seller: "Meridian <Cloud> & Co.",
  number: "INV-1",
  issueDate: day("2026-05-15"),
  dueDate: day("2026-06-14"),
  due: minorMoney(1_100n, USD),
  status: "open",
  payLink: "https://pay.meridian.example/p/1",
  files: [
    { format: "pdf", href: "t/pdf" },
    { format: "json", href: "t/json" },
  ],
  until: day("2026-08-18"),
};

const languages = createLanguages(fakeWorld({}).assets.locale, {});

test.each(LOCALES)("in %s a refusal has all its words, whatever the reason", (locale) => {
  for (const reason of ["link", "busy", "request", "failed"] as const) {
    const view = presentRefusal({ reason, requestId: "42" }, languages(locale));
    expect(JSON.stringify(view)).not.toMatch(/download\.|\{\{/);
    expect(view.notes.join(" ")).toContain("42");
  }
});

describe("what the page says of the payment", () => {
  test.each([
    ["open", true, /^$/],
    ["failed", true, /^The invoice remains open\.$/],
    ["processing", false, /^A payment is being processed\.$/],
    ["paid", false, /^The invoice is paid in full\.$/],
    ["void", false, /^This document is no longer valid\.$/],
    ["nothing-due", false, /^$/],
  ] as const)("[B3, B6] %s: paying offered %s", (status, isOffered, words) => {
    const view = presentDownload({ ...FACTS, status }, languages("en-US"));
    expect(view.actions.some(({ href }) => href === FACTS.payLink)).toBe(isOffered);
    expect(view.amount !== undefined).toBe(isOffered);
    expect(view.paragraphs.join(" ")).toMatch(words);
  });

  test("one that was replaced names the document in its place", () => {
    const view = presentDownload({ ...FACTS, status: "void", replacedBy: "INV-2" }, languages("de-DE"));
    expect(view.paragraphs).toEqual(["Dieses Dokument ist nicht mehr gültig.", "Es wurde durch INV-2 ersetzt."]);
  });

  test.each(LOCALES)("in %s has all its words, whatever there is to say", (locale) => {
    for (const status of ["open", "failed", "processing", "paid", "void", "nothing-due"] as const) {
      const view = presentDownload({ ...FACTS, status, replacedBy: "INV-2" }, languages(locale));
      expect(JSON.stringify(view)).not.toMatch(/download\.|\{\{/);
    }
  });
});
