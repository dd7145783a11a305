import { LOCALES, type Locale } from "../../kernel/party.ts";

/** For a browser that asks for none of ours. */
const OTHERWISE: Locale = "en-US";

/** Entries that are looked at; a browser sends a handful. */
const MOST = 20;

/** The locale of ours that a browser likes best, by its Accept-Language: the same region first, else the language. */
export const chooseLocale = (acceptLanguage: string | undefined): Locale => {
  const wishes = (acceptLanguage ?? "")
    .split(",", MOST)
    .map(parseWish)
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight);
  for (const { tag } of wishes) {
    const found =
      LOCALES.find((locale) => locale.toLowerCase() === tag) ??
      LOCALES.find((locale) => locale.slice(0, 2) === tag.split("-", 1)[0]);
    if (found !== undefined) return found;
  }
  return OTHERWISE;
};

/** "de-AT;q=0.8" */
const parseWish = (text: string): { readonly tag: string; readonly weight: number } => {
  const [tag = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  const weight = quality === undefined ? 1 : Number(quality);
  return { tag, weight: Number.isFinite(weight) ? weight : 0 };
};
