import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plusDays } from "../../src/kernel/calendar.ts";
import type { RunFacts } from "../../src/present/run-report.ts";
import { billed, date, emptyRun, groupsOf, issue, largeRun, reportOf, smallRun } from "./run-facts.ts";

const issuedOnly = (documents: number): RunFacts => ({
  ...emptyRun,
  documentsIn: documents,
  counts: { ...emptyRun.counts, issued: documents },
});
const due = (...dates: readonly string[]): RunFacts => ({
  ...emptyRun,
  spread: dates.map((text) => ({ region: "NA", locale: "en-US", dueDate: date(text), documents: 1 })),
});
const widthsOf = (parts: readonly { readonly width: string }[]): readonly number[] =>
  parts.map(({ width }) => Number.parseFloat(width));

describe("what it came to", () => {
  test("the head says how many documents, when, in which time and how fast", () => {
    const { headline, facts } = reportOf(smallRun);
    expect(headline).toEqual({ label: "Documents issued", value: "8" });
    expect(facts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      "Started: 2026-05-31 22:04:05 UTC",
      "Ended: 2026-05-31 22:04:05 UTC",
      "From start to end: 1.6 s",
      "Issued a second: 5.0",
    ]);
    expect(reportOf(issuedOnly(1)).headline.label).toBe("Document issued");
  });

  test.each([
    [59.94, "59.9 s"],
    [60, "1 min 0 s"],
    [3599.4, "59 min 59 s"],
    [3600, "1 h 0 min"],
    [91_000, "25 h 16 min"],
  ])("a time of %s seconds from start to end is %s", (elapsedSeconds, text) => {
    expect(reportOf({ ...emptyRun, elapsedSeconds }).facts.at(-1)).toEqual({ label: "From start to end", value: text });
  });

  test("[A1] money is summed by currency and never over currencies, credit notes taken off, exact to the minor unit", () => {
    const { sums, money } = reportOf(smallRun);
    expect(sums.items).toEqual([
      { label: "USD", value: "17,370.86" },
      { label: "JPY", value: "218,111" },
    ]);
    expect(sums.note).toBe("Invoices less credit notes.");
    expect(
      money?.currencies.map(({ code, rows }) => [code, rows.map(({ label, total }) => `${label} ${total}`)]),
    ).toEqual([
      ["USD", ["Invoices 17,850.11", "Credit notes -479.25", "All in USD 17,370.86"]],
      ["JPY", ["Invoices 218,111"]],
    ]);
  });

  test("an amount that no binary number holds is printed to its last cent", () => {
    const total = "9007199254740993.07";
    const { sums } = reportOf({ ...emptyRun, money: [billed("invoice", 1, ["USD", total, "0.00", total])] });
    expect(sums.items).toEqual([{ label: "USD", value: "9,007,199,254,740,993.07" }]);
  });

  test("[A9] usage statements are counted, and have no money", () => {
    expect(reportOf(smallRun).money?.note).toBe("Besides, 1 usage statement, without money.");
    const { money, sums } = reportOf({ ...issuedOnly(3), statements: 3 });
    expect(money).toBeUndefined();
    expect(sums).toEqual({ heading: "Billed, with taxes", items: [], note: "No money was billed by this run." });
  });

  test("[F7] a demo profile marks the report SAMPLE, and a run that has not ended says so", () => {
    expect(reportOf(smallRun).marks).toEqual([expect.stringMatching(/^SAMPLE – /)]);
    expect(reportOf(largeRun).marks).toEqual([expect.stringMatching(/^Still running/)]);
    expect(reportOf({ ...emptyRun, state: "stopped" }).marks).toEqual([expect.stringMatching(/^Stopped/)]);
    expect(reportOf(emptyRun).marks).toEqual([]);
  });

  test("a run without documents has its head, its sums and where it came from, and no chart", () => {
    expect(Object.keys(reportOf(emptyRun))).toEqual([
      "brand",
      "title",
      "run",
      "marks",
      "facts",
      "headline",
      "sums",
      "reconciliation",
      "provenance",
    ]);
  });

  test("of many inputs ten are named", () => {
    const { facts } = reportOf(largeRun).provenance;
    expect(facts.find(({ label }) => label === "Input")?.value).toMatch(
      /^month-end\/part-0000\.jsonl, .* and 30 more$/,
    );
  });
});

describe("whether it adds up", () => {
  test("documents in are issued, already issued, refused and waiting", () => {
    const [inAndOut, byKind] = reportOf(smallRun).reconciliation.equations;
    expect(inAndOut).toEqual({
      left: { label: "documents in", value: "12" },
      right: [
        { label: "issued", value: "8" },
        { label: "already issued", value: "1" },
        { label: "refused", value: "2" },
        { label: "waiting", value: "1" },
      ],
      holds: true,
      verdict: "It adds up.",
    });
    expect(byKind?.holds).toBe(true);
    expect(byKind?.right.map(({ value }) => value)).toEqual(["6", "1", "1"]);
  });

  test.each([
    ["finished", 13, "a difference of 1 document. Some are not accounted for"],
    ["stopped", 2_012, "a difference of 2,000 documents. The run was stopped"],
    ["running", 14, "a difference of 2 documents. The run is still going on"],
    ["finished", 11, "a difference of 1 document. More came out than went in"],
  ] as const)("a run that is %s with %s documents in says what that means", (state, documentsIn, text) => {
    const [equation] = reportOf({ ...smallRun, state, documentsIn }).reconciliation.equations;
    expect(equation?.holds).toBe(false);
    expect(equation?.verdict).toContain(text);
  });

  test("issued documents of no kind are a difference", () => {
    const [, byKind] = reportOf({ ...smallRun, statements: 0 }).reconciliation.equations;
    expect(byKind?.holds).toBe(false);
    expect(byKind?.verdict).toContain("have it verified");
  });
});

describe("charts", () => {
  test("the parts of the bar follow one another and fill it, whatever the counts, and none that is there is invisible", () => {
    const count = fc.oneof(fc.constant(0), fc.nat(20), fc.nat(2_000_000));
    const anyCounts = fc.record({ issued: count, "already-issued": count, refused: count, waiting: count });
    fc.assert(
      fc.property(anyCounts, (counts) => {
        fc.pre(Object.values(counts).some((documents) => documents > 0));
        const { outcomes } = reportOf({ ...emptyRun, counts });
        const parts = outcomes?.parts ?? [];
        const widths = widthsOf(parts);
        let end = 0;
        for (const [index, { kind, start }] of parts.entries()) {
          expect(Number.parseFloat(start)).toBeCloseTo(end, 1);
          expect((widths[index] ?? 0) >= 1).toBe(counts[kind] > 0);
          end += widths[index] ?? 0;
        }
        expect(end).toBeCloseTo(100, 1);
      }),
    );
  });

  test("the bar is told in a sentence, and says where a part is wider than its share", () => {
    expect(reportOf(smallRun).outcomes?.description).toBe(
      "12 documents: 8 issued, 1 already issued, 2 refused, 1 waiting",
    );
    expect(reportOf(smallRun).outcomes?.note).toBeUndefined();
    expect(reportOf(largeRun).outcomes?.note).toMatch(/^Parts of less than 1%/);
  });

  test("no share of something is 0.0%, and only all is 100.0%", () => {
    const { outcomes } = reportOf({
      ...emptyRun,
      counts: { issued: 1_199_999, "already-issued": 0, refused: 1, waiting: 0 },
    });
    expect(outcomes?.parts.map(({ share }) => share)).toEqual([">99.9%", "0.0%", "<0.1%", "0.0%"]);
    expect(reportOf(issuedOnly(3)).outcomes?.parts[0]?.share).toBe("100.0%");
  });

  test("regions and locales are summed, the largest first and its bar full", () => {
    const { regions, locales } = reportOf(largeRun);
    expect(regions?.rows.map(({ label, documents }) => `${label} ${documents}`)).toEqual([
      "NA 760,000",
      "EMEA 320,000",
      "APAC 94,970",
      "LATAM 20,000",
    ]);
    expect(widthsOf(regions?.rows ?? [])).toEqual([100, 42.11, 12.5, 2.63]);
    expect(locales?.rows).toHaveLength(10);
  });

  test("weeks begin on Monday, and one without a due date between two others is an empty column", () => {
    const { dueDates } = reportOf(due("2026-07-05", "2026-07-06", "2026-07-12", "2026-07-20"));
    expect(dueDates?.rows.map(({ label, documents }) => `${label} ${documents}`)).toEqual([
      "2026-06-29 1",
      "2026-07-06 2",
      "2026-07-13 0",
      "2026-07-20 1",
    ]);
    expect(dueDates?.bars.map(({ height }) => height)).toEqual(["50%", "100%", "0%", "50%"]);
    expect(dueDates?.description).toBe("Due, by week: 2026-06-29 1, 2026-07-06 2, 2026-07-13 0, 2026-07-20 1");
  });

  test.each([
    { first: "2026-06-29", last: "2026-12-27", noun: "week", columns: 26 },
    { first: "2026-06-29", last: "2026-12-28", noun: "month", columns: 7 },
    { first: "2026-06-01", last: "2028-07-31", noun: "month", columns: 26 },
    { first: "2026-06-01", last: "2028-08-01", noun: "year", columns: 2 },
    { first: "0000-01-01", last: "9999-12-31", noun: "year", columns: 2 },
  ])("due dates from $first to $last are shown by $noun, in $columns columns", ({ first, last, noun, columns }) => {
    const { dueDates } = reportOf(due(last, first));
    expect(dueDates?.heading).toBe(`Due, by ${noun}`);
    expect(dueDates?.bars).toHaveLength(columns);
  });

  test("every due date stands in one column, and the columns in their picture", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ day: fc.nat(400), documents: fc.integer({ min: 1, max: 9 }) })), (dates) => {
        const spread = dates.map(({ day, documents }) => ({
          region: "NA",
          locale: "en-US",
          dueDate: plusDays(date("2026-01-30"), day),
          documents,
        }));
        const { dueDates } = reportOf({ ...emptyRun, spread });
        const counted = (dueDates?.rows ?? []).reduce((sum, { documents }) => sum + Number(documents), 0);
        expect(counted).toBe(dates.reduce((sum, { documents }) => sum + documents, 0));
        for (const { x, width } of dueDates?.bars ?? []) {
          expect(Number.parseFloat(x) + Number.parseFloat(width)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  test("documents without a due date are said beside the columns, and alone make none", () => {
    expect(reportOf(smallRun).dueDates?.note).toBe("2 documents without a due date");
    const { dueDates } = reportOf({ ...emptyRun, spread: [{ region: "NA", locale: "en-US", documents: 2 }] });
    expect(dueDates).toBeUndefined();
  });

  test("one worker is no comparison; several are named with their rate and last sign", () => {
    expect(reportOf({ ...largeRun, workers: largeRun.workers.slice(0, 1) }).workers).toBeUndefined();
    expect(reportOf(largeRun).workers?.rows[0]).toEqual({
      label: "worker-1.billing.svc:12",
      note: "183 a second, last heard of 2026-05-31 22:29:08 UTC",
      documents: "275,497",
      share: "23.1%",
      width: "85.56%",
    });
  });
});

describe("what was refused", () => {
  test("a document counts once in the group of each rule that it broke, and the first five are told", () => {
    const refused = Array.from({ length: 7 }, (_, index) => ({
      place: `a.jsonl:${index + 1}`,
      issues: [issue("A1", "one"), issue("A1", "two"), ...(index === 6 ? [issue("A6", "three")] : [])],
    }));
    const groups = groupsOf(refused);
    expect(groups.map(({ rule, documents, examples }) => [rule, documents, examples.length])).toEqual([
      ["A1", 7, 5],
      ["A6", 1, 1],
    ]);
    const { refusals } = reportOf({ ...emptyRun, refusals: groups, counts: { ...emptyRun.counts, refused: 7 } });
    expect(refusals?.overview.rows.map(({ label, share }) => `${label} ${share}`)).toEqual(["A1 100.0%", "A6 14.3%"]);
    const [first, second] = refusals?.groups ?? [];
    expect(first?.items.map(({ message }) => message).slice(0, 3)).toEqual(["one", "two", "one"]);
    expect(first?.items).toHaveLength(10);
    expect(first?.more).toBe("and 2 more documents");
    expect(second).toEqual({
      heading: "A6: 1 document",
      items: [{ place: "a.jsonl:7  /lines/0", message: "three" }],
      open: true,
    });
  });

  test("an issue that knows its own line is told at that line, another at its record's", () => {
    const items = reportOf(smallRun).refusals?.groups.flatMap(({ items: some }) => some);
    expect(items?.map(({ place, document }) => [place, document])).toEqual([
      ["invoices.jsonl:3  /currency", "acme-2026-05"],
      ["terms.json:9  /customer/netDays", undefined],
    ]);
  });

  test("of thirty groups the two largest lie open", () => {
    const groups = reportOf(largeRun).refusals?.groups ?? [];
    expect(groups).toHaveLength(30);
    expect(groups.filter(({ open }) => open).map(({ heading }) => heading)).toEqual([
      "A1: 90 documents",
      "A2: 87 documents",
    ]);
  });

  test("of many waiting documents twenty are told", () => {
    const { waiting } = reportOf(largeRun);
    expect(waiting?.heading).toBe("Waiting: 1,135 documents");
    expect(waiting?.items).toHaveLength(20);
    expect(waiting?.more).toBe("and 1,115 more documents");
  });
});

test("characters that a screen would obey are spelt out, wherever the text comes from", () => {
  const trap = "\u202e\u0000\r\n\ud800";
  const facts: RunFacts = {
    ...smallRun,
    id: trap,
    inputs: [trap],
    version: trap,
    profile: { name: trap, hash: trap, demo: false },
    spread: [{ region: trap, locale: trap, documents: 1 }],
    refusals: groupsOf([{ place: trap, documentId: trap, issues: [issue("A1", trap, { at: trap, hint: trap })] }]),
    waiting: [{ place: trap, documentId: trap, issues: [issue("B3", trap)] }],
    workers: [trap, "b"].map((name) => ({ name, documents: 1 })),
    series: [{ key: trap, first: trap, last: trap, documents: 1 }],
  };
  const text = JSON.stringify(reportOf(facts));
  expect(text).not.toMatch(/\u202e|\\u0000|\\r|\\n|\\ud800/);
  expect(text.split(String.raw`\\u{202e}\\u{0}\\u{d}\\u{a}\\u{d800}`)).toHaveLength(21);
});
