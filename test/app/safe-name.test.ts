import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clashKey, safeName } from "../../src/app/safe-name.ts";

describe("file names from document ids", () => {
  test.each([
    ["INV-2026-004711", "INV-2026-004711"],
    ["../../etc/passwd", "_._.._etc_passwd"],
    ["..", "__"],
    [".", "_"],
    [".hidden", "_hidden"],
    ["-rf", "_rf"],
    ['a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"],
    ["CON", "_CON"],
    ["nul.2026", "_nul.2026"],
    ["com1", "_com1"],
    ["console", "console"],
    ["ends with dots...", "ends_with_dots_"],
    ["a\u0000b\nc\u202Ed", "a_b_c_d"],
    ["請求書-7", "請求書-7"],
    ["re\u0301sume\u0301", "r\u00e9sum\u00e9"],
  ])("%j becomes %j", (id, name) => {
    expect(safeName(id)).toBe(name);
  });

  test("any id gives one plain name that every file system takes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 400 }), (id) => {
        const name = safeName(id);
        expect(name).toMatch(/^[\p{L}\p{M}\p{N}._-]+$/u);
        expect(name).not.toMatch(/^[.-]|\.$/);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(201);
      }),
    );
  });

  test("an over-long id is cut between characters", () => {
    expect(safeName("請".repeat(200))).toBe("請".repeat(66));
  });

  test("names that differ in case only, or in how an accent is written, are one file on some systems", () => {
    expect(clashKey("INV-a")).toBe(clashKey("inv-A"));
    expect(clashKey("stra\u00dfe")).toBe(clashKey("STRASSE"));
    expect(clashKey("r\u00e9")).toBe(clashKey("re\u0301"));
    expect(clashKey("INV-1")).not.toBe(clashKey("INV-2"));
  });
});
