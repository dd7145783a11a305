import {
  compareMoney,
  decimalOf,
  extend,
  isZeroDecimal,
  minorDigits,
  moneyDecimal,
  multiplyDecimals,
  parseDecimal,
  rateOf,
  roundLine,
  type Decimal,
  type Money,
} from "../kernel/money.ts";

/** Decimals that a rate may have (`parseDecimal`). */
const MOST_DECIMALS = 12;

/**
 * The price of one unit behind an amount that came without it: the shortest decimal, of the minor unit's digits at
 * least, for which quantity × rate rounds to the amount, so that a reader with a calculator gets the same (rule A6).
 * Both are positive. Undefined where no rate of 12 decimals does it, as for very large quantities or none at all.
 */
export const rateOfAmount = (amount: Money, quantity: Decimal): Decimal | undefined => {
  if (isZeroDecimal(quantity)) return undefined;
  const least = minorDigits(amount.currency);
  return Array.from({ length: MOST_DECIMALS - least + 1 }, (_, index) =>
    quotient(amount, quantity, least + index),
  ).find((price) => compareMoney(roundLine(extend(quantity, rateOf(price, amount.currency))), amount) === 0);
};

/** Amount / quantity to so many decimals, the nearest one. */
const quotient = (amount: Money, quantity: Decimal, decimals: number): Decimal => {
  const { units, scale } = moneyDecimal(amount);
  const dividend = units * 10n ** BigInt(quantity.scale + decimals);
  const divisor = quantity.units * 10n ** BigInt(scale);
  return multiplyDecimals(decimalOf((2n * dividend + divisor) / (2n * divisor)), lastPlace(decimals));
};

/** 0.001 of 3. */
const lastPlace = (decimals: number): Decimal =>
  (decimals === 0 ? undefined : parseDecimal(`0.${"1".padStart(decimals, "0")}`)) ?? decimalOf(1n);
