import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256Base64 } from "../../src/render/sha256.ts";

const reference = (text: string): string => createHash("sha256").update(text, "utf8").digest("base64");

test("the hash of any text is SHA-256 as Node computes it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
      expect(sha256Base64(text)).toBe(reference(text));
    }),
  );
});

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 10_000])("a text of %i bytes fills its blocks rightly", (length) => {
  expect(sha256Base64("a".repeat(length))).toBe(reference("a".repeat(length)));
});
