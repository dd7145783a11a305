import fc from "fast-check";
import { expect, test } from "vitest";
import type { Draft } from "../../src/intake/draft.ts";
import { pointerOf, valueAt, type Path } from "../../src/intake/pointer.ts";
import { readDraft } from "../../src/intake/read-draft.ts";
import { issuesOf } from "../../src/kernel/result.ts";
import { draftOf, issuer, issuesIn, sampleDocument } from "./sample-document.ts";

const sample: unknown = draftOf(sampleDocument()).value;

const pathsOf = (value: unknown, path: Path = []): readonly Path[] => {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const step = (key: string) => (Array.isArray(value) ? Number(key) : key);
  return [path, ...inner.flatMap(([key, item]) => pathsOf(item, [...path, step(key)]))];
};

const PATHS = pathsOf(sample);
const TEXT_PATHS = PATHS.filter((path) => typeof valueAt(sample, path) === "string");

/** A copy with something else at the path; undefined deletes the field. */
const replaced = (value: unknown, [step, ...rest]: Path, other: unknown): unknown => {
  if (step === undefined) return other;
  const copy: Record<PropertyKey, unknown> = Array.isArray(value) ? Object.assign([], value) : { ...Object(value) };
  copy[step] = replaced(copy[step], rest, other);
  return copy;
};

test("the sample is a document", () => {
  expect(issuesIn(sample)).toEqual([]);
});

test("a document with anything deleted or replaced gives a document or issues with places, and never throws", () => {
  const other = fc.oneof(
    fc.constant(undefined),
    fc.jsonValue(),
    fc.string(),
    fc.constantFrom("-1", "0", "2026-05-15", "wa", "L1"),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...PATHS), other), { minLength: 1, maxLength: 3 }), (changes) => {
      const changed = changes.reduce((value, [path, value_]) => replaced(value, path, value_), sample);
      const read = readDraft(draftOf(changed), issuer);
      if (read.ok) expect(read.value.lines.length).toBeGreaterThan(0);
      const issues = issuesOf(read);
      expect(read.ok || issues.length > 0).toBe(true);
      for (const issue of issues) {
        expect(issue).toMatchObject({ file: "input.json", line: 1, at: expect.stringMatching(/^(\/|$)/) });
        expect(issue.message.length).toBeGreaterThan(5);
      }
    }),
    { numRuns: 500 },
  );
});

const HOSTILE = [
  "<script>alert(1)</script>",
  "{{constructor}}",
  "{{#with this}}x{{/with}}",
  "$t(key)",
  "__proto__",
  `"'{}[]&amp;&lt;`,
  '{"image":"/etc/passwd"}',
  "file:///etc/passwd",
  "../../etc/passwd",
  "a\r\nBcc: x@example.com",
  "a\u0000b",
  "a\u202Eb",
  "a\u200Bb",
  "a".repeat(100_000),
] as const;

test.each(TEXT_PATHS)("hostile text at %j is taken literally or refused there", (...path) => {
  for (const text of HOSTILE) {
    const read = readDraft(draftOf(replaced(sample, path, text)), issuer);
    if (read.ok) {
      expect(valueAt(read.value, path)).toBe(text);
      continue;
    }
    // An id that others refer to is refused where they do, too.
    expect(read.issues.some(({ at }) => at === pointerOf(path) || path.at(-1) === "id")).toBe(true);
    expect(read.issues.every(({ message }) => message.length < 200 && !/[\p{C}]/u.test(message))).toBe(true);
  }
});

test("issues and sources lead to where a draft was put together from", () => {
  const locate: Draft["locate"] = (pointer) =>
    pointer.startsWith("/customer")
      ? { file: "overlay.json", pointer: `/documents/0${pointer}`, line: 40 }
      : { file: "overview.json", pointer: pointer.replace("/lines", "/usages"), line: 7 };
  const taken = readDraft({ value: sample, locate }, issuer);
  expect(taken.ok && taken.value.lines[2]?.source).toEqual({ file: "overview.json", pointer: "/usages/2", line: 7 });

  const wrong = replaced(replaced(sample, ["customer", "timeZone"], "Mars"), ["lines", 0, "rate"], "-1");
  expect(issuesOf(readDraft({ value: wrong, locate }, issuer))).toMatchObject([
    { rule: "C4", file: "overlay.json", at: "/documents/0/customer/timeZone", line: 40 },
    { rule: "A19", file: "overview.json", at: "/usages/0/rate", line: 7 },
  ]);
});
