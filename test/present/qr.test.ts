import jsQR from "jsqr";
import { expect, test } from "vitest";
import { qrModules } from "../../src/present/qr.ts";

const SCALE = 4;
const QUIET = 4;

/** The matrix as a picture with its quiet zone. */
const pixelsOf = (modules: readonly string[]): { readonly data: Uint8ClampedArray; readonly side: number } => {
  const side = (modules.length + 2 * QUIET) * SCALE;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const module = modules[Math.floor(y / SCALE) - QUIET]?.[Math.floor(x / SCALE) - QUIET];
      if (module === "1") data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { data, side };
};

test.each([
  "https://pay.example.com/i/7Q2M-4KX9-PD3F",
  `https://pay.example.com/i/${"abcdefghij".repeat(30)}`,
  "https://pay.example.com/i/é?q=ü",
])("[B3] the code reads as the link itself: %s", (link) => {
  const { data, side } = pixelsOf(qrModules(link));
  expect(jsQR.default(data, side, side)?.data).toBe(link);
});

test("the matrix is square, of dark and light modules, and the same every time", () => {
  const modules = qrModules("https://pay.example.com/i/1");
  expect(modules.every((row) => row.length === modules.length && /^[01]+$/.test(row))).toBe(true);
  expect(qrModules("https://pay.example.com/i/1")).toEqual(modules);
});
