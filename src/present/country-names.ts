import de from "i18n-iso-countries/langs/de.json" with { type: "json" };
import en from "i18n-iso-countries/langs/en.json" with { type: "json" };
import fr from "i18n-iso-countries/langs/fr.json" with { type: "json" };
import ja from "i18n-iso-countries/langs/ja.json" with { type: "json" };
import pt from "i18n-iso-countries/langs/pt.json" with { type: "json" };
import type { Language } from "./words.ts";

type Names = Readonly<Record<string, string | readonly string[]>>;

const NAMES: Readonly<Record<string, Names>> = {
  de: de.countries,
  en: en.countries,
  fr: fr.countries,
  ja: ja.countries,
  pt: pt.countries,
};

/** A country's name in the language of the document; a code that nobody has named is printed as it is. */
export const countryName = (code: string, { language, figures }: Language): string => {
  const name = figures.countries[code] ?? NAMES[language]?.[code] ?? code;
  return typeof name === "string" ? name : (name[0] ?? code);
};
