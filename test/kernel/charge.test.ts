import fc from "fast-check";
import { expect, test } from "vitest";
import { excess, splitCommitment } from "../../src/kernel/charge.ts";
import { compareDecimals, decimalOf, decimalText, isNegativeDecimal, parseDecimal } from "../../src/kernel/money.ts";

const decimal = (text: string) => parseDecimal(text) ?? expect.fail(`${text} is a decimal`);

test("[A4] 80 committed and a peak of 138 are 80 ahead and 58 beyond", () => {
  const { ahead, beyond } = splitCommitment(decimal("80"), decimal("138"));
  expect([decimalText(ahead), decimalText(beyond)]).toEqual(["80", "58"]);
});

test("[A4] use within the commitment leaves nothing beyond, and nothing is carried over", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 6n }), fc.bigInt({ min: 0n, max: 10n ** 6n }), (committed, actual) => {
      const { ahead, beyond } = splitCommitment(decimalOf(committed), decimalOf(actual));
      expect(ahead).toEqual(decimalOf(committed));
      expect(isNegativeDecimal(beyond)).toBe(false);
      expect(compareDecimals(beyond, decimalOf(actual > committed ? actual - committed : 0n))).toBe(0);
    }),
  );
});

test("[E8] 505,992 requests of which 182,000 are included leave 323,992", () => {
  expect(decimalText(excess(decimal("505992"), decimal("182000")))).toBe("323992");
  expect(decimalText(excess(decimal("187"), decimal("42250")))).toBe("0");
});
