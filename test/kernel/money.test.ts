import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  convert,
  decimalText,
  extend,
  moneyText,
  negateDecimal,
  parseCurrency,
  parseDecimal,
  parseMoney,
  percentOf,
  rateOf,
  roundLine,
  roundTax,
  roundTaxGroup,
  sum,
  trimDecimal,
  type Currency,
  type Decimal,
  type Exact,
  type Money,
  type RoundingMode,
} from "../../src/kernel/money.ts";

const currency = (code: string): Currency => parseCurrency(code) ?? expect.fail(`${code} is a currency`);
const decimal = (text: string): Decimal => parseDecimal(text) ?? expect.fail(`${text} is a decimal`);
const money = (text: string, code: string): Money =>
  parseMoney(text, currency(code)) ?? expect.fail(`${text} is money`);
const lineOf = (quantity: string, rate: string, code: string): string =>
  moneyText(roundLine(extend(decimal(quantity), rateOf(decimal(rate), currency(code)))));

describe("decimals", () => {
  test.each(["0.0055", "-3", "1250.50", "999999999999999999.999999999999", "0"])("%s keeps every digit", (text) => {
    expect(decimalText(decimal(text))).toBe(text);
  });

  test.each(["1e3", "1,000", "01", ".5", "5.", "+1", "", " 1", "0x10", "NaN", "1.2.3", "9999999999999999999"])(
    "%j is not a decimal",
    (text) => {
      expect(parseDecimal(text)).toBeUndefined();
    },
  );

  test("trimming drops zeros at the end and keeps the least number of decimals", () => {
    expect(decimalText(trimDecimal(decimal("75.0000"), 2))).toBe("75.00");
    expect(decimalText(trimDecimal(decimal("0.00550"), 2))).toBe("0.0055");
    expect(decimalText(trimDecimal(decimal("16500"), 2))).toBe("16500.00");
  });
});

describe("lines", () => {
  test.each([
    ["1", "1.005", "EUR", "1.01"],
    ["3", "0.615", "EUR", "1.85"],
    ["17", "0.125", "EUR", "2.13"],
    ["-1", "1.005", "EUR", "-1.01"],
    ["12", "16500", "JPY", "198000"],
    ["333.3", "0.85", "JPY", "283"],
    ["80", "75.00", "USD", "6000.00"],
    ["36412.6", "0.0055", "USD", "200.27"],
    ["323992", "0.0001", "USD", "32.40"],
  ])("[A10] %s × %s %s is %s, rounded once, half away from zero", (...[quantity, rate, code, amount]) => {
    expect(lineOf(quantity, rate, code)).toBe(amount);
  });

  test("[A1] JPY has no minor unit and the other seven have two decimals", () => {
    const digits = ["AUD", "BRL", "CAD", "EUR", "GBP", "JPY", "NZD", "USD"].map((code) => moneyText(money("1", code)));
    expect(digits).toEqual(["1.00", "1.00", "1.00", "1.00", "1.00", "1", "1.00", "1.00"]);
    expect(parseMoney("1.5", currency("JPY"))).toBeUndefined();
    expect(parseCurrency("XXZ")).toBeUndefined();
    expect(parseCurrency("halfUp")).toBeUndefined();
  });

  test("[A10] an unrounded amount cannot be summed", () => {
    const exact: Exact = extend(decimal("1"), rateOf(decimal("1.005"), currency("EUR")));
    // @ts-expect-error Exact is not Money
    expect(() => sum([exact], currency("EUR"))).toThrow();
  });

  test("[A1] amounts of two currencies are never summed", () => {
    expect(() => sum([money("1", "EUR"), money("1", "USD")], currency("EUR"))).toThrow(/one currency/);
  });
});

const anyDecimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 8 }))
  .map(([units, scale]) => {
    const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
    return decimal(
      `${units < 0n ? "-" : ""}${scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`}`,
    );
  });
const anyCurrency = fc.constantFrom("USD", "JPY", "EUR").map(currency);
const anyMode = fc.constantFrom<RoundingMode>("half-away-from-zero", "half-even", "down", "up");

/** A reference of its own: rounds the fraction units / 10^scale to whole minor units on the magnitude. */
const roundedByHand = (units: bigint, divisor: bigint, mode: RoundingMode): bigint => {
  const magnitude = units < 0n ? -units : units;
  const quotient = magnitude / divisor;
  const twice = (magnitude % divisor) * 2n;
  const up = {
    "half-away-from-zero": twice >= divisor,
    "half-even": twice > divisor || (twice === divisor && quotient % 2n === 1n),
    down: false,
    up: twice > 0n,
  }[mode];
  return (units < 0n ? -1n : 1n) * (quotient + (up ? 1n : 0n));
};

describe("rounding, by properties", () => {
  test("[A10] a line agrees with rational arithmetic", () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, anyCurrency, (quantity, rate, code) => {
        const exponent = code === "JPY" ? 0 : 2;
        const scale = Math.max(quantity.scale + rate.scale, exponent);
        const units = quantity.units * rate.units * 10n ** BigInt(scale - quantity.scale - rate.scale);
        const expected = roundedByHand(units, 10n ** BigInt(scale - exponent), "half-away-from-zero");
        expect(roundLine(extend(quantity, rateOf(rate, code))).minor).toBe(expected);
      }),
    );
  });

  test("[A10] every mode acts on the magnitude: a credit mirrors its invoice", () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, anyMode, (quantity, rate, mode) => {
        const there = roundTax(extend(quantity, rateOf(rate, currency("EUR"))), mode);
        const back = roundTax(extend(negateDecimal(quantity), rateOf(rate, currency("EUR"))), mode);
        expect(there.minor + back.minor).toBe(0n);
      }),
    );
  });

  test("[A11] tax agrees with rational arithmetic in every mode", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.integer({ min: 0, max: 30_000 }),
        anyMode,
        (minor, rate, mode) => {
          const base = money(decimalText(trimDecimal({ ...decimal("0"), units: minor, scale: 2 }, 2)), "USD");
          const percent = decimal(decimalText({ ...decimal("0"), units: BigInt(rate), scale: 3 }));
          expect(roundTax(percentOf(base, percent), mode).minor).toBe(
            roundedByHand(minor * BigInt(rate), 100_000n, mode),
          );
        },
      ),
    );
  });
});

describe("[A11] taxes of one rounding group", () => {
  test("6.5 % and 3.85 % of 13,447.67 are 874.10 and 517.73", () => {
    const base = money("13447.67", "USD");
    const rounded = roundTaxGroup(
      [percentOf(base, decimal("6.5")), percentOf(base, decimal("3.85"))],
      "half-away-from-zero",
    );
    expect(rounded.map(moneyText)).toEqual(["874.10", "517.73"]);
  });

  test("the rows add up to the sum rounded once, each within a minor unit, and mirror in a credit", () => {
    const rows = fc.array(fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.integer({ min: 0, max: 20_000 })), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(rows, anyMode, (taxes, mode) => {
        const exacts = (sign: bigint) =>
          taxes.map(([minor, rate]) =>
            percentOf(
              money(decimalText({ ...decimal("0"), units: sign * minor, scale: 2 }), "USD"),
              decimal(decimalText({ ...decimal("0"), units: BigInt(rate), scale: 3 })),
            ),
          );
        const total = taxes.reduce((all, [minor, rate]) => all + minor * BigInt(rate), 0n);
        const rounded = roundTaxGroup(exacts(1n), mode);
        expect(sum(rounded, currency("USD")).minor).toBe(roundedByHand(total, 100_000n, mode));
        rounded.forEach(({ minor }, index) => {
          const [base, rate] = taxes[index] ?? expect.fail("as many rows as taxes");
          const distance = minor * 100_000n - base * BigInt(rate);
          expect(distance > -100_000n && distance < 100_000n).toBe(true);
        });
        expect(roundTaxGroup(exacts(-1n), mode).map(({ minor }) => -minor)).toEqual(rounded.map(({ minor }) => minor));
      }),
    );
  });
});

test("[J-ALL-7] an amount is converted exactly and rounded to the other currency's minor unit", () => {
  const local = convert(money("1234.56", "EUR"), decimal("0.86125"), currency("GBP"));
  expect(decimalText(trimDecimal(local.value))).toBe("1063.2648");
  expect(moneyText(roundTax(local, "half-away-from-zero"))).toBe("1063.26");
  expect(moneyText(roundTax(convert(money("10.00", "USD"), decimal("151.37"), currency("JPY")), "down"))).toBe("1513");
});
