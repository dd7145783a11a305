import { expect, test } from "vitest";
import type { Issue } from "../../src/kernel/result.ts";
import { issuesIn, sampleDocument, sampleLine } from "./sample-document.ts";

/** What is wrong with a document, without its place in a file. */
export type Refusal = readonly [
  what: string,
  document: unknown,
  expected: Pick<Issue, "rule" | "at" | "message" | "hint">,
];

/** The ids of the sample's taxes. */
export const BOTH = ["wa", "sea"];

/** The sample with one line, which bears both taxes. */
export const lineWith = (overrides: object, others: object = {}): object =>
  sampleDocument({ lines: [sampleLine({ taxes: BOTH, ...overrides })], ...others });

/** A test each: exactly this is wrong with the document, and nothing else. */
export const refuses = (cases: readonly Refusal[]): void =>
  test.each(cases)("%s", (_what, document, expected) => {
    const found = issuesIn(document).map(({ rule, at, message, hint }) => ({
      rule,
      at,
      message,
      ...(hint !== undefined && { hint }),
    }));
    expect(found).toEqual([expected]);
  });

/** A test each: nothing is wrong with the document. */
export const takes = (cases: readonly (readonly [what: string, document: unknown])[]): void =>
  test.each(cases)("%s", (_what, document) => {
    expect(issuesIn(document)).toEqual([]);
  });
