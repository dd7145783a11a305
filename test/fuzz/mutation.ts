import fc from "fast-check";
import type { Path } from "../../src/intake/pointer.ts";

type Places = readonly Path[];

/** Every place in a value, the value itself but not. */
const placesIn = (value: unknown, path: Path = []): Places => {
  if (typeof value !== "object" || value === null) return path.length === 0 ? [] : [path];
  const below = Object.entries(value).flatMap(([name, inner]) =>
    placesIn(inner, [...path, Array.isArray(value) ? Number(name) : name]),
  );
  return path.length === 0 ? below : [path, ...below];
};

const DELETED = Symbol("deleted");

/** The value with what stands at the place replaced, or gone. */
const changed = (value: unknown, [step, ...rest]: Path, to: unknown): unknown => {
  if (step === undefined) return to;
  const entries = Object.entries(Object(value))
    .map(([name, inner]) => [name, name === String(step) ? changed(inner, rest, to) : inner] as const)
    .filter(([, inner]) => inner !== DELETED);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
};

/** What no field of a document is, and what only some are. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e21,
  4111111111111111,
  "",
  " ",
  "x",
  "-1",
  "1e5",
  "00",
  "0.0000000000001",
  "999999999999999999",
  "2026-02-30",
  "9999-12-31",
  "0000-01-01",
  "\u0000",
  "\ud800",
  "__proto__",
  "constructor",
  "x".repeat(2_000),
  [],
  [[]],
  {},
  { __proto__: null, toString: "x" },
  [null, null],
];

/** A document's text with one to three things wrong in its values, and now and then in its letters. */
export const mutated = (document: unknown): fc.Arbitrary<string> =>
  fc.gen().map((pick) => {
    let value: unknown = JSON.parse(JSON.stringify(document));
    const times = pick(fc.integer, { min: 1, max: 3 });
    for (let count = 0; count < times; count += 1) {
      const places = placesIn(value);
      const place = places[pick(fc.nat, { max: places.length - 1 })];
      const other = places[pick(fc.nat, { max: places.length - 1 })];
      if (place === undefined || other === undefined) break;
      const to = pick(() => fc.oneof(fc.constant(DELETED), fc.constantFrom(...STRANGE), fc.constant(at(value, other))));
      value = changed(value, place, to);
    }
    const text = JSON.stringify(value);
    return pick(fc.integer, { min: 1, max: 4 }) === 1 ? corrupted(text, pick) : text;
  });

const at = (value: unknown, path: Path): unknown => path.reduce<unknown>((inner, step) => Object(inner)[step], value);

/** Letters lost, doubled, exchanged or cut off. */
const corrupted = (text: string, pick: fc.GeneratorValue): string => {
  const from = pick(fc.nat, { max: text.length - 1 });
  const to = Math.min(text.length, from + pick(fc.integer, { min: 1, max: 5 }));
  const piece = pick(() =>
    fc.constantFrom(
      "",
      '"',
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "\\",
      "\u0000",
      "\ud83d",
      "0",
      text.slice(from, to).repeat(2),
    ),
  );
  return pick(fc.integer, { min: 1, max: 5 }) === 1
    ? text.slice(0, from)
    : text.slice(0, from) + piece + text.slice(to);
};
