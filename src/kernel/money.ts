import * as dinero from "dinero.js/bigint";
import type { Brand } from "./ids.ts";
import { invariant } from "./result.ts";

/** An ISO 4217 code that dinero knows; which ones are billed is policy (rule A1). */
export type Currency = Brand<string, "Currency">;

/** An exact decimal, `units` × 10^−`scale`: a quantity, a tax rate, an exchange rate. 0.0055 is {55n, 4}. */
export type Decimal = Brand<{ readonly units: bigint; readonly scale: number }, "Decimal">;

/** Minor units of one currency. The only type that `sum` takes, so a total is a sum of rounded amounts (rule A10). */
export type Money = Brand<{ readonly minor: bigint; readonly currency: Currency }, "Money">;

/** The price of one unit, as fine as it needs to be: USD 0.0055 (rule A1). */
export type Rate = Brand<{ readonly price: Decimal; readonly currency: Currency }, "Rate">;

/** An unrounded amount. It becomes Money only in `roundLine` and `roundTax`; it cannot be summed. */
export type Exact = Brand<{ readonly value: Decimal; readonly currency: Currency }, "Exact">;

/** Every mode acts on the magnitude, so that a credit note mirrors its invoice (rule A10). */
export type RoundingMode = "half-away-from-zero" | "half-even" | "down" | "up";

const DECIMAL = /^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,12})?$/;

/** "0.0055", "-3", "1250.50": at most 18 digits before the point and 12 after it. Anything else is undefined. */
export const parseDecimal = (text: string): Decimal | undefined => {
  if (!DECIMAL.test(text)) return undefined;
  const [whole = "0", fraction = ""] = text.split(".");
  return decimal(BigInt(whole + fraction), fraction.length);
};

/** The decimal as it would be typed: "0.0055". Zeros at the end are kept. */
export const decimalText = ({ units, scale }: Decimal): string => {
  const digits = magnitude(units)
    .toString()
    .padStart(scale + 1, "0");
  const sign = units < 0n ? "-" : "";
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

/** The same value without zeros at the end, but with at least `least` decimals. */
export const trimDecimal = ({ units, scale }: Decimal, least = 0): Decimal => {
  if (scale < least) return decimal(units * 10n ** BigInt(least - scale), least);
  return scale > least && units % 10n === 0n
    ? trimDecimal(decimal(units / 10n, scale - 1), least)
    : decimal(units, scale);
};

export const decimalOf = (whole: bigint): Decimal => decimal(whole, 0);

export const isNegativeDecimal = (value: Decimal): boolean => value.units < 0n;
export const isZeroDecimal = (value: Decimal): boolean => value.units === 0n;
export const negateDecimal = (value: Decimal): Decimal => decimal(-value.units, value.scale);

export const subtractDecimals = (a: Decimal, b: Decimal): Decimal => addDecimals(a, negateDecimal(b));

export const addDecimals = (a: Decimal, b: Decimal): Decimal => {
  const scale = Math.max(a.scale, b.scale);
  return decimal(atScale(a, scale) + atScale(b, scale), scale);
};

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
export const compareDecimals = (a: Decimal, b: Decimal): number => {
  const scale = Math.max(a.scale, b.scale);
  const difference = atScale(a, scale) - atScale(b, scale);
  return difference === 0n ? 0 : Number(difference / magnitude(difference));
};

export const multiplyDecimals = (a: Decimal, b: Decimal): Decimal => decimal(a.units * b.units, a.scale + b.scale);

/** The currency of that code, or undefined where ISO 4217 (as dinero has it) knows none. */
export const parseCurrency = (code: string): Currency | undefined =>
  ISO_CURRENCIES.has(code) ? (code as Currency) : undefined;

/** Decimals of the minor unit: 0 for JPY, 2 for the rest of ours (rule A1). */
export const minorDigits = (currency: Currency): number => Number(isoCurrency(currency).exponent);

/** Money from a decimal; undefined where it is finer than the currency's minor unit. */
export const moneyOf = (value: Decimal, currency: Currency): Money | undefined => {
  const trimmed = trimDecimal(value, minorDigits(currency));
  return trimmed.scale === minorDigits(currency) ? money(trimmed.units, currency) : undefined;
};

export const parseMoney = (text: string, currency: Currency): Money | undefined => {
  const value = parseDecimal(text);
  return value && moneyOf(value, currency);
};

export const zeroMoney = (currency: Currency): Money => money(0n, currency);

/** Money from its minor units, as a database holds it. */
export const minorMoney = (minor: bigint, currency: Currency): Money => money(minor, currency);

export const rateOf = (price: Decimal, currency: Currency): Rate => ({ price, currency }) as Rate;

/** "13447.67", "198283" (JPY). */
export const moneyText = (amount: Money): string => decimalText(moneyDecimal(amount));

export const moneyDecimal = ({ minor, currency }: Money): Decimal => decimal(minor, minorDigits(currency));

/** The sum of rounded amounts of one currency. */
export const sum = (amounts: readonly Money[], currency: Currency): Money => {
  invariant(
    amounts.every((amount) => amount.currency === currency),
    "one document, one currency (A1)",
  );
  const zero = toDinero(decimal(0n, minorDigits(currency)), currency);
  return fromDinero(amounts.reduce((total, amount) => dinero.add(total, moneyDinero(amount)), zero));
};

export const negate = (amount: Money): Money => money(-amount.minor, amount.currency);
export const subtract = (a: Money, b: Money): Money => sum([a, negate(b)], a.currency);
export const isZero = (amount: Money): boolean => amount.minor === 0n;
export const isNegative = (amount: Money): boolean => amount.minor < 0n;

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
export const compareMoney = (a: Money, b: Money): number => dinero.compare(moneyDinero(a), moneyDinero(b));

/** Quantity × rate, unrounded (rule A6). */
export const extend = (quantity: Decimal, rate: Rate): Exact =>
  exactOf(dinero.multiply(toDinero(rate.price, rate.currency), scaled(quantity)));

/** So many percent of an amount, unrounded (rule A11). */
export const percentOf = (base: Money, percent: Decimal): Exact =>
  exactOf(dinero.multiply(moneyDinero(base), scaled(decimal(percent.units, percent.scale + 2))));

/** An amount that needs no rounding, where an exact one is asked for. */
export const exactOfMoney = (amount: Money): Exact => exact(moneyDecimal(amount), amount.currency);

export const negateExact = ({ value, currency }: Exact): Exact => exact(negateDecimal(value), currency);

/** An amount in another currency, unrounded; `rate` is units of `currency` for one unit of the amount's (J-ALL-7). */
export const convert = (amount: Money, rate: Decimal, currency: Currency): Exact =>
  exactOf(dinero.convert(moneyDinero(amount), isoCurrency(currency), { [currency]: scaled(rate) }));

/** The first of the two places where money is rounded: a line's amount, half away from zero (rule A10). */
export const roundLine = (exact: Exact): Money => round(exact, "half-away-from-zero");

/** The second: a tax on the sum of its lines, once, in the entity's mode (rule A11). */
export const roundTax = (exact: Exact, mode: RoundingMode): Money => round(exact, mode);

/**
 * Taxes that share a rounding group (US state, county, city): their sum is rounded once, and its cents go to the
 * rows by largest remainder, the earlier row first where remainders are equal (rule A11).
 */
export const roundTaxGroup = (exacts: readonly Exact[], mode: RoundingMode): readonly Money[] => {
  const [first] = exacts;
  if (first === undefined) return [];
  const { currency } = first;
  const scale = Math.max(minorDigits(currency), ...exacts.map((exact) => exact.value.scale));
  const units = exacts.map((exact) => atScale(exact.value, scale));
  const total = units.reduce((sumOfUnits, one) => sumOfUnits + one, 0n);
  // A credit is worked out as the invoice that it mirrors, then turned round.
  const sign = total < 0n ? -1n : 1n;
  const target = sign * roundTax(exact(decimal(total, scale), currency), mode).minor;
  const step = 10n ** BigInt(scale - minorDigits(currency));
  const floors = units.map((one) => floorDivide(sign * one, step));
  const order = units
    .map((one, index) => ({ index, remainder: sign * one - (floors[index] ?? 0n) * step }))
    .toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : Number(b.remainder > a.remainder) * 2 - 1));
  const spare = Number(target - floors.reduce((sumOfFloors, one) => sumOfFloors + one, 0n));
  const raised = new Set(order.slice(0, Math.max(0, spare)).map(({ index }) => index));
  return floors.map((floor, index) => money(sign * (floor + (raised.has(index) ? 1n : 0n)), currency));
};

const round = (exact: Exact, mode: RoundingMode): Money => {
  const { units, scale } = exact.value;
  const positive = toDinero(decimal(magnitude(units), scale), exact.currency);
  const exponent = BigInt(minorDigits(exact.currency));
  const { minor, currency } = fromDinero(dinero.transformScale(positive, exponent, DIVIDE[mode]));
  return money(units < 0n ? -minor : minor, currency);
};

// On magnitudes only: dinero's own "down" and "halfUp" are not symmetric about zero.
const DIVIDE = {
  "half-away-from-zero": dinero.halfAwayFromZero,
  "half-even": dinero.halfEven,
  down: dinero.down,
  up: dinero.up,
} as const satisfies Record<RoundingMode, unknown>;

type BigDinero = dinero.Dinero<bigint>;

const decimal = (units: bigint, scale: number): Decimal => ({ units, scale }) as Decimal;
const money = (minor: bigint, currency: Currency): Money => ({ minor, currency }) as Money;
const exact = (value: Decimal, currency: Currency): Exact => ({ value, currency }) as Exact;
const magnitude = (units: bigint): bigint => (units < 0n ? -units : units);
const atScale = (value: Decimal, scale: number): bigint => value.units * 10n ** BigInt(scale - value.scale);
const scaled = ({ units, scale }: Decimal): { amount: bigint; scale: bigint } => ({
  amount: units,
  scale: BigInt(scale),
});

const floorDivide = (units: bigint, step: bigint): bigint => {
  const quotient = units / step;
  return units < 0n && quotient * step !== units ? quotient - 1n : quotient;
};

type IsoCurrency = dinero.DineroCurrency<bigint>;

const isIsoCurrency = (value: unknown): value is IsoCurrency =>
  typeof value === "object" && value !== null && "code" in value && "exponent" in value;

/** dinero exports every ISO 4217 currency beside its functions. */
const ISO_CURRENCIES: ReadonlyMap<string, IsoCurrency> = new Map(
  Object.values<unknown>(dinero)
    .filter(isIsoCurrency)
    .map((currency) => [currency.code, currency]),
);

const isoCurrency = (code: Currency): IsoCurrency => {
  const currency = ISO_CURRENCIES.get(code);
  invariant(currency !== undefined, `${code} is a currency of ISO 4217`);
  return currency;
};

const toDinero = ({ units, scale }: Decimal, currency: Currency): BigDinero =>
  dinero.dinero({ amount: units, currency: isoCurrency(currency), scale: BigInt(scale) });

const moneyDinero = (amount: Money): BigDinero => toDinero(moneyDecimal(amount), amount.currency);

const fromDinero = (value: BigDinero): Money => {
  const { amount, currency, scale } = dinero.toSnapshot(value);
  invariant(scale === currency.exponent, "money has the scale of its currency");
  return money(amount, currency.code as Currency);
};

const exactOf = (value: BigDinero): Exact => {
  const { amount, currency, scale } = dinero.toSnapshot(value);
  return exact(decimal(amount, Number(scale)), currency.code as Currency);
};
