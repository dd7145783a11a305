import { describe, expect, test } from "vitest";
import { EMPTY_TALLY, outcomeLine, type Outcome } from "../../src/app/outcome.ts";
import { outcomeText, tallyText } from "../../src/app/report.ts";

const source = { file: "golden/x/input.json", pointer: "", line: 3 };
const refused: Outcome = {
  source,
  id: "x",
  status: "refused",
  files: [],
  issues: [
    {
      rule: "A1",
      at: "/lines/3/rate",
      message: '12.5 must be written as text: "12.5"',
      hint: "put it in quotes",
      line: 17,
    },
    { rule: null, at: "/number", message: "there is no number" },
  ],
};

describe("what is wrong with a document", () => {
  test("is told in one place: file and line, pointer, message, rule, the hint below", () => {
    expect(outcomeText(refused)).toBe(
      [
        'golden/x/input.json:17  /lines/3/rate  12.5 must be written as text: "12.5"  [A1]',
        "    put it in quotes",
        "golden/x/input.json:3  /number  there is no number",
        "",
      ].join("\n"),
    );
  });

  test("in another file than the record's stands at that file, without the record's line", () => {
    const issues = [{ rule: null, at: "/documents/0/match", message: "no record is so", file: "overlay.json" }];
    expect(outcomeText({ ...refused, issues })).toBe("overlay.json  /documents/0/match  no record is so\n");
  });

  test("commands a terminal nothing: control characters and marks that turn text round are spelt out", () => {
    const issues = [{ rule: null, at: "", message: "a\u001b[2Jb\r\n\u202ec\u009b" }];
    expect(outcomeText({ ...refused, issues })).toBe(
      "golden/x/input.json:3  a\\u{1b}[2Jb\\u{d}\\u{a}\\u{202e}c\\u{9b}\n",
    );
  });
});

describe("the end of a run", () => {
  test("counts what came to something", () => {
    expect(tallyText({ ...EMPTY_TALLY, rendered: 3, refused: 1 })).toBe("rendered 3, refused 1");
    expect(tallyText(EMPTY_TALLY)).toBe("no documents");
  });
});

test("a manifest line is one line of JSON with its fields in a fixed order, absent ones null", () => {
  expect(outcomeLine({ status: "refused", source: { file: "a\n.json", pointer: "" }, files: [], issues: [] })).toBe(
    '{"id":null,"number":null,"status":"refused","files":[],"issues":[],"source":{"file":"a\\n.json","pointer":"","line":null}}\n',
  );
});
