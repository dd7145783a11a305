import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvCell, csvRow } from "../../../src/app/ledger/cells.ts";

describe("a cell of a CSV file", () => {
  test.each([
    ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
    ["+1 206 555 0100", "'+1 206 555 0100"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"],
    ["-1+2", "'-1+2"],
    ["\t=1", "'\t=1"],
    ["\r=1", '"\'\r=1"'],
  ])("%j is no formula", (text, cell) => expect(csvCell(text)).toBe(cell));

  test("keeps a negative amount a number", () => {
    expect(["-75.00", "-3", "75.00"].map(csvCell)).toEqual(["-75.00", "-3", "75.00"]);
  });

  test("is quoted where it holds a comma, a quote or a line's end", () => {
    expect(csvRow(["Finch, Ltd.", 'the "good" one', "two\nlines", "plain"])).toBe(
      '"Finch, Ltd.","the ""good"" one","two\nlines",plain\r\n',
    );
  });

  test("comes to a spreadsheet as no formula, whatever it holds, at random", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const read = csvCell(text).replace(/^"([\s\S]*)"$/, (_, quoted: string) => quoted.replaceAll('""', '"'));
        expect(read === text || read === `'${text}`).toBe(true);
        expect(/^[=+@\t\r]/.test(read) || /^-(?!\d+(\.\d+)?$)/.test(read)).toBe(false);
      }),
    );
  });
});
