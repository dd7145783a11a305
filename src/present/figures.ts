import { partsOf, type CalendarDate, type Period } from "../kernel/calendar.ts";
import {
  decimalText,
  isNegativeDecimal,
  minorDigits,
  moneyDecimal,
  negateDecimal,
  trimDecimal,
  type Decimal,
  type Money,
  type Rate,
} from "../kernel/money.ts";
import { invariant } from "../kernel/result.ts";
import type { FigureTable } from "./figure-table.ts";

/** A decimal with all its digits, grouped: "36,412.6". Made from its text, never through a binary number. */
export const formatDecimal = (value: Decimal, figures: FigureTable): string =>
  isNegativeDecimal(value)
    ? figures.minus + formatMagnitude(negateDecimal(value), figures)
    : formatMagnitude(value, figures);

/** A quantity: zeros after the last decimal that counts are left out (rule A6). */
export const formatQuantity = (quantity: Decimal, figures: FigureTable): string =>
  formatDecimal(trimDecimal(quantity), figures);

/** The price of one unit in full, with at least the decimals of its currency: "75.00", "0.0055", JPY "16,500" (rule A1). */
export const formatRate = (rate: Rate, figures: FigureTable): string =>
  formatDecimal(trimDecimal(rate.price, minorDigits(rate.currency)), figures);

/** An amount without its currency, for columns that one currency heads: "-1,234.50". */
export const formatMoney = (amount: Money, figures: FigureTable): string =>
  formatDecimal(moneyDecimal(amount), figures);

/** An amount with the symbol of its currency: "$14,839.50", "-1.234,50 €". The code stands beside it (rule A13). */
export const formatMoneyWithSymbol = (amount: Money, figures: FigureTable): string => {
  const value = moneyDecimal(amount);
  const negative = isNegativeDecimal(value);
  const symbol = figures.symbols[amount.currency];
  invariant(symbol !== undefined, `${amount.currency} has a symbol in every locale`);
  const digits = formatMagnitude(negative ? negateDecimal(value) : value, figures);
  return fill(negative ? figures.negativeCurrency : figures.currency, { n: digits, s: symbol });
};

/** A tax rate in percent: "6.5%", "6,5 %". */
export const formatPercent = (percent: Decimal, figures: FigureTable): string =>
  fill(figures.percent, { n: formatQuantity(percent, figures) });

/** A date in the head of a document: "15 May 2026" (J-GB-12), "2026年5月15日" (J-JP-13). */
export const formatLongDate = (date: CalendarDate, figures: FigureTable): string =>
  formatDate(date, figures.longDate, figures);

/** A date in a table or in running text: "May 15, 2026" (J-US-8), "2026-05-15" (J-CA-8). */
export const formatShortDate = (date: CalendarDate, figures: FigureTable): string =>
  formatDate(date, figures.shortDate, figures);

/**
 * Days from first to last, both included (rule C1): "Apr 15 – May 14, 2026". A period of one day prints one date.
 * The year stands once where both dates share it; spaces within a date do not break.
 */
export const formatPeriod = ({ first, last }: Period, figures: FigureTable): string => {
  if (first === last) return formatShortDate(first, figures);
  const sameYear = partsOf(first).year === partsOf(last).year;
  const from = formatDate(first, sameYear ? figures.rangeFirst : figures.shortDate, figures);
  return from + figures.rangeSeparator + formatShortDate(last, figures);
};

const formatMagnitude = (value: Decimal, figures: FigureTable): string => {
  const [whole = "0", fraction] = decimalText(value).split(".");
  const grouped = whole.length < figures.groupFrom ? whole : groupsOf(whole).join(figures.group);
  return fraction === undefined ? grouped : grouped + figures.decimal + fraction;
};

const groupsOf = (digits: string): readonly string[] => {
  const head = digits.length % 3;
  const groups = head === 0 ? [] : [digits.slice(0, head)];
  for (let at = head; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3));
  return groups;
};

const formatDate = (date: CalendarDate, pattern: string, figures: FigureTable): string => {
  const { year, month, day } = partsOf(date);
  return fill(pattern, {
    d: day === 1 && figures.firstOfMonth !== undefined ? figures.firstOfMonth : String(day),
    dd: String(day).padStart(2, "0"),
    M: String(month),
    MM: String(month).padStart(2, "0"),
    MMM: figures.shortMonths[month - 1] ?? "",
    MMMM: figures.months[month - 1] ?? "",
    y: String(year).padStart(4, "0"),
  });
};

/** Each placeholder once, in one pass, so that nothing that is put in is read again. */
const fill = (pattern: string, values: Readonly<Record<string, string>>): string =>
  pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    invariant(value !== undefined, `a pattern of figures has no {${name}}`);
    return value;
  });
