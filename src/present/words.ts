import { createInstance } from "i18next";
import { decimalText, type Decimal } from "../kernel/money.ts";
import type { Locale } from "../kernel/party.ts";
import type { Issuer } from "../policy/issuer.ts";
import { parseFigures, tableAt, textsOf, type FigureTable } from "./figure-table.ts";
import { formatQuantity } from "./figures.ts";

/** The words and figures of one locale, with an issuer's own wording. */
export type Language = {
  readonly locale: Locale;
  /** "fr" of "fr-CA". */
  readonly language: string;
  readonly figures: FigureTable;
  /** The words of a key. Values are printed as they are, never read as a template; a missing key or value throws. */
  readonly say: (key: string, values?: Values) => string;
  /** The words of a key in the plural form for `count`, which they may print as {{count}}. */
  readonly sayMany: (key: string, count: Decimal, values?: Values) => string;
};

export type Values = Readonly<Record<string, string>>;

/** Reads one file of locales/ by its name ("fr", "fr-CA"), as JSON. */
export type ReadLocale = (name: string) => unknown;

/**
 * The language of a document. A word is looked for in the issuer's texts, then in the locale's file, then in its
 * language's: fr-CA falls back to fr, and nothing ever falls back to English.
 */
export const createLanguage = (locale: Locale, read: ReadLocale, texts: Issuer["texts"]): Language => {
  const language = locale.slice(0, 2);
  const regional = tableAt(read(locale), `locales/${locale}.json`);
  const figures = parseFigures(regional.get("figures"), `locales/${locale}.json`);
  const words = {
    ...textsOf(read(language), `locales/${language}.json`),
    ...textsOf(regional.get("words"), `locales/${locale}.json: words`),
    ...ownWords(texts, locale, language),
  };
  const translate = createTranslate(locale, words);
  return {
    locale,
    language,
    figures,
    say: (key, values = {}) => translate(key, values),
    sayMany: (key, count, values = {}) =>
      translate(key, { count: formatQuantity(count, figures), ...values }, pluralNumber(count)),
  };
};

/** The languages of an issuer, each made once. */
export const createLanguages = (read: ReadLocale, texts: Issuer["texts"]): ((locale: Locale) => Language) => {
  const made = new Map<Locale, Language>();
  return (locale) => {
    const language = made.get(locale) ?? createLanguage(locale, read, texts);
    made.set(locale, language);
    return language;
  };
};

const ownWords = (texts: Issuer["texts"], locale: Locale, language: string): Values =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([key, wordings]): [string, string][] => {
      const own = wordings?.[locale] ?? wordings?.[language];
      return own === undefined ? [] : [[key, own]];
    }),
  );

type Translate = (key: string, values: Values, count?: number) => string;

const createTranslate = (locale: Locale, words: Values): Translate => {
  const instance = createInstance({
    lng: locale,
    fallbackLng: false,
    load: "currentOnly",
    resources: { [locale]: { words } },
    ns: "words",
    defaultNS: "words",
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
    parseMissingKeyHandler: (key) => missing(locale, key),
    missingInterpolationHandler: (text: string) => missing(locale, text),
  });
  void instance.init();
  return (key, values, count) =>
    count === undefined
      ? instance.t(key, { replace: values, nest: false })
      : // A form that the language's file does not have ("many" in French) is said as "other".
        instance.t([key, `${key}_other`], { replace: values, nest: false, count });
};

const missing = (locale: Locale, what: string): never => {
  throw new Error(`locales: ${locale} has no words for "${what}"`);
};

/** Only the choice of a plural form goes through a binary number, where its last digits do not matter. */
const pluralNumber = (count: Decimal): number => Math.abs(Number(decimalText(count)));
