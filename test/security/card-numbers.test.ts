import { describe, expect, test } from "vitest";
import { pointerOf, type Path } from "../../src/intake/pointer.ts";
import { BASES, fieldsOf, withText } from "./bases.ts";
import { linesOf, makeAll, type Made } from "./outputs.ts";
import { CARD_NUMBERS } from "./payloads.ts";
import { put } from "./schema-fields.ts";

/**
 * Identifiers have check digits of their own and are not mistaken for cards: of documents, lines, contracts, taxpayers
 * and organisations, and what refers to them.
 */
const IDENTIFIERS = new Set(
  "id accountId entity number masterOrder organisation scheme value registration taxes document key".split(" "),
);

const isIdentifier = (field: Path): boolean =>
  IDENTIFIERS.has(String(field.findLast((step) => typeof step === "string")));

/** The digits alone, full-width ones among them. */
const digitsOf = (text: string): string => text.normalize("NFKC").replaceAll(/\D/g, "");

const repeats = (made: Made, card: string): boolean =>
  !made.ok && digitsOf(made.stderr + made.manifest).includes(digitsOf(card));

describe("[B10] a card number in any text of a document is refused, and no message repeats it:", () => {
  test.each(BASES)("$name", async (base) => {
    const pairs = fieldsOf(base).flatMap((field) => CARD_NUMBERS.map((card) => ({ field, card })));
    const made = await makeAll({
      text: linesOf(pairs.map(({ field, card }) => withText(base, field, card))),
      formats: [],
    });
    expect(made).toHaveLength(pairs.length);
    const faults = pairs.flatMap(({ field, card }, index) => {
      const one = made[index];
      const where = `${pointerOf(field)}, ${card}`;
      if (one === undefined || isIdentifier(field)) return [];
      return [...(one.ok ? [`${where} is taken`] : []), ...(repeats(one, card) ? [`${where} is repeated`] : [])];
    });
    expect(faults).toEqual([]);
  });

  test("as a number in place of a text", async () => {
    const [base] = BASES;
    const fields = fieldsOf(base).filter((field) => !isIdentifier(field));
    const numbers = fields.map((field) => withText(base, field, "4111111111111111"));
    const made = await makeAll({ text: linesOf(numbers).replaceAll('"4111111111111111"', "4111111111111111") });
    expect(made.filter((one) => !one.ok).length).toBeGreaterThan(60);
    expect(made.filter((one) => repeats(one, "4111111111111111")).map((one) => (one.ok ? "" : one.stderr))).toEqual([]);
  });

  test("a figure with a decimal point is not mistaken for one", async () => {
    const [{ document }] = BASES;
    const line = {
      id: "l",
      kind: "call",
      product: "Calls",
      unit: "minute",
      period: { first: "2026-04-15", last: "2026-05-14" },
    };
    const lines = [
      { ...line, organisation: "organisation 1", quantity: "1", rate: "411111.1111111111", taxes: ["tax 1", "tax 2"] },
    ];
    const text = linesOf([{ ...Object(document), lines }]);
    expect((await makeAll({ text })).map((made) => (made.ok ? "drawn" : made.stderr))).toEqual(["drawn"]);
  });

  test("as the name of a field, or twice as one", async () => {
    const [{ document }] = BASES;
    const places: readonly Path[] = [[], ["customer"], ["lines", 0], ["lines", 0, "discount"], ["payment"]];
    const named = places.flatMap((place) => CARD_NUMBERS.map((card) => put(document, [...place, card], "x")));
    const twice = CARD_NUMBERS.map((card) => `{"${card}":1,"${card}":2}\n`).join("");
    const made = await makeAll({ text: linesOf(named) + twice });
    expect(made.filter(({ ok }) => ok)).toEqual([]);
    const words = made.map((one) => (one.ok ? "" : one.stderr + one.manifest));
    expect(words.filter((text) => CARD_NUMBERS.some((card) => digitsOf(text).includes(digitsOf(card))))).toEqual([]);
  });
});
