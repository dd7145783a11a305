import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson, type JsonRecord, type NumberMode } from "../../src/intake/json.ts";
import { pointerOf, type Path } from "../../src/intake/pointer.ts";
import { LIMITS } from "../../src/intake/rated-document.ts";
import { issuesOf, type Issue } from "../../src/kernel/result.ts";

const parse = (text: string, numbers: NumberMode = "integers") => parseJson(text, { file: "in.json", numbers });
const issuesIn = (text: string): readonly Issue[] => issuesOf(parse(text));

const recordOf = (text: string, numbers?: NumberMode): JsonRecord => {
  const result = parse(text, numbers);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
};

test("a record keeps its values and tells file, pointer and line of each", () => {
  const { value, locate } = recordOf('{\n  "lines": [\n    {"id": "L1"},\n    {"id":\n"L2"}\n  ]\n}\n');
  expect(value).toEqual({ lines: [{ id: "L1" }, { id: "L2" }] });
  expect(locate("/lines/1/id")).toEqual({ file: "in.json", pointer: "/lines/1/id", line: 4 });
});

test("what is missing is placed at the object that lacks it", () => {
  const { locate } = recordOf('{\n"a": {\n"b": 1}}');
  expect(locate("/a/c/d").line).toBe(2);
  expect(locate("/x").line).toBe(1);
});

test("lines are counted from where the record begins in its file", () => {
  const result = parseJson('{"a": 1}', { file: "in.jsonl", line: 7, numbers: "integers" });
  expect(result.ok && result.value.locate("/a").line).toBe(7);
});

test("a byte order mark is tolerated", () => {
  expect(recordOf('\uFEFF{"a": 1}').value).toEqual({ a: 1 });
});

test.each([
  ['{"a": 1,}', "the name of a field is missing here (column 9)"],
  ["[1, 2,]", "a value is missing here (column 7)"],
  ['{"a" 1}', "a colon is missing between name and value (column 6)"],
  ['{"a": 1 "b": 2}', "a comma is missing here (column 9)"],
  ['{"a": 1', "an object is not closed: } is missing (column 8)"],
  ["[1", "a list is not closed: ] is missing (column 3)"],
  ['{"a": "x}', "a text is not closed on its line (column 7)"],
  ['{"a": 1} x', "this is not a JSON value (column 10)"],
  ['{"a": 1} {}', "there is more text after the end of the record (column 10)"],
  ['{"a": 1 /* b */}', "JSON has no comments (column 9)"],
  ["{'a': 1}", "this is not a JSON value (column 2)"],
  ['{"a": 01}', "a comma is missing here (column 8)"],
  ['{"a": 1.}', "a number is not complete (column 7)"],
  ['{"a": NaN}', "this is not a JSON value (column 7)"],
  ['{"a": "\\x"}', "an unknown escape in a text (column 7)"],
  ['{"a": "\\u12"}', "\\u needs four hexadecimal digits (column 7)"],
  ['{"a": "\u0001"}', "a text holds a control character (column 7)"],
  ["", "a value is missing here (column 1)"],
])("%j is refused with its column", (text, message) => {
  expect(issuesIn(text)).toEqual([expect.objectContaining({ rule: null, at: "", message, file: "in.json", line: 1 })]);
});

test("an error of syntax has its line, and its column counts from the record's own in the file", () => {
  expect(issuesIn('{\n  "a": 1\n  "b": 2\n}')).toEqual([
    expect.objectContaining({ line: 3, message: "a comma is missing here (column 3)" }),
  ]);
  const second = parseJson("{1}", { file: "in.json", line: 4, column: 20, numbers: "integers" });
  expect(issuesOf(second)[0]).toMatchObject({ line: 4, message: "the name of a field is missing here (column 21)" });
});

test("a name that stands twice is refused with its pointer and line, at every depth", () => {
  expect(issuesIn('{"a": {"b": 1,\n"b": 2},\n"a": 3}')).toEqual([
    expect.objectContaining({ at: "/a/b", line: 2, message: '"b" stands twice in one object' }),
    expect.objectContaining({ at: "/a", line: 3, message: '"a" stands twice in one object' }),
  ]);
});

test.each(["__proto__", "constructor", "prototype"])("the name %s is refused and reaches no prototype", (name) => {
  const text = `{"a": {"${name}": {"polluted": true}}}`;
  expect(issuesIn(text)).toEqual([
    expect.objectContaining({ at: `/a/${name}`, message: `"${name}" is no name for a field` }),
  ]);
  expect({}).not.toHaveProperty("polluted");
});

test("an escaped hostile name is seen through", () => {
  expect(issuesIn('{"\\u005f_proto__": 1}')).toHaveLength(1);
});

test("a hostile name is not repeated in the message or the pointer", () => {
  const issues = [...issuesIn('{"a": {"x\\u202e": 1}}'), ...issuesIn(`{"${"n".repeat(201)}": 1}`)];
  expect(issues.map(({ at, message }) => ({ at, message }))).toEqual([
    { at: "/a", message: "the name of a field holds an invisible or control character" },
    { at: "", message: "the name of a field is longer than 200 characters" },
  ]);
});

describe("numbers", () => {
  test.each(["0", "-3", "42", "9007199254740991"])("%s may stand without quotes", (digits) => {
    expect(recordOf(`{"a": ${digits}}`).value).toEqual({ a: Number(digits) });
  });

  test.each([
    ["12.5", 'write "12.5"'],
    ["0.0055", 'write "0.0055"'],
    ["1.0", 'write "1.0"'],
    ["1e3", 'write it out in quotes: "0.0055"'],
    ["9007199254740993", 'write it out in quotes: "0.0055"'],
    ["4111111111111111.5", 'write it out in quotes: "0.0055"'],
  ])("[A10] %s must be quoted", (digits, hint) => {
    expect(issuesIn(`{"a": [1,\n${digits}]}`)).toEqual([
      {
        rule: null,
        at: "/a/1",
        message: "only a whole number may stand without quotes",
        hint,
        file: "in.json",
        line: 2,
      },
    ]);
  });

  test("[A10] vendor data keep the source text of every number", () => {
    expect(recordOf('{"a": [1.0050, 276, -0.10, 1e3, 12345678901234567890.5]}', "source-text").value).toEqual({
      a: ["1.0050", "276", "-0.10", "1e3", "12345678901234567890.5"],
    });
  });

  test("the mode may depend on what the record is", () => {
    const numbers = (value: unknown): NumberMode =>
      typeof value === "object" && value !== null && "usages" in value ? "source-text" : "integers";
    expect(parseJson('{"usages": 1.50}', { file: "f", numbers })).toMatchObject({
      ok: true,
      value: { value: { usages: "1.50" } },
    });
    expect(parseJson('{"lines": 1.50}', { file: "f", numbers }).ok).toBe(false);
  });
});

test("all that is wrong is told at once", () => {
  expect(issuesIn('{"a": 1.5, "a": 2, "__proto__": 3, "b": [2.5]}').map(({ at }) => at)).toEqual([
    "/a",
    "/a",
    "/__proto__",
    "/b/0",
  ]);
});

test("nesting has a limit, which brackets inside texts do not count towards", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  expect(parse(nested(LIMITS.depth)).ok).toBe(true);
  expect(issuesIn(nested(LIMITS.depth + 1))).toEqual([
    expect.objectContaining({ message: `nested more than ${LIMITS.depth} levels deep` }),
  ]);
  expect(issuesIn("[".repeat(1_000_000))).toHaveLength(1);
  expect(parse(`{"a": "${"[{".repeat(100)}\\"${"[".repeat(100)}"}`).ok).toBe(true);
});

/** Names and numbers that our JSON takes, so that only the grammar is compared. */
const name = fc
  .string({ unit: "grapheme-ascii", maxLength: 12 })
  .filter((text) => !/^(__proto__|constructor|prototype)$/.test(text));
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.string({ unit: "binary" }),
    fc.maxSafeInteger().map((number) => number + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("json"), { maxLength: 5 }),
    fc.dictionary(name, tie("json"), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

test("it agrees with JSON.parse on any JSON", () => {
  fc.assert(
    fc.property(json, fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
      expect(recordOf(JSON.stringify(value, null, indent)).value).toEqual(value);
    }),
  );
});

test("it takes and refuses what JSON.parse does of damaged JSON, and never throws", () => {
  const damage = fc.tuple(
    fc.nat(),
    fc.constantFrom("", ",", "}", "]", '"', "{", "x", "\n", "\\", "1", ":", "/*", "//", "\u00A0", "\f"),
  );
  fc.assert(
    fc.property(json, damage, (value, [at, inserted]) => {
      const text = JSON.stringify(value);
      const place = at % (text.length + 1);
      const damaged = text.slice(0, place) + inserted + text.slice(place + (at % 2));
      const expected = tolerant(damaged);
      const found = parse(damaged);
      if (found.ok) {
        expect(found.value.value).toEqual(expected);
        return;
      }
      expect(found.issues[0]?.line).toBeGreaterThan(0);
      // What is JSON and still refused breaks a rule of ours.
      const isOurs = found.issues.every(({ message }) => /twice|whole number|holds an invisible/.test(message));
      expect(expected === REFUSED || isOurs, damaged).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

const REFUSED = Symbol("refused");
const tolerant = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return REFUSED;
  }
};

test("every pointer is found on the line where its value stands", () => {
  const pathsOf = (value: unknown, path: Path = []): readonly Path[] => {
    const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
    const step = (key: string) => (Array.isArray(value) ? Number(key) : key);
    return [path, ...inner.flatMap(([key, item]) => pathsOf(item, [...path, step(key)]))];
  };
  /** The same value with a mark where the path leads, whose line is then looked up in the text. */
  const marked = (value: unknown, [step, ...rest]: Path): unknown => {
    if (step === undefined) return "\u{1F4CD}";
    const copy: Record<PropertyKey, unknown> = Array.isArray(value) ? Object.assign([], value) : { ...Object(value) };
    copy[step] = marked(copy[step], rest);
    return copy;
  };
  fc.assert(
    fc.property(json, fc.nat(), (value, chosen) => {
      const paths = pathsOf(value);
      const path = paths[chosen % paths.length] ?? [];
      const before = JSON.stringify(marked(value, path), null, 2).split("\u{1F4CD}")[0] ?? "";
      const { locate } = recordOf(JSON.stringify(value, null, 2));
      expect(locate(pointerOf(path)).line).toBe(before.split("\n").length);
    }),
  );
});
