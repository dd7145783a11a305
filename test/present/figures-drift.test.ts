import { describe, expect, test } from "vitest";
import { parseCalendarDate, plusDays, type CalendarDate } from "../../src/kernel/calendar.ts";
import { minorDigits, parseCurrency, parseDecimal, parseMoney, type Currency } from "../../src/kernel/money.ts";
import { LOCALES, type Locale } from "../../src/kernel/party.ts";
import type { FigureTable } from "../../src/present/figure-table.ts";
import {
  formatLongDate,
  formatMoney,
  formatMoneyWithSymbol,
  formatPercent,
  formatShortDate,
} from "../../src/present/figures.ts";
import { languageOf } from "./views.ts";

/**
 * The tables in locales/ are the source for documents; Intl (CLDR) is what they are held against, so that a slip in a
 * table shows and a change in CLDR is a decision. Where we differ on purpose it is written here.
 */
const CURRENCIES = ["AUD", "BRL", "CAD", "EUR", "GBP", "JPY", "NZD", "USD"] as const;

/** The code stands beside the amount anyway, so codes for symbols ("USD 1,234.50 USD") are replaced by symbols. */
const OWN_SYMBOLS: Partial<Record<Locale, Readonly<Record<string, { readonly cldr: string; readonly ours: string }>>>> =
  {
    "en-AU": {
      BRL: { cldr: "BRL\u00a0", ours: "R$" },
      CAD: { cldr: "CAD\u00a0", ours: "CA$" },
      EUR: { cldr: "EUR\u00a0", ours: "€" },
      GBP: { cldr: "GBP\u00a0", ours: "£" },
      JPY: { cldr: "JPY\u00a0", ours: "JP¥" },
      NZD: { cldr: "NZD\u00a0", ours: "NZ$" },
      USD: { cldr: "USD\u00a0", ours: "US$" },
    },
    "fr-FR": { JPY: { cldr: "JPY", ours: "¥" } },
  };

/** The style of Intl that our date in the head and in tables follows, or why it is another. */
const DATE_STYLES = {
  "en-US": { long: "medium", short: "medium" },
  "en-GB": { long: "long", short: "medium" },
  "en-AU": { long: "long", short: "medium" },
  "en-NZ": { long: "long", short: "medium" },
  "en-CA": { long: "short", short: "short" },
  "fr-CA": { long: "short", short: "short" },
  "fr-FR": { long: "long", short: "medium" },
  "de-DE": { long: "long", short: "medium" },
  "pt-BR": { long: "long", short: "short" },
  "ja-JP": { long: "long", short: "medium" },
} as const satisfies Record<Locale, { readonly long: DateStyle; readonly short: DateStyle }>;

type DateStyle = "short" | "medium" | "long";

/** CLDR writes the first of a month as a plain number everywhere; French says "1er" and Brazilian Portuguese "1º". */
const asCldrHasIt = (ours: string, { firstOfMonth }: FigureTable): string => {
  const spaced = ours.replaceAll("\u00a0", " ");
  return firstOfMonth === undefined ? spaced : spaced.replace(new RegExp(`^${firstOfMonth} `), "1 ");
};

const AMOUNTS = [
  "0",
  "1",
  "9",
  "10",
  "99",
  "100",
  "999",
  "1000",
  "1234",
  "9999",
  "10000",
  "12345",
  "123456",
  "999999",
  "1000000",
  "1234567",
  "12345678",
  "123456789",
  "9007199254740993",
  "123456789012345678",
] as const;

describe.each(LOCALES)("%s", (locale) => {
  const { figures } = languageOf(locale);

  test.each(CURRENCIES)("amounts in %s are those of Intl", (code) => {
    const currency = currencyOf(code);
    const intl = new Intl.NumberFormat(locale, { style: "currency", currency: code });
    const plain = new Intl.NumberFormat(locale, { minimumFractionDigits: minorDigits(currency) });
    const own = OWN_SYMBOLS[locale]?.[code];
    for (const text of amountsIn(currency)) {
      const amount = parseMoney(text, currency);
      if (amount === undefined) throw new Error(`${text} is no amount in ${code}`);
      if (!isNumeric(text)) throw new Error(`${text} is no number`);
      const expected = own === undefined ? intl.format(text) : intl.format(text).replace(own.cldr, own.ours);
      expect(formatMoneyWithSymbol(amount, figures), text).toBe(expected);
      expect(formatMoney(amount, figures), text).toBe(plain.format(text));
    }
  });

  test("percentages are those of Intl", () => {
    const intl = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 5 });
    for (const [percent, share] of [
      ["0", "0"],
      ["6.5", "0.065"],
      ["9.975", "0.09975"],
      ["20", "0.20"],
      ["1250", "12.50"],
    ] as const) {
      const value = parseDecimal(percent);
      if (value === undefined) throw new Error(`${percent} is no decimal`);
      expect(formatPercent(value, figures)).toBe(intl.format(share));
    }
  });

  test("dates in the head and in tables are those of Intl, but for spaces that do not break", () => {
    const style = DATE_STYLES[locale];
    const intl = (dateStyle: DateStyle) => new Intl.DateTimeFormat(locale, { dateStyle, timeZone: "UTC" });
    const [long, short] = [intl(style.long), intl(style.short)];
    for (const date of daysOfAYear()) {
      expect(asCldrHasIt(formatLongDate(date, figures), figures)).toBe(long.format(Date.parse(date)));
      expect(asCldrHasIt(formatShortDate(date, figures), figures)).toBe(short.format(Date.parse(date)));
    }
  });
});

const isNumeric = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text);

const currencyOf = (code: string): Currency => {
  const currency = parseCurrency(code);
  if (currency === undefined) throw new Error(`${code} is no currency`);
  return currency;
};

/** Each whole amount with two decimals where the currency has them, positive and negative; without a negative zero. */
const amountsIn = (currency: Currency): readonly string[] =>
  AMOUNTS.flatMap((whole, index) => {
    const text = minorDigits(currency) === 0 ? whole : `${whole}.${String((index * 37) % 100).padStart(2, "0")}`;
    return /^[0.]+$/.test(text) ? [text] : [text, `-${text}`];
  });

const daysOfAYear = (): readonly CalendarDate[] => {
  const first = parseCalendarDate("2028-01-01");
  if (first === undefined) throw new Error("a leap year begins on some day");
  return Array.from({ length: 366 }, (_, index) => plusDays(first, index));
};
