import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { LICENCE_MODELS, SUBSCRIPTION_PLANS, UNITS } from "../src/kernel/charge.ts";
import { BILLING_REGIONS, LOCALES } from "../src/kernel/party.ts";

type Words = Readonly<Record<string, string>>;

const wordsSchema = z.record(z.string(), z.string());
const regionalSchema = z.object({ words: wordsSchema });
const json = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const wordsOf = (language: string): Words => wordsSchema.parse(json(`locales/${language}.json`));
const overridesOf = (locale: string): Words => regionalSchema.parse(json(`locales/${locale}.json`)).words;

const LANGUAGES = [...new Set(LOCALES.map((locale) => locale.slice(0, 2)))];
const TRANSLATIONS = LANGUAGES.filter((language) => language !== "en");
const TRANSLATED_LOCALES = LOCALES.filter((locale) => !locale.startsWith("en"));
const english = wordsOf("en");

/** All that a locale prints: its language's words under its own. */
const printedIn = (locale: string): readonly (readonly [key: string, text: string])[] =>
  Object.entries({ ...wordsOf(locale.slice(0, 2)), ...overridesOf(locale) });

const PLURAL = /_(?:one|two|few|many|other)$/;
const isCounted = (key: string): boolean => PLURAL.test(key) && `${key.replace(PLURAL, "")}_other` in english;
/** The key of the English text that says the same: of any plural form, the form for many. */
const englishKey = (key: string): string => (isCounted(key) ? key.replace(PLURAL, "_other") : key);

const keysIn = (language: string): readonly string[] => {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  const keys = Object.keys(english).flatMap((key) =>
    isCounted(key) ? pluralCategories.map((category) => key.replace(PLURAL, `_${category}`)) : [key],
  );
  return [...new Set(keys)].toSorted();
};

const PLACEHOLDER = /\{\{\w+\}\}|\{\w+\}/g;
const placeholders = (text: string): readonly string[] => [...new Set(text.match(PLACEHOLDER))].toSorted();
/** "key: text" of what a check objects to, so that a failure reads as a list of lines to mend. */
const faults = (words: Iterable<readonly [string, string]>, isFault: (text: string, key: string) => boolean) =>
  [...words].filter(([key, text]) => isFault(text, key)).map(([key, text]) => `${key}: ${text}`);

describe("files of locales/", () => {
  test("there is a file for every locale and every language, and no other", () => {
    const files = [...LANGUAGES, ...LOCALES].map((name) => `${name}.json`);
    expect(readdirSync("locales").toSorted()).toEqual(files.toSorted());
  });

  test.each(LANGUAGES)("%s has exactly the keys of English, in the plural forms of its grammar", (language) => {
    expect(Object.keys(wordsOf(language)).toSorted()).toEqual(keysIn(language));
  });

  test.each(LOCALES)("%s changes only words that its language has", (locale) => {
    const known = new Set(keysIn(locale.slice(0, 2)));
    expect(Object.keys(overridesOf(locale)).filter((key) => !known.has(key))).toEqual([]);
  });

  test.each(LOCALES)("%s has in each text the values of the English one, in whole braces", (locale) => {
    const differs = (text: string, key: string): boolean =>
      placeholders(text).join() !== placeholders(english[englishKey(key)] ?? "").join() ||
      /[{}]/.test(text.replace(PLACEHOLDER, ""));
    expect(faults(printedIn(locale), differs)).toEqual([]);
  });

  test.each(LOCALES)(
    "%s has no empty text, no stray space, no typewriter quote and nothing that nests keys",
    (locale) => {
      expect(faults(printedIn(locale), (text) => /^\s|\s$|^$|\s\s|["'`]|\.\.\.|\$t\(/.test(text))).toEqual([]);
    },
  );
});

describe("what the code asks for by name", () => {
  const issuer = z
    .object({ currencies: z.array(z.string()), sections: z.array(z.object({ id: z.string() })) })
    .parse(json("issuers/genesys.json"));
  const asked = {
    "[A1] currency": issuer.currencies.map((code) => `currency.${code}`),
    "[A5] section": [...issuer.sections.map(({ id }) => id), "discounts", "fees"].map((id) => `section.${id}`),
    "[A6] unit": UNITS.map((unit) => `unit.${unit}_other`),
    "[A2] subscription plan": SUBSCRIPTION_PLANS.map((plan) => `plan.${plan}`),
    "[E1] licence model": LICENCE_MODELS.map((model) => `licenceModel.${model}`),
    "[A8] billing team": BILLING_REGIONS.map((region) => `notes.team.${region}`),
  };

  test.each(Object.entries(asked))("%s: each has its word", (_, keys) => {
    expect(keys.filter((key) => !(key in english))).toEqual([]);
  });
});

/** Words that are the same in English, and names: everything else that equals English has been forgotten. */
const SAME_WORD: Readonly<Record<string, readonly string[]>> = {
  fr: [
    "Description",
    "IBAN",
    "BIC",
    "Euro",
    "message",
    "messages",
    "segment",
    "segments",
    "session",
    "sessions",
    "min",
  ],
  de: ["Partner", "Bank", "IBAN", "BIC", "Euro", "GB", "GST/HST", "QST", "{{name}} in {{currency}}"],
  pt: ["IBAN", "Euro", "Total", "min", "GB", "token", "tokens", "GST/HST", "QST"],
  ja: ["IBAN", "GB", "GST/HST", "QST"],
};

describe("no English is left over", () => {
  test.each(TRANSLATED_LOCALES)("%s has no text that is the English one", (locale) => {
    const same = SAME_WORD[locale.slice(0, 2)] ?? [];
    const isForgotten = (text: string, key: string): boolean =>
      text === english[englishKey(key)] && /\p{L}/u.test(text.replace(PLACEHOLDER, "")) && !same.includes(text);
    expect(faults(printedIn(locale), isForgotten)).toEqual([]);
  });

  test.each(TRANSLATED_LOCALES)("%s has no English word in a sentence", (locale) => {
    const ENGLISH = /\b(?:the|of|and|your|are|with|from|amount|invoice|payment|prepay|user|users|check|fees)\b/i;
    expect(faults(printedIn(locale), (text) => ENGLISH.test(text.replace(PLACEHOLDER, "")))).toEqual([]);
  });

  test("Japanese has no Latin letters but names of banking and technology", () => {
    const latin = (text: string): readonly string[] => text.replace(PLACEHOLDER, "").match(/[A-Za-z]+/g) ?? [];
    const names = new Set(["ACH", "BIC", "BSB", "GB", "GST", "HST", "IBAN", "PDF", "QR", "QST", "SWIFT"]);
    expect(faults(printedIn("ja-JP"), (text) => latin(text).some((word) => !names.has(word)))).toEqual([]);
  });
});

/** Mistranslations seen on invoices, and words that say in law something else than what is meant. */
const NEVER: Readonly<Record<string, readonly RegExp[]>> = {
  fr: [/arriéré/i, /\bremittance\b/i, /à l’arriéré/i, /expédi(?:er|é) à/i, /^taux$/i],
  de: [/Gottesdienst/i, /Gutschrift/i, /Bedarfsgebühr/i, /Lieferadresse/i, /Leistungsempfänger/i, /\bRate\b/],
  pt: [/nota fiscal/i, /índice/i, /embarque/i, /^taxa$/i, /honorários/i],
  ja: [/割合/, /^量$/, /インチ/, /出荷/, /回線項目/, /支払い先/, /適格/],
};

describe("words that mislead are never used", () => {
  test("every translated language has its list", () => {
    expect(Object.keys(NEVER).toSorted()).toEqual(TRANSLATIONS.toSorted());
  });

  test.each(TRANSLATED_LOCALES)("%s has none of them", (locale) => {
    const never = NEVER[locale.slice(0, 2)] ?? [];
    expect(faults(printedIn(locale), (text) => never.some((wrong) => wrong.test(text)))).toEqual([]);
  });

  test("[J-DE-1] a credit is a Rechnungskorrektur, since Gutschrift would be self-billing", () => {
    expect(wordsOf("de")).toMatchObject({ "title.credit-note": "Rechnungskorrektur" });
  });

  test("[J-BR-1] the Brazilian document is a fatura and says that the fiscal document is another", () => {
    const portuguese = wordsOf("pt");
    expect(portuguese["title.invoice"]).toBe("Fatura");
    expect(portuguese["notice.notTheFiscalDocument"]).toContain("não é o documento fiscal");
  });

  test("[J-QC-3] French in Canada names TPS, TVH and TVQ, never GST, HST or QST", () => {
    expect(faults(printedIn("fr-CA"), (text) => /\b(?:GST|HST|QST)\b/.test(text))).toEqual([]);
    expect(overridesOf("fr-CA")["notice.taxExclusion"]).toMatch(/TPS\/TVH.*TVQ/);
  });

  test("[J-JP-4, J-JP-7] Japanese says 対象 behind the rate and 御中 behind the recipient", () => {
    expect(wordsOf("ja")).toMatchObject({
      "totals.taxDetail": "{{rate}}対象：{{base}}",
      "party.honorific": "{{name}} 御中",
    });
  });

  test.each(LANGUAGES)(
    "[A12] in %s a prepay line begins with the product's name and is marked behind it",
    (language) => {
      expect(wordsOf(language)["line.prepay"]).toMatch(/^\{\{product\}\}.*\p{L}/u);
    },
  );
});

describe("typography", () => {
  const bare = (locale: string) =>
    printedIn(locale).map(([key, text]) => [key, text.replace(PLACEHOLDER, "x")] as const);

  test.each(["fr-FR", "fr-CA"])("%s has a no-break space before each colon, behind n° and inside « »", (locale) => {
    expect(faults(bare(locale), (text) => /(?<!\u00a0):|n°(?!\u00a0)|«(?!\u00a0)|(?<!\u00a0)»/i.test(text))).toEqual(
      [],
    );
  });

  test("fr-FR has a narrow no-break space before ; ! ?", () => {
    expect(faults(bare("fr-FR"), (text) => /(?<!\u202f)[;!?]/.test(text))).toEqual([]);
  });

  test("fr-CA has no space before ; ! ?", () => {
    expect(faults(bare("fr-CA"), (text) => /\s[;!?]/.test(text))).toEqual([]);
  });

  test.each(["de-DE", "pt-BR"])("%s has no space before a colon or a question mark", (locale) => {
    expect(faults(bare(locale), (text) => /\s[:;!?]/.test(text))).toEqual([]);
  });

  test("Japanese has full-width punctuation, and no space between its own letters", () => {
    const HALF_WIDTH =
      /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}](?:[,.:;!?()]| (?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]))/u;
    expect(faults(bare("ja-JP"), (text) => HALF_WIDTH.test(text))).toEqual([]);
  });

  test.each(LOCALES)("[A2, A6] in %s labels and column heads are short enough for their columns", (locale) => {
    const limits = { "columns.": 18, "summary.": 20, "details.": 24 };
    const width = (text: string): number => text.replace(/[\u3000-\u9fff\uff00-\uff60]/g, "xx").length;
    const isLong = (text: string, key: string): boolean =>
      !/caption|heading|netDays|dueOnReceipt/.test(key) &&
      Object.entries(limits).some(([prefix, limit]) => key.startsWith(prefix) && width(text) > limit);
    expect(faults(printedIn(locale), isLong)).toEqual([]);
  });
});
