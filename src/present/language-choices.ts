import { LOCALES, type Locale } from "../kernel/party.ts";

/**
 * One locale for each language: the document's own, else the one of the customer's country, else the first that there is.
 * The document's own comes first.
 */
export const offeredLocales = (own: Locale, country: string): readonly Locale[] => {
  const others = LOCALES.filter((locale) => languageOf(locale) !== languageOf(own)).map(languageOf);
  const inLanguage = (language: string): readonly Locale[] =>
    LOCALES.filter((locale) => languageOf(locale) === language);
  return [
    own,
    ...[...new Set(others)].flatMap((language) => {
      const choices = inLanguage(language);
      return choices.find((locale) => locale.endsWith(`-${country}`)) ?? choices[0] ?? [];
    }),
  ];
};

const languageOf = (locale: Locale): string => locale.slice(0, 2);
