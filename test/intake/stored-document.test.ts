import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDraft, type InputDocument } from "../../src/intake/read-draft.ts";
import { readStored, storedText } from "../../src/intake/stored-document.ts";
import { textIssues } from "../../src/intake/text.ts";
import { MERIDIAN, rawDocument, rawLine, valueOf } from "../documents.ts";
import { validDocuments } from "../fuzz/arbitrary-document.ts";
import { RUNS } from "../fuzz/runs.ts";

type Raw = Readonly<Record<string, unknown>>;

const read = (raw: unknown, file = "in.jsonl", line = 1): InputDocument =>
  valueOf(readDraft({ value: raw, locate: (pointer) => ({ file, pointer, line }) }, MERIDIAN));

/** Files and lines are no part of a document. */
const withoutFiles = (document: InputDocument): unknown =>
  JSON.parse(
    JSON.stringify(document, (name, value: unknown) => {
      if (name === "file" || name === "line") return undefined;
      return typeof value === "bigint" ? `${value}n` : value;
    }),
  );

describe("[A20] a document that is kept", () => {
  test("comes back as it was, at random", () => {
    fc.assert(
      fc.property(validDocuments, ({ document: raw }) => {
        // Digits at random can be those of a card, if seldom: such a document is refused, and rightly (B10).
        fc.pre(textIssues(raw).length === 0);
        const document = read(JSON.parse(JSON.stringify(raw)));
        expect(withoutFiles(valueOf(readStored(storedText(document), MERIDIAN)))).toEqual(withoutFiles(document));
      }),
      { numRuns: RUNS.figures, endOnFailure: true },
    );
  });

  test("gives the same text whatever the order of its fields, and the file and line that it stood at", () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value as Raw)
          .toReversed()
          .map(([name, field]) => [name, reversed(field)]),
      );
    };
    expect(storedText(read(reversed(rawDocument()), "other.json", 9))).toBe(storedText(read(rawDocument())));
  });

  test("gives another text when anything in it is another", () => {
    const text = storedText(read(rawDocument()));
    expect(storedText(read(rawDocument({ memo: "Thank you" })))).not.toBe(text);
    expect(storedText(read(rawDocument({ lines: [rawLine({ rate: "75.01" })] })))).not.toBe(text);
  });

  test("keeps the zeros at the end of a rate, as they are printed", () => {
    const stored = storedText(read(rawDocument({ lines: [rawLine({ rate: "75.0000" })] })));
    expect(stored).toContain('"rate":"75.0000"');
    expect(storedText(valueOf(readStored(stored, MERIDIAN)))).toBe(stored);
  });

  test("remembers where a line stood in the vendor's record", () => {
    const locate = (pointer: string) => ({ file: "overview.json", pointer: pointer.replace("/lines/0", "/usages/7") });
    const document = valueOf(readDraft({ value: rawDocument(), locate }, MERIDIAN));
    const again = valueOf(readStored(storedText(document), MERIDIAN));
    expect(again.lines[0]?.source).toEqual({ file: "register", pointer: "/usages/7" });
    expect(again.source).toEqual({ file: "register", pointer: "" });
  });

  test("is refused when it is of another format", () => {
    const result = readStored('{"format":"billwright/rated-document@1"}', MERIDIAN);
    expect(result).toMatchObject({ ok: false, issues: [{ at: "/format" }] });
  });
});
