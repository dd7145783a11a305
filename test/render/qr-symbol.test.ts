import fc from "fast-check";
import { expect, test } from "vitest";
import { qrSymbol } from "../../src/render/qr-symbol.ts";

test("the path's rectangles cover the dark modules and no other", () => {
  const matrix = fc
    .integer({ min: 1, max: 12 })
    .chain((size) =>
      fc.array(fc.array(fc.constantFrom("0", "1"), { minLength: size, maxLength: size }), {
        minLength: size,
        maxLength: size,
      }),
    )
    .map((rows) => rows.map((row) => row.join("")));
  fc.assert(
    fc.property(matrix, (modules) => {
      expect(modulesOf(qrSymbol(modules).rows, modules.length)).toEqual(modules);
    }),
  );
});

test("four light modules stand on every side", () => {
  expect(qrSymbol(["11", "01"])).toEqual({
    viewBox: "-4 -4 10 10",
    origin: -4,
    size: 10,
    rows: ["M0 0h2v1h-2z", "M1 1h1v1h-1z"],
  });
});

/** The matrix that the rectangles draw. */
const modulesOf = (rows: readonly string[], size: number): readonly string[] => {
  const dark = new Set<string>();
  for (const [, x, y, width] of rows.join("").matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(width); step += 1) dark.add(`${Number(x) + step},${y}`);
  }
  const sides = Array.from({ length: size }, (_, index) => index);
  return sides.map((y) => sides.map((x) => (dark.has(`${x},${y}`) ? "1" : "0")).join(""));
};
