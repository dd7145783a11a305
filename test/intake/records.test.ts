import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LIMITS } from "../../src/intake/rated-document.ts";
import { splitRecords, type RecordText } from "../../src/intake/records.ts";

const encoder = new TextEncoder();

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const recordsOf = async (
  content: string | Uint8Array,
  { name = "in.json", size = 1 << 16 } = {},
): Promise<RecordText[]> => {
  const bytes = typeof content === "string" ? encoder.encode(content) : content;
  const records: RecordText[] = [];
  for await (const record of splitRecords(chunksOf(bytes, size), name)) records.push(record);
  return records;
};

const record = (text: string, line: number, column = 1): RecordText => ({ kind: "record", text, line, column });
const refused = (message: string, line: number) =>
  expect.objectContaining({ kind: "refused", line, issue: expect.objectContaining({ rule: null, at: "", message }) });

describe("JSONL", () => {
  test("each line is a record with its number; blank lines are skipped", async () => {
    expect(await recordsOf('{"a":1}\n\n{"b":2}\r\n  \n{"c":3}')).toEqual([
      record('{"a":1}', 1),
      record('{"b":2}', 3),
      record('{"c":3}', 5),
    ]);
  });

  test("a broken line leaves the others alone", async () => {
    const lines = ['{"a":1}', '{"b":', "x", '{"c":3}'];
    expect(await recordsOf(lines.join("\n"))).toEqual(lines.map((text, index) => record(text, index + 1)));
  });

  test("a broken first line does not make a JSON file of it, where it opens and closes an object", async () => {
    expect(await recordsOf('{"a":1,}\n{"b":2}')).toEqual([record('{"a":1,}', 1), record('{"b":2}', 2)]);
  });

  test("a file that is named .jsonl is one, whatever its first line", async () => {
    expect(await recordsOf('{"a":\n{"b":2}', { name: "in.JSONL" })).toEqual([record('{"a":', 1), record('{"b":2}', 2)]);
    expect(await recordsOf("[1\n{}", { name: "in.ndjson" })).toHaveLength(2);
  });

  test("a line that is not UTF-8 is refused with its number, the others stand", async () => {
    const bytes = Uint8Array.from([...encoder.encode('{"a":1}\n{"b":"'), 0xe9, ...encoder.encode('"}\n{"c":3}')]);
    expect(await recordsOf(bytes)).toEqual([
      record('{"a":1}', 1),
      {
        kind: "refused",
        line: 2,
        issue: { rule: null, at: "", message: "byte 0xE9 is not UTF-8", hint: "save the file as UTF-8", line: 0 },
      },
      record('{"c":3}', 3),
    ]);
  });

  test("a replacement character that stands in the text is no error of encoding", async () => {
    expect(await recordsOf('{"a":"\uFFFD"}')).toEqual([record('{"a":"\uFFFD"}', 1)]);
  });

  test("a line over the limit is refused, and those after it are read", async () => {
    const long = `{"a":"${"x".repeat(LIMITS.recordBytes)}"}`;
    expect(await recordsOf(`{"a":1}\n${long}\n{"c":3}`)).toEqual([
      record('{"a":1}', 1),
      refused(`the line is longer than ${LIMITS.recordBytes} bytes`, 2),
      record('{"c":3}', 3),
    ]);
  });

  test("a line of exactly the limit is read", async () => {
    const exact = `{"a":"${"x".repeat(LIMITS.recordBytes - 9)}"}\n`;
    const records = await recordsOf(`{"a":1}\n${exact}`, { name: "in.jsonl" });
    expect(records.map(({ kind }) => kind)).toEqual(["record", "record"]);
  });

  test("lines are read as they come: the first is there before the second was sent", async () => {
    const sent: string[] = [];
    async function* slow(): AsyncGenerator<Uint8Array> {
      for (const text of ['{"a":1}\n', '{"b":2}\n']) {
        sent.push(text);
        yield encoder.encode(text);
      }
    }
    const records = splitRecords(slow(), "in.jsonl");
    expect((await records.next()).value).toEqual(record('{"a":1}', 1));
    expect(sent).toHaveLength(1);
  });

  test("a reader that stops closes the file", async () => {
    let isClosed = false;
    async function* file(): AsyncGenerator<Uint8Array> {
      try {
        yield encoder.encode('{"a":1}\n{"b":2}\n');
      } finally {
        isClosed = true;
      }
    }
    for await (const first of splitRecords(file(), "in.jsonl")) {
      expect(first.line).toBe(1);
      break;
    }
    expect(isClosed).toBe(true);
  });
});

describe("JSON", () => {
  test("an object over several lines is one record", async () => {
    const text = '{\n  "a": 1\n}';
    expect(await recordsOf(`\n\n${text}\n`)).toEqual([record(text, 3)]);
  });

  test("each item of a list is a record with its own line and column", async () => {
    expect(await recordsOf('[\n  {"a":1},\n  {\n    "b":[2,"],"]\n  }, {"c":3}\n]\n')).toEqual([
      record('{"a":1}', 2, 3),
      record('{\n    "b":[2,"],"]\n  }', 3, 3),
      record('{"c":3}', 5, 6),
    ]);
    expect(await recordsOf('  [{"a":1}, {"b":2}]')).toEqual([record('{"a":1}', 1, 4), record('{"b":2}', 1, 13)]);
  });

  test("a broken item leaves the others alone", async () => {
    expect(await recordsOf('[{"a":1,}, {"b":2} {"c":3}, {"d":4}]')).toEqual([
      record('{"a":1,}', 1, 2),
      record('{"b":2} {"c":3}', 1, 12),
      record('{"d":4}', 1, 29),
    ]);
  });

  test("a comma too many leaves a record of nothing, which is then refused", async () => {
    expect(await recordsOf('[{"a":1},]')).toEqual([record('{"a":1}', 1, 2), record("", 1, 10)]);
  });

  test("an empty list holds no record, which is no error", async () => {
    expect(await recordsOf("[ \n ]")).toEqual([]);
  });

  test("a list without an end, or with text after it, is refused after its items", async () => {
    expect(await recordsOf('[\n{"a":1},\n{"b":2}')).toEqual([
      record('{"a":1}', 2),
      record('{"b":2}', 3),
      refused("the list of records is not closed: ] is missing", 3),
    ]);
    expect(await recordsOf('[{"a":1}] {"b":2}')).toEqual([
      record('{"a":1}', 1, 2),
      refused("there is more text after the end of the list", 1),
    ]);
  });

  test.each([
    ["an empty file", ""],
    ["blank lines", "\n \n\t\n"],
    ["a byte order mark alone", "\uFEFF"],
  ])("%s holds no record", async (_what, text) => {
    expect(await recordsOf(text)).toEqual([refused("holds no record", expect.any(Number))]);
  });

  test("a byte order mark is no obstacle to any form", async () => {
    expect(await recordsOf('\uFEFF[{"a":1}]')).toEqual([record('{"a":1}', 1, 3)]);
    expect(await recordsOf('\uFEFF{"a":1}\n{"b":2}')).toHaveLength(2);
  });

  test("UTF-16 is refused by its name", async () => {
    const utf16 = Uint8Array.from([0xff, 0xfe, ...Array.from('{"a":1}', (letter) => [letter.charCodeAt(0), 0]).flat()]);
    expect(await recordsOf(utf16)).toEqual([
      expect.objectContaining({
        issue: expect.objectContaining({ hint: "this looks like UTF-16: save the file as UTF-8" }),
      }),
    ]);
  });

  test("a byte that is not UTF-8 is refused with its line", async () => {
    const bytes = Uint8Array.from([...encoder.encode('\n{\n"a":\n"'), 0xc3, 0x28, ...encoder.encode('"}')]);
    expect(await recordsOf(bytes)).toEqual([refused("byte 0xC3 is not UTF-8", 4)]);
  });

  test("a file over the limit is refused without being held", async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      const chunk = new Uint8Array(1 << 20).fill(0x20);
      yield encoder.encode("{\n");
      for (; ; sent += chunk.length) yield chunk;
    }
    const records: RecordText[] = [];
    for await (const one of splitRecords(endless(), "in.json")) records.push(one);
    expect(records).toEqual([refused(`longer than ${LIMITS.fileBytes} bytes`, 1)]);
    expect(sent).toBeLessThan(LIMITS.fileBytes + (1 << 21));
  });
});

test("how the bytes are cut into chunks changes nothing", async () => {
  const lines = fc.array(fc.oneof(fc.json({ maxDepth: 2 }), fc.constantFrom("", '{"ü":"€𝄞"}', "{")), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      lines,
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom("in.json", "in.jsonl"),
      async (texts, size, name) => {
        const text = texts.join("\n");
        expect(await recordsOf(text, { name, size })).toEqual(await recordsOf(text, { name }));
      },
    ),
  );
});

test("records of a list are the same as those of its lines", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }), { minLength: 1, maxLength: 5 }),
      async (values) => {
        const texts = values.map((value) => JSON.stringify(value));
        const ofList = await recordsOf(`[${texts.join(",")}]`);
        const ofLines = await recordsOf(texts.join("\n"), { name: "in.jsonl" });
        expect(ofList.map((one) => one.kind === "record" && one.text)).toEqual(texts);
        expect(ofLines.map((one) => one.kind === "record" && one.text)).toEqual(texts);
      },
    ),
  );
});
