import { parseArgs } from "node:util";
import {
  decimalText,
  extend,
  minorDigits,
  parseCurrency,
  parseDecimal,
  percentOf,
  rateOf,
  roundLine,
  roundTax,
  roundTaxGroup,
  sum,
  type Currency,
  type Decimal,
  type Exact,
  type Money,
  type RoundingMode,
} from "../src/kernel/money.ts";
import { invariant } from "../src/kernel/result.ts";
import { fractionOf, isTie, rounded, roundedTogether, times, whole, type Fraction } from "../test/fuzz/fractions.ts";

/**
 * Lines and taxes at random, reckoned by the kernel and once more as exact fractions that share nothing with it:
 * `node bench/arithmetic.ts --lines 10000000 --seed 7`. Every difference is a defect; the first ones are printed.
 */
const { values } = parseArgs({
  options: { lines: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
});
const LINES = Number(values.lines);
const SHOWN = 20;

/** Numbers at random from a seed (xorshift, 32 bits), so that a difference can be had again. */
let state = (Number(values.seed) * 2_654_435_761) >>> 0 || 1;
const next = (below: number): number => {
  state ^= state << 13;
  state >>>= 0;
  state ^= state >>> 17;
  state ^= state << 5;
  state >>>= 0;
  return state % below;
};

const digits = (count: number): string => {
  let text = "";
  while (text.length < count) text += String(next(10));
  return text.replace(/^0+(?=.)/, "");
};

/** Values as they stand on invoices, values at the limits of the format, and fives that make ties. */
const decimalAtRandom = (most: { readonly whole: number; readonly decimals: number }): Decimal => {
  const decimals = next(most.decimals + 1);
  const before = digits(1 + next(most.whole));
  const after = next(3) === 0 ? "5".padStart(decimals, "0") : Array.from({ length: decimals }, () => next(10)).join("");
  const value = parseDecimal(decimals === 0 ? before : `${before}.${after.slice(0, decimals)}`);
  invariant(value !== undefined, "a decimal of the input's form");
  return value;
};

const negated = (value: Decimal): Decimal => {
  const text = decimalText(value);
  const turned = parseDecimal(text.startsWith("-") ? text.slice(1) : `-${text}`);
  invariant(turned !== undefined, "a decimal of the input's form");
  return turned;
};

const MODES: readonly RoundingMode[] = ["half-away-from-zero", "half-even", "down", "up"];
const CURRENCIES = ["USD", "JPY", "EUR", "BRL"].map((code): Currency => {
  const currency = parseCurrency(code);
  invariant(currency !== undefined, "a currency of ISO 4217");
  return currency;
});

const counts = { lines: 0, taxes: 0, groups: 0, ties: 0, differences: 0 };

const compare = (what: string, ours: bigint, theirs: bigint): void => {
  if (ours === theirs) return;
  counts.differences += 1;
  if (counts.differences <= SHOWN) console.log(`${what}: kernel ${ours}, fractions ${theirs}`);
};

const inMinor = (value: Fraction, currency: Currency): Fraction =>
  times(value, whole(10n ** BigInt(minorDigits(currency))));

const SMALL = { quantity: { whole: 4, decimals: 3 }, rate: { whole: 3, decimals: 4 } };
const LARGE = { quantity: { whole: 18, decimals: 12 }, rate: { whole: 18, decimals: 12 } };

const lineAtRandom = (currency: Currency): Money => {
  const sizes = next(8) === 0 ? LARGE : SMALL;
  const quantity = decimalAtRandom(sizes.quantity);
  const rate = decimalAtRandom(sizes.rate);
  const turned = next(4) === 0 ? negated(quantity) : quantity;
  const amount = roundLine(extend(turned, rateOf(rate, currency)));
  const exact = inMinor(times(fractionOf(decimalText(turned)), fractionOf(decimalText(rate))), currency);
  counts.lines += 1;
  if (isTie(exact)) counts.ties += 1;
  compare(
    `${decimalText(turned)} × ${decimalText(rate)} ${currency}`,
    amount.minor,
    rounded(exact, "half-away-from-zero"),
  );
  return amount;
};

/** One to four taxes on a base, each alone in every mode, and all of them as one rounding group. */
const taxesAtRandom = (base: Money): void => {
  const percents = Array.from({ length: 1 + next(4) }, () => decimalAtRandom({ whole: 2, decimals: 4 }));
  const exacts: readonly Exact[] = percents.map((percent) => percentOf(base, percent));
  const fractions = percents.map((percent) =>
    times(whole(base.minor), times(fractionOf(decimalText(percent)), { over: 1n, under: 100n })),
  );
  for (const mode of MODES) {
    exacts.forEach((exact, index) => {
      const fraction = fractions[index] ?? whole(0n);
      counts.taxes += 1;
      if (isTie(fraction)) counts.ties += 1;
      compare(`tax on ${base.minor}, ${mode}`, roundTax(exact, mode).minor, rounded(fraction, mode));
    });
    const together = roundedTogether(fractions, mode);
    counts.groups += 1;
    roundTaxGroup(exacts, mode).forEach(({ minor }, index) =>
      compare(
        `group of ${percents.map(decimalText).join(", ")} on ${base.minor}, ${mode}`,
        minor,
        together[index] ?? 0n,
      ),
    );
  }
};

/** Lines of one document; a part of them bear a first tax, all of them the others. */
const documentAtRandom = (): void => {
  const currency = CURRENCIES[next(CURRENCIES.length)];
  invariant(currency !== undefined, "one of the currencies");
  const amounts = Array.from({ length: 1 + next(15) }, () => lineAtRandom(currency));
  const total = sum(amounts, currency);
  compare(
    "the sum of the lines",
    total.minor,
    amounts.reduce((minor, amount) => minor + amount.minor, 0n),
  );
  taxesAtRandom(total);
};

const start = performance.now();
while (counts.lines < LINES) documentAtRandom();
const seconds = ((performance.now() - start) / 1000).toFixed(1);
const { lines, taxes, groups, ties, differences } = counts;
console.log(
  `${lines} lines, ${taxes} taxes and ${groups} rounding groups, ${ties} of them ties, seed ${values.seed}: ${differences} differences in ${seconds} s`,
);
process.exitCode = differences > 0 ? 1 : 0;
