import { expect, test } from "vitest";
import { readDocuments, recogniseFormat, type InputRecord } from "../../src/intake/intake.ts";
import { issuesOf } from "../../src/kernel/result.ts";
import { issuer, sampleDocument, sampleLine } from "./sample-document.ts";

const read = async (text: string, file = "in.jsonl"): Promise<InputRecord[]> => {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(text);
  }
  const records: InputRecord[] = [];
  for await (const record of readDocuments(chunks(), { file, issuer, overlays: { byOwner: new Map() } }))
    records.push(record);
  return records;
};

const lineOf = (value: unknown): string => JSON.stringify(value);

test("documents come in the order of the file, and one that is wrong does not stop the others", async () => {
  const records = await read(
    [
      lineOf(sampleDocument({ id: "first" })),
      lineOf(sampleDocument({ id: "second", currency: "CHF" })),
      '{"id": "third",',
      lineOf([]),
      lineOf(sampleDocument({ id: "fifth" })),
    ].join("\n"),
  );
  expect(records.map(({ id, source, result }) => [id, source.line, result.ok])).toEqual([
    ["first", 1, true],
    ["second", 2, false],
    [undefined, 3, false],
    [undefined, 4, false],
    ["fifth", 5, true],
  ]);
  expect(records.flatMap(({ result }) => issuesOf(result)).map(({ line, file }) => [file, line])).toEqual([
    ["in.jsonl", 2],
    ["in.jsonl", 3],
    ["in.jsonl", 4],
  ]);
});

test("an issue in a JSON file has the line of the field, in its own record", async () => {
  const [first, second] = await read(
    JSON.stringify([sampleDocument(), sampleDocument({ currency: "CHF" })], null, 2),
    "in.json",
  );
  expect(first?.result.ok).toBe(true);
  const [issue] = second === undefined ? [] : issuesOf(second.result);
  const before =
    JSON.stringify([sampleDocument(), sampleDocument({ currency: "CHF" })], null, 2).split('"CHF"')[0] ?? "";
  expect(issue).toMatchObject({ rule: "A1", at: "/currency", file: "in.json", line: before.split("\n").length });
});

test("every item knows the file, pointer and line that it was read from", async () => {
  const [record] = await read(JSON.stringify(sampleDocument(), null, 1), "in.json");
  if (record?.result.ok !== true) throw new Error("the sample is a document");
  const document = record.result.value;
  if (document.kind === "usage-statement") throw new Error("the sample is an invoice");
  expect(document.source).toEqual({ file: "in.json", pointer: "", line: 1 });
  expect(document.lines[1]?.source).toEqual({ file: "in.json", pointer: "/lines/1", line: expect.any(Number) });
  for (const list of ["lines", "taxes", "withholdings", "discounts", "fees", "paid"] as const) {
    expect(document[list].map(({ source }) => source.pointer)).toEqual(
      document[list].map((_, index) => `/${list}/${index}`),
    );
  }
});

test("a hostile id is not passed on beside the refusal of its document", async () => {
  const [record] = await read(lineOf(sampleDocument({ id: "a\u202Eb" })));
  expect(record).not.toHaveProperty("id");
  expect(record?.result.ok).toBe(false);
});

test("[A10] a decimal without quotes is refused with the quotes that it needs", async () => {
  const [record] = await read(lineOf(sampleDocument({ lines: [sampleLine({ rate: 12.5, taxes: ["wa", "sea"] })] })));
  expect(record === undefined ? [] : issuesOf(record.result)).toEqual([
    {
      rule: null,
      at: "/lines/0/rate",
      message: "only a whole number may stand without quotes",
      hint: 'write "12.5"',
      file: "in.jsonl",
      line: 1,
    },
  ]);
});

test("a format is recognised by its name or by its shape", () => {
  expect(recogniseFormat({ format: "billwright/rated-document@1" })).toEqual({
    ok: true,
    value: "billwright/rated-document@1",
  });
  expect(recogniseFormat({ subscriptionType: "PREPAY", usages: [] })).toEqual({
    ok: true,
    value: "subscription-overview",
  });
  expect(recogniseFormat({ invoice: {}, lines: [] })).toEqual({ ok: true, value: "vendor-invoice" });
});

const KNOWN = "billwright/rated-document@1, subscription-overview, vendor-invoice";

test.each([
  {
    what: "another version",
    value: { format: "billwright/rated-document@2" },
    expected: {
      at: "/format",
      message: '"billwright/rated-document@2" is not a format of input',
      hint: 'did you mean "billwright/rated-document@1"?',
    },
  },
  {
    what: "a format that nobody knows",
    value: { format: "edifact" },
    expected: { at: "/format", message: '"edifact" is not a format of input', hint: `known: ${KNOWN}` },
  },
  {
    what: "a format that is no text",
    value: { format: [1] },
    expected: { at: "/format", message: "this is not a format of input", hint: `known: ${KNOWN}` },
  },
  {
    what: "a name of a prototype",
    value: { format: "constructor" },
    expected: { at: "/format", message: '"constructor" is not a format of input', hint: `known: ${KNOWN}` },
  },
  {
    what: "an overlay",
    value: { format: "billwright/overlay@1" },
    expected: {
      at: "/format",
      message: '"billwright/overlay@1" is not a format of input',
      hint: "an overlay goes beside the input that it completes",
    },
  },
  {
    what: "a record with neither format nor known shape",
    value: { lines: [] },
    expected: {
      at: "",
      message: "the format is missing",
      hint: `write "format": "billwright/rated-document@1"; known: ${KNOWN}`,
    },
  },
])("$what is refused with what would be right", ({ value, expected }) => {
  expect(issuesOf(recogniseFormat(value))).toEqual([{ rule: null, ...expected }]);
});

test.each([[[]], [null], ["text"], [17], [true]])("%j is no record", (value) => {
  expect(issuesOf(recogniseFormat(value))).toEqual([{ rule: null, at: "", message: "a record is an object: {…}" }]);
});
