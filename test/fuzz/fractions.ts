import type { RoundingMode } from "../../src/kernel/money.ts";

/**
 * Exact fractions, written for comparison alone: nothing of the kernel's arithmetic is used, so that a mistake there is
 * none here. The denominator is always positive; fractions are not reduced.
 */
export type Fraction = { readonly over: bigint; readonly under: bigint };

/** "-12.0050" as −120050/10000. */
export const fractionOf = (text: string): Fraction => {
  const point = text.indexOf(".");
  const decimals = point === -1 ? 0 : text.length - point - 1;
  return { over: BigInt(text.replace(".", "")), under: 10n ** BigInt(decimals) };
};

export const whole = (count: bigint): Fraction => ({ over: count, under: 1n });

export const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });

export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.under === b.under
    ? { over: a.over + b.over, under: a.under }
    : { over: a.over * b.under + b.over * a.under, under: a.under * b.under };

export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { over: -b.over, under: b.under });

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.over * b.under - b.over * a.under;
  if (difference === 0n) return 0;
  return difference > 0n ? 1 : -1;
};

/** The greatest whole number that is not above the fraction. */
export const floor = ({ over, under }: Fraction): bigint => {
  const left = ((over % under) + under) % under;
  return (over - left) / under;
};

/** Whether the fraction lies in the middle of two whole numbers, where the modes part. */
export const isTie = ({ over, under }: Fraction): boolean => {
  const left = ((over % under) + under) % under;
  return 2n * left === under;
};

/** To a whole number; every mode looks at the magnitude (rule A10). */
export const rounded = (value: Fraction, mode: RoundingMode): bigint => {
  if (value.over < 0n) return -rounded({ over: -value.over, under: value.under }, mode);
  const below = floor(value);
  const rest = value.over - below * value.under;
  return rest > 0n && isRaised({ below, twice: 2n * rest, under: value.under }, mode) ? below + 1n : below;
};

type Rest = { readonly below: bigint; readonly twice: bigint; readonly under: bigint };

const isRaised = ({ below, twice, under }: Rest, mode: RoundingMode): boolean => {
  switch (mode) {
    case "down":
      return false;
    case "up":
      return true;
    case "half-away-from-zero":
      return twice >= under;
    case "half-even":
      return twice > under || (twice === under && below % 2n === 1n);
  }
};

/**
 * Several values whose sum is rounded once, its units given to the largest remainders, the earlier first among equals
 * (rule A11). A negative sum is worked out as its mirror image.
 */
export const roundedTogether = (values: readonly Fraction[], mode: RoundingMode): readonly bigint[] => {
  const total = values.reduce(plus, whole(0n));
  if (total.over < 0n) {
    const mirrored = values.map(({ over, under }) => ({ over: -over, under }));
    return roundedTogether(mirrored, mode).map((units) => -units);
  }
  const parts = values.map((value, index) => {
    const below = floor(value);
    return { index, below, rest: minus(value, whole(below)) };
  });
  const least = parts.reduce((sum, { below }) => sum + below, 0n);
  const ranked = [...parts].sort((a, b) => compare(b.rest, a.rest) || a.index - b.index);
  const raised = new Set(ranked.slice(0, Number(rounded(total, mode) - least)).map(({ index }) => index));
  return parts.map(({ index, below }) => (raised.has(index) ? below + 1n : below));
};
