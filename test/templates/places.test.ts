import fc from "fast-check";
import { describe, expect, test } from "vitest";

type PlaceIn = (text: string, pointer: string) => readonly [number, number];

/** The page's own module, which the browser runs. */
const { placeIn }: { readonly placeIn: PlaceIn } = await import(
  new URL("../../templates/support/places.js", import.meta.url).href
);

const at = (text: string, pointer: string): string => text.slice(...placeIn(text, pointer));

describe("the place of a value in a JSON text", () => {
  const text = '{ "a": [1, {"b/c": "x\\"}]"}], "d": {"e": -1.5, "~": null} }';

  test.each([
    ["", text],
    ["/a", '[1, {"b/c": "x\\"}]"}]'],
    ["/a/0", "1"],
    ["/a/1/b~1c", '"x\\"}]"'],
    ["/d/e", "-1.5"],
    ["/d/~0", "null"],
  ])("%j is found", (pointer, value) => expect(at(text, pointer)).toBe(value));

  test("of what is missing is that of the object that lacks it", () => {
    expect(at(text, "/d/nothing")).toBe('{"e": -1.5, "~": null}');
    expect(at(text, "/a/7/x")).toBe('[1, {"b/c": "x\\"}]"}]');
  });

  test("is found for every value, however it is written, at random", () => {
    const step = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");
    const pointersOf = (value: unknown, pointer: string): readonly (readonly [string, unknown])[] =>
      typeof value === "object" && value !== null
        ? [
            [pointer, value],
            ...Object.entries(value).flatMap(([name, inner]) => pointersOf(inner, `${pointer}/${step(name)}`)),
          ]
        : [[pointer, value]];
    fc.assert(
      fc.property(
        fc.jsonValue({ noUnicodeString: false, depthSize: "small" }),
        fc.integer({ min: 0, max: 2 }),
        (value, indent) => {
          fc.pre(!JSON.stringify(value).includes("__proto__"));
          const written = JSON.stringify(value, null, indent);
          for (const [pointer, inner] of pointersOf(JSON.parse(written), "")) {
            expect(JSON.parse(at(written, pointer))).toEqual(inner);
          }
        },
      ),
    );
  });

  test("comes to an end in any text", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[{}[\],:"\\a1 ]{0,40}$/),
        fc.constantFrom("", "/a", "/0/a"),
        (broken, pointer) => {
          const [start, end] = placeIn(broken, pointer);
          expect(0 <= start && start <= end).toBe(true);
        },
      ),
    );
  });
});
