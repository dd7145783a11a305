import { PNG } from "pngjs";
import { expect, test } from "vitest";
import { compareOutputs, describeChange } from "./compare.ts";
import { overlayOf, samePicture } from "./pictures.ts";
import { reportHtml } from "./report.ts";
import { diffLines, isChanged } from "./text-diff.ts";

/** A white page with a black square of so many pixels a side. */
const pageWith = (side: number): Uint8Array => {
  const page = new PNG({ width: 200, height: 200 });
  page.data.fill(255);
  for (let y = 50; y < 50 + side; y++)
    for (let x = 50; x < 50 + side; x++) page.data.fill(0, (y * 200 + x) * 4, (y * 200 + x) * 4 + 3);
  return PNG.sync.write(page);
};

test("changes come in the order of the stages, new files and files that no stage makes among them", () => {
  const kept = new Map([
    ["5-invoice.txt", "a"],
    ["2-explain.txt", "a"],
    ["4-old.json", "a"],
    ["3-law.json", "a"],
  ]);
  const now = new Map([
    ["5-invoice.txt", "b"],
    ["3-issued.json", "b"],
    ["2-explain.txt", "b"],
    ["3-law.json", "a"],
  ]);
  expect(compareOutputs(kept, now).map(describeChange)).toEqual([
    "2-explain.txt changed",
    "3-issued.json is not stored",
    "4-old.json is made by no stage",
    "5-invoice.txt changed",
  ]);
});

test("a picture is the same within a few pixels and not beyond", () => {
  expect(samePicture(pageWith(0), pageWith(4))).toBe(true);
  expect(samePicture(pageWith(0), pageWith(5))).toBe(false);
});

test("equal lines of a diff stand beside each other, changed ones beside their successors", () => {
  const rows = diffLines("a\nb\nc\nd", "a\nB\nB2\nc\nd");
  expect(rows.map((row) => [row.old?.text, row.new?.text])).toEqual([
    ["a", "a"],
    ["b", "B"],
    [undefined, "B2"],
    ["c", "c"],
    ["d", "d"],
  ]);
  expect(rows.map(isChanged)).toEqual([false, true, true, false, false]);
});

test("the report holds everything in one file, and text of a document is only text in it", () => {
  const html = reportHtml([
    {
      name: "demo",
      title: "A sample",
      changes: [
        { file: "5-invoice.txt", old: Buffer.from("13,447.67"), now: Buffer.from("<script>alert(1)</script>") },
      ],
      pages: [
        {
          document: "golden/demo",
          pictures: [{ page: 1, old: pageWith(1), now: pageWith(20), overlay: overlayOf(pageWith(1), pageWith(20)) }],
        },
      ],
    },
  ]);
  expect(html).toContain("13,447.67");
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(html.match(/src="data:image\/png;base64,/g)).toHaveLength(3);
  expect(html).not.toMatch(/<script|<link|src="(?!data:)/);
});
