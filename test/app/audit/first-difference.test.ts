import { expect, test } from "vitest";
import { differenceText, firstDifference } from "../../../src/app/audit/first-difference.ts";

test("equal texts have no difference", () => {
  expect(firstDifference("a\nb\n", "a\nb\n")).toBeUndefined();
});

test("the first of several lines is told", () => {
  expect(firstDifference("a\nb\nc", "a\nB\nC")).toEqual({ line: 2, was: "b", is: "B" });
});

test("a text that ends earlier has nothing there", () => {
  const difference = firstDifference("a", "a\nb");
  expect(difference).toEqual({ line: 2, is: "b" });
  expect(difference && differenceText(difference)).toBe('line 2: nothing then, "b" now');
});

test("of a long line what stands around the difference is quoted", () => {
  const difference = firstDifference(`${"x".repeat(500)}a${"y".repeat(500)}`, `${"x".repeat(500)}b`);
  expect(difference).toEqual({
    line: 1,
    was: `…${"x".repeat(40)}a${"y".repeat(79)}…`,
    is: `…${"x".repeat(40)}b`,
  });
});
