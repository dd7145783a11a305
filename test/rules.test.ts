import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSources } from "./architecture/source.ts";
import { findCases } from "./golden/cases.ts";

type Rule = { readonly id: string; readonly rule: string; readonly heldIn: readonly string[]; readonly status: string };

/** The rows of docs/rules.md, which says of each rule what it asks and whether this version holds it. */
const rules = [...readFileSync("docs/rules.md", "utf8").matchAll(/^\| ([A-F]\d+) +\|(.*)\|(.*)\|(.*)\|$/gm)].map(
  ([, id = "", rule = "", heldIn = "", status = ""]): Rule => ({
    id,
    rule: rule.trim(),
    heldIn: [...heldIn.matchAll(/`([^`]+)`/g)].map(([, file]) => file ?? ""),
    status: status.trim(),
  }),
);
const done = rules.filter(({ status }) => status === "done");

/** How many rules each chapter has. */
const CHAPTERS = { A: 20, B: 10, C: 8, D: 13, E: 9, F: 8 } as const;

const sources = readSources("src");
/** "A4", and "A2–A5" too. */
const mentions = (text: string, id: string): boolean =>
  new RegExp(`\\b${id}\\b`).test(text) ||
  [...text.matchAll(/\b([A-F])(\d+)–\1(\d+)\b/g)].some(
    ([, chapter, first, last]) =>
      id.startsWith(String(chapter)) && Number(id.slice(1)) >= Number(first) && Number(id.slice(1)) <= Number(last),
  );
const isHeldIn = (file: string, id: string): boolean =>
  sources
    .filter(({ name }) => name === file)
    .some(({ comments, strings }) =>
      [...comments.map(({ value }) => value), ...strings].some((text) => mentions(text, id)),
    );

/** Ids in the brackets of the tests' titles, "[A4] …" or "[A4, A17] …", and those that golden cases show. */
const proven = new Set([
  ...readSources("test")
    .filter(({ name }) => name.endsWith(".test"))
    .flatMap(({ titles }) => titles)
    .flatMap((title) => [...title.matchAll(/\[([^\]]+)\]/g)].flatMap(([, ids = ""]) => ids.split(/[\s,]+/))),
  ...findCases().flatMap(({ shows }) => shows),
]);

describe("docs/rules.md", () => {
  test("every rule has one row, in order, that says what it asks and whether it is done", () => {
    const all = Object.entries(CHAPTERS).flatMap(([chapter, count]) =>
      Array.from({ length: count }, (_, index) => `${chapter}${index + 1}`),
    );
    expect(rules.map(({ id }) => id)).toEqual(all);
    expect(rules.filter(({ rule, status }) => rule === "" || !["done", "later"].includes(status))).toEqual([]);
  });

  test("what golden cases and tests name is a rule of the list", () => {
    const known = new Set(rules.map(({ id }) => id));
    expect([...proven].filter((id) => /^[A-F]\d+$/.test(id) && !known.has(id))).toEqual([]);
  });

  test("a rule that is done names the files that hold it, and each of them names the rule", () => {
    expect(done.filter(({ heldIn }) => heldIn.length === 0).map(({ id }) => id)).toEqual([]);
    const untrue = done.flatMap(({ id, heldIn }) =>
      heldIn.filter((file) => !isHeldIn(file, id)).map((file) => `src/${file}.ts does not name ${id}`),
    );
    expect(untrue).toEqual([]);
  });
});

test("a rule that is done is in the title of a test or shown by a golden case", () => {
  expect(done.filter(({ id }) => !proven.has(id)).map(({ id, rule }) => `${id} is without a test: ${rule}`)).toEqual(
    [],
  );
});
