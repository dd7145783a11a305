import { describe, expect, test } from "vitest";
import { createAssets } from "../../src/adapters/assets.ts";
import { LOCALES } from "../../src/kernel/party.ts";
import { offeredLocales } from "../../src/present/language-choices.ts";
import { presentPayPage } from "../../src/present/pay-page.ts";
import type { PayPageFacts, PayPageStanding } from "../../src/present/pay-page-facts.ts";
import { createLanguages } from "../../src/present/words.ts";
import { day, usd } from "../adapters/register/reservations.ts";

const languages = createLanguages(createAssets().locale, {});

const factsOf = (standing: PayPageStanding): PayPageFacts => ({
  seller: "Meridian Contact Cloud, Inc.",
  provider: "Stripe",
  number: "INV-1",
  due: usd(630_000n),
  dueDate: day("2026-06-14"),
  locale: "en-US",
  country: "US",
  standing,
  questions: "pay@meridian.example",
  billingTeam: { region: "NA", address: "billing.na@meridian.example" },
  payPath: "token/pay",
});

const OPEN = { kind: "open", methods: ["card", "ach"], cards: "as-printed", saving: "asked" } as const;
const RECEIPT = { amount: usd(630_000n), date: day("2026-05-20") };
const CARD = { kind: "card", brand: "visa", last4: "4242" } as const;

const STANDINGS: readonly PayPageStanding[] = [
  OPEN,
  { ...OPEN, methods: ["ach"], cards: "left-out", saving: "settled", notice: "unavailable" },
  { ...OPEN, methods: ["card", "bank-debit"], notice: "failed" },
  { kind: "returned" },
  { kind: "processing" },
  { kind: "void" },
  { kind: "nothing-due" },
  { kind: "credited" },
  { kind: "no-method" },
  { kind: "replaced", by: { number: "INV-2", url: "https://pay.meridian.example/p/two" } },
  { kind: "replaced", by: { number: "INV-2" } },
  { kind: "paid", receipt: { ...RECEIPT, method: CARD } },
  { kind: "paid" },
];

describe("the pay page", () => {
  test.each(LOCALES)("[A13] has words for every standing in %s, each another page than in English", (locale) => {
    for (const standing of STANDINGS) {
      const view = presentPayPage(factsOf(standing), locale, languages);
      expect(view.locale).toBe(locale);
      if (locale.startsWith("en")) continue;
      const english = presentPayPage(factsOf(standing), "en-US", languages);
      expect(
        [view.title, ...view.paragraphs].filter((text) => [english.title, ...english.paragraphs].includes(text)),
      ).toEqual([]);
    }
  });

  test("offers a way to pay only where the invoice is open, and names the amount only where it is demanded or paid", () => {
    const views = STANDINGS.map((standing) => ({
      standing,
      view: presentPayPage(factsOf(standing), "en-US", languages),
    }));
    const kinds = (isSo: (view: (typeof views)[number]["view"]) => boolean) => [
      ...new Set(views.filter(({ view }) => isSo(view)).map(({ standing }) => standing.kind)),
    ];
    expect(kinds(({ form }) => form !== undefined)).toEqual(["open"]);
    expect(kinds(({ amount }) => amount !== undefined)).toEqual([
      "open",
      "returned",
      "processing",
      "no-method",
      "paid",
    ]);
  });

  test("[B7] asks for the wish to save with its terms, until a page is open", () => {
    const form = (saving: "asked" | "settled") => presentPayPage(factsOf({ ...OPEN, saving }), "en-US", languages).form;
    expect(form("asked")?.saving?.terms).toContain("on their due dates");
    expect(form("settled")).toEqual({ action: "token/pay?lang=en-US", button: "Continue to Stripe" });
  });

  test("[A8] questions about paying go to one address, those about a credit or a void invoice to the billing team", () => {
    const address = (standing: PayPageStanding) =>
      presentPayPage(factsOf(standing), "en-US", languages).contact.address;
    expect(address(OPEN)).toBe("pay@meridian.example");
    expect(address({ kind: "credited" })).toBe("billing.na@meridian.example");
    expect(address({ kind: "void" })).toBe("billing.na@meridian.example");
  });

  test("a document whose successor is not issued yet leads nowhere", () => {
    const actions = (url?: string) =>
      presentPayPage(
        factsOf({ kind: "replaced", by: { number: "INV-2", ...(url !== undefined && { url }) } }),
        "en-US",
        languages,
      ).actions;
    expect(actions()).toEqual([]);
    expect(actions("https://pay.meridian.example/p/two")).toEqual([
      { label: "Go to invoice INV-2", href: "https://pay.meridian.example/p/two" },
    ]);
  });
});

describe("the languages of the switch", () => {
  test.each([
    ["en-US", "US", "en-US fr-CA de-DE pt-BR ja-JP"],
    ["fr-CA", "CA", "fr-CA en-CA de-DE pt-BR ja-JP"],
    ["en-CA", "CA", "en-CA fr-CA de-DE pt-BR ja-JP"],
    ["ja-JP", "US", "ja-JP en-US fr-CA de-DE pt-BR"],
    ["de-DE", "FR", "de-DE en-US fr-FR pt-BR ja-JP"],
  ] as const)("a document in %s to %s offers each language once, its own first: %s", (own, country, offered) => {
    expect(offeredLocales(own, country).join(" ")).toBe(offered);
  });
});
