import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import type { Text } from "../../src/present/document-view.ts";
import { findMiscounts } from "./arithmetic.ts";
import { findCases, type GoldenCase } from "./cases.ts";
import { compareOutputs, describeChange, firstDifference, keptOutputs, type Change, type Outputs } from "./compare.ts";
import { makeCase, type MadeCase } from "./make-case.ts";
import { outputsOf, splitPages } from "./outputs.ts";
import { htmlStrings, htmlText, missingIn, pageStrings, plainStrings } from "./printed.ts";
import { readQr } from "./qr.ts";
import { REPORT, writeReport, type CaseReport } from "./report.ts";
import { reportOf } from "./report-case.ts";

const cases = findCases();

type Work = { readonly made: MadeCase; readonly outputs: Outputs };

/** Each case is made once; all its tests share what came out. */
const works = new Map<string, Promise<Work>>();
const workOf = (golden: GoldenCase): Promise<Work> => {
  const known = works.get(golden.name);
  const work = known ?? makeCase(golden).then(async (made) => ({ made, outputs: await outputsOf(golden, made) }));
  works.set(golden.name, work);
  return work;
};

type Hashes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** All cases once more in a process that lives on another day, in another language; started at once, awaited at the end. */
const elsewhere = promisify(execFile)(process.execPath, ["test/golden/other-process.ts"], {
  env: { ...process.env, TZ: "Pacific/Kiritimati", LANG: "ja_JP.UTF-8", LC_ALL: "ja_JP.UTF-8" },
  maxBuffer: 64_000_000,
}).then(({ stdout }): Hashes => JSON.parse(stdout));
elsewhere.catch(() => "told by the tests that await it");

const reports: CaseReport[] = [];

afterAll(() => {
  rmSync(REPORT, { force: true });
  if (reports.length === 0) return;
  writeReport(reports);
  console.error(`\nWhat changed in the golden cases, side by side: ${REPORT}\n`);
});

test("there are golden cases", () => {
  expect(cases.length).toBeGreaterThan(0);
});

describe.each(cases)("$name: $title", (golden) => {
  test("comes out as it is stored", async () => {
    const { made, outputs } = await workOf(golden);
    const kept = keptOutputs(golden);
    const changes = compareOutputs(kept, outputs);
    if (changes.length === 0) return;
    reports.push(await reportOf(golden, { made, kept, changes }));
    expect.fail(complaint(golden, changes));
  });

  test("[A20] another process, in another time zone and language, makes the same bytes", async () => {
    const { made } = await workOf(golden);
    const here = Object.fromEntries([...made.files].map(([file, content]) => [file, sha256(content)]));
    expect((await elsewhere)[golden.name]).toEqual(here);
  });

  if (golden.expectIssues) return;

  test("[F1] every string of the view is in the PDF, the HTML and the text", async () => {
    const { made, outputs } = await workOf(golden);
    for (const { view, html, text, folder } of made.documents) {
      const pages = splitPages(String(outputs.get(`${folder}5-invoice.pdf.txt`)));
      expect(missingIn(text, plainStrings(view)), "missing in the text").toEqual([]);
      expect(missingIn(htmlText(html), htmlStrings(view)), "missing in the HTML").toEqual([]);
      expect(missingIn(pages.join("\n"), pageStrings(view, pages.length)), "missing in the PDF").toEqual([]);
    }
  });

  test("[A5, A6, A10, A11] lines make the subtotals, subtotals the net total, net and taxes the total", async () => {
    const { made } = await workOf(golden);
    expect(
      made.documents.flatMap(({ issuedJson }) => (issuedJson === undefined ? [] : findMiscounts(issuedJson))),
    ).toEqual([]);
  });

  test("[B3] the QR code on the page leads to the payment link, and without a link there is none", async () => {
    const { made, outputs } = await workOf(golden);
    for (const { view, pdf, folder, link } of made.documents) {
      const printed = view.blocks.flatMap((block) => (block.kind === "paying" ? (block.online?.link.text ?? []) : []));
      const pages = pagesWith(printed, String(outputs.get(`${folder}5-invoice.pdf.txt`)));
      expect(await readQr(pdf, pages)).toBe(link);
    }
  });
});

/** The lowest number first: it names the stage where the change came in. */
const complaint = ({ folder, name }: GoldenCase, changes: readonly Change[]): string =>
  [
    `${folder}: ${changes.map(describeChange).join(", ")}`,
    ...changes.flatMap((change) => firstDifference(change) ?? []).slice(0, 1),
    `Side by side: ${REPORT}. If it is meant so: npm run golden:update -- ${name}`,
  ].join("\n");

/** Numbers of the pages that say one of the texts; a code is only drawn where its link is printed. */
const pagesWith = (texts: readonly Text[], pdfText: string): readonly number[] =>
  splitPages(pdfText).flatMap((page, index) =>
    texts.some(({ runs }) => missingIn(page, [runs.map(({ text }) => text).join("")]).length === 0) ? [index + 1] : [],
  );

const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");
