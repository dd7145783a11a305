import fc from "fast-check";

/** Letters of the scripts that the embedded fonts have, and signs that mean something to a template, a shell or a page. */
const LETTERS = "abcxyzABCXYZ ÄÖÜäöüßéèçñøåłžğœ ΑΒΓαβγ АБВабв ếỗựĐđ 日本語東京株式会社あいうアイウ、。ー".split("");
const SIGNS = "<>&\"'`{}[]()$%#@!?*+-_=~^|\\/.,:;·–—€£¥§".split("");

const letter = fc.constantFrom(...LETTERS, ...SIGNS);

/** Text as intake leaves it: composed, no blanks at its ends, something to see in it. */
export const textUpTo = (most: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: letter, minLength: 1, maxLength: most, size: "max" })
    .map((text) => text.normalize("NFC").trim())
    .map((text) => (text === "" ? "x" : text));

/** Mostly as short as names are, sometimes as long as the form allows. */
export const name = (most: number): fc.Arbitrary<string> =>
  fc.oneof({ weight: 8, arbitrary: textUpTo(24) }, { weight: 1, arbitrary: textUpTo(most) });

/** Several lines, some of them empty. */
export const paragraphs: fc.Arbitrary<string> = fc
  .array(fc.oneof(textUpTo(80), fc.constant("")), { minLength: 1, maxLength: 12 })
  .map((lines) => lines.join("\n").trim())
  .map((text) => (text === "" ? "x" : text));

const DAY_MS = 86_400_000;
const FIRST = Date.UTC(2024, 0, 1);

export const dayOf = (index: number): string => new Date(FIRST + index * DAY_MS).toISOString().slice(0, 10);

/** A decimal of so many digits at most, before the point and after it; never negative. */
export const decimal = (before: number, after: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.bigInt({ min: 0n, max: 10n ** BigInt(before) - 1n }),
      fc.string({ unit: fc.constantFrom(..."0 1 2 3 4 5 6 7 8 9".split(" ")), maxLength: after }),
    )
    .map(([whole, fraction]) => (fraction === "" ? String(whole) : `${whole}.${fraction}`));

/** Sizes as they occur, and now and then enormous ones. */
export const quantity: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: decimal(3, 0) },
  { weight: 4, arbitrary: decimal(6, 3) },
  { weight: 1, arbitrary: decimal(9, 6) },
);

export const rate: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: decimal(3, 2) },
  { weight: 4, arbitrary: decimal(1, 6) },
  { weight: 1, arbitrary: decimal(6, 12) },
);
