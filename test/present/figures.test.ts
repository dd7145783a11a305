import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCalendarDate, type CalendarDate } from "../../src/kernel/calendar.ts";
import {
  compareDecimals,
  moneyOf,
  moneyText,
  parseCurrency,
  parseDecimal,
  parseMoney,
  rateOf,
  type Currency,
  type Decimal,
} from "../../src/kernel/money.ts";
import { LOCALES, type Locale } from "../../src/kernel/party.ts";
import type { FigureTable } from "../../src/present/figure-table.ts";
import {
  formatDecimal,
  formatLongDate,
  formatMoney,
  formatMoneyWithSymbol,
  formatPercent,
  formatPeriod,
  formatQuantity,
  formatRate,
  formatShortDate,
} from "../../src/present/figures.ts";
import { readBack } from "./read-back.ts";
import { languageOf } from "./views.ts";

const figuresOf = (locale: Locale): FigureTable => languageOf(locale).figures;
const US = figuresOf("en-US");
const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("not a value");
  return value;
};
const decimal = (text: string): Decimal => must(parseDecimal(text));
const currency = (code: string): Currency => must(parseCurrency(code));
const date = (text: string): CalendarDate => must(parseCalendarDate(text));
const money = (text: string, code: string) => must(parseMoney(text, currency(code)));
const shown = (text: string): string => text.replaceAll("\u00a0", "·").replaceAll("\u202f", "⍽");

describe("decimals", () => {
  test("digits are grouped by threes, and no digit is lost, however long the number", () => {
    expect(formatDecimal(decimal("123456789012345678.123456789012"), US)).toBe("123,456,789,012,345,678.123456789012");
    expect(formatDecimal(decimal("999"), US)).toBe("999");
    expect(formatDecimal(decimal("-1234.50"), US)).toBe("-1,234.50");
  });

  test("a whole part shorter than the locale's least is not grouped", () => {
    const spanish = { ...US, decimal: ",", group: ".", groupFrom: 5 };
    expect(formatDecimal(decimal("1234.50"), spanish)).toBe("1234,50");
    expect(formatDecimal(decimal("12345.50"), spanish)).toBe("12.345,50");
  });

  test("[A6] a quantity prints without zeros at its end", () => {
    expect(formatQuantity(decimal("36412.600"), US)).toBe("36,412.6");
    expect(formatQuantity(decimal("80.00"), US)).toBe("80");
  });

  test("a percentage keeps what counts and takes the locale's sign", () => {
    expect(formatPercent(decimal("6.50"), US)).toBe("6.5%");
    expect(shown(formatPercent(decimal("9.975"), figuresOf("fr-CA")))).toBe("9,975·%");
    expect(shown(formatPercent(decimal("19"), figuresOf("de-DE")))).toBe("19·%");
  });
});

describe("money", () => {
  test("[A1] a rate prints in full, and with the decimals of its currency at least", () => {
    expect(formatRate(rateOf(decimal("0.0055"), currency("USD")), US)).toBe("0.0055");
    expect(formatRate(rateOf(decimal("75"), currency("USD")), US)).toBe("75.00");
    expect(formatRate(rateOf(decimal("0.850"), currency("USD")), US)).toBe("0.85");
    expect(formatRate(rateOf(decimal("16500"), currency("JPY")), US)).toBe("16,500");
    expect(formatRate(rateOf(decimal("0.30"), currency("JPY")), US)).toBe("0.3");
  });

  test.each([
    ["en-US", "USD", "$1,234,567.50", "-$1,234.50"],
    ["en-CA", "CAD", "$1,234,567.50", "-$1,234.50"],
    ["fr-CA", "CAD", "1·234·567,50·$", "-1·234,50·$"],
    ["fr-CA", "USD", "1·234·567,50·$·US", "-1·234,50·$·US"],
    ["en-GB", "GBP", "£1,234,567.50", "-£1,234.50"],
    ["en-AU", "AUD", "$1,234,567.50", "-$1,234.50"],
    ["en-NZ", "USD", "US$1,234,567.50", "-US$1,234.50"],
    ["pt-BR", "BRL", "R$·1.234.567,50", "-R$·1.234,50"],
    ["de-DE", "EUR", "1.234.567,50·€", "-1.234,50·€"],
    ["fr-FR", "EUR", "1⍽234⍽567,50·€", "-1⍽234,50·€"],
  ] as const)("[A13] %s prints %s as %s and %s", (locale, code, ...expected) => {
    const [positive, negative] = expected;
    expect(shown(formatMoneyWithSymbol(money("1234567.50", code), figuresOf(locale)))).toBe(positive);
    expect(shown(formatMoneyWithSymbol(money("-1234.50", code), figuresOf(locale)))).toBe(negative);
  });

  test("[A1] yen have no decimals and, in Japanese, the full-width sign", () => {
    expect(formatMoneyWithSymbol(money("198283", "JPY"), figuresOf("ja-JP"))).toBe("￥198,283");
    expect(formatMoney(money("-1235", "JPY"), figuresOf("ja-JP"))).toBe("-1,235");
  });

  test("every amount that is printed, with its symbol or without, reads back as the same amount in every locale", () => {
    const codes = ["AUD", "BRL", "CAD", "EUR", "GBP", "JPY", "NZD", "USD"];
    const property = fc.property(
      fc.constantFrom(...LOCALES),
      fc.constantFrom(...codes),
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      (locale, code, minor) => {
        const figures = figuresOf(locale);
        const amount = must(moneyOf(decimal(minorText(minor, code)), currency(code)));
        expect(readBack(formatMoney(amount, figures), figures)).toBe(moneyText(amount));
        expect(readBack(formatMoneyWithSymbol(amount, figures), figures)).toBe(moneyText(amount));
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  test("every rate and quantity that is printed reads back as the same value in every locale", () => {
    const property = fc.property(
      fc.constantFrom(...LOCALES),
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      fc.integer({ min: 1, max: 10 }),
      (locale, units, scale) => {
        const figures = figuresOf(locale);
        const digits = units.toString().padStart(scale + 1, "0");
        const value = decimal(`${digits.slice(0, -scale)}.${digits.slice(-scale)}`);
        for (const text of [formatRate(rateOf(value, currency("USD")), figures), formatQuantity(value, figures)]) {
          expect(compareDecimals(decimal(readBack(text, figures)), value)).toBe(0);
        }
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});

describe("dates", () => {
  test.each([
    ["en-US", "May·15,·2026", "May·15,·2026"],
    ["en-CA", "2026-05-15", "2026-05-15"],
    ["fr-CA", "2026-05-15", "2026-05-15"],
    ["en-GB", "15·May·2026", "15·May·2026"],
    ["en-AU", "15·May·2026", "15·May·2026"],
    ["fr-FR", "15·mai·2026", "15·mai·2026"],
    ["de-DE", "15.·Mai·2026", "15.05.2026"],
    ["pt-BR", "15·de·maio·de·2026", "15/05/2026"],
    ["ja-JP", "2026年5月15日", "2026/05/15"],
  ] as const)("[J-US-8] [J-CA-8] [J-GB-12] [J-JP-13] %s: %s in the head, %s in tables", (locale, long, short) => {
    expect(shown(formatLongDate(date("2026-05-15"), figuresOf(locale)))).toBe(long);
    expect(shown(formatShortDate(date("2026-05-15"), figuresOf(locale)))).toBe(short);
  });

  test("months are named in full in the head and shortened in tables", () => {
    expect(shown(formatLongDate(date("2026-09-05"), figuresOf("en-GB")))).toBe("5·September·2026");
    expect(shown(formatShortDate(date("2026-09-05"), figuresOf("en-GB")))).toBe("5·Sept·2026");
  });

  test('the first of a month is "1er" in French and "1º" in Portuguese', () => {
    expect(shown(formatLongDate(date("2026-05-01"), figuresOf("pt-BR")))).toBe("1º·de·maio·de·2026");
    expect(shown(formatLongDate(date("2026-05-01"), figuresOf("fr-FR")))).toBe("1er·mai·2026");
    expect(shown(formatLongDate(date("2026-05-11"), figuresOf("fr-FR")))).toBe("11·mai·2026");
  });

  test.each([
    ["en-US", "Apr·15·– May·14,·2026", "Dec·15,·2026·– Jan·14,·2027"],
    ["en-GB", "15·Apr·– 14·May·2026", "15·Dec·2026·– 14·Jan·2027"],
    ["en-CA", "2026-04-15·– 2026-05-14", "2026-12-15·– 2027-01-14"],
    ["de-DE", "15.04.·– 14.05.2026", "15.12.2026·– 14.01.2027"],
    ["fr-FR", "15·avr.·– 14·mai·2026", "15·déc.·2026·– 14·janv.·2027"],
    ["pt-BR", "15/04/2026·– 14/05/2026", "15/12/2026·– 14/01/2027"],
    ["ja-JP", "2026/04/15～2026/05/14", "2026/12/15～2027/01/14"],
  ] as const)("[C1] a period in %s prints its first and last day: %s, %s", (locale, oneYear, twoYears) => {
    const figures = figuresOf(locale);
    expect(shown(formatPeriod({ first: date("2026-04-15"), last: date("2026-05-14") }, figures))).toBe(oneYear);
    expect(shown(formatPeriod({ first: date("2026-12-15"), last: date("2027-01-14") }, figures))).toBe(twoYears);
  });

  test("[C1] a period of one day prints one date", () => {
    expect(shown(formatPeriod({ first: date("2026-05-10"), last: date("2026-05-10") }, US))).toBe("May·10,·2026");
  });
});

const minorText = (minor: bigint, code: string): string => {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, "0");
  const sign = minor < 0n ? "-" : "";
  return sign + (code === "JPY" ? digits.replace(/^0+(?=\d)/, "") : `${digits.slice(0, -2)}.${digits.slice(-2)}`);
};
