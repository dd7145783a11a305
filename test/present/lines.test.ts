import { describe, expect, test } from "vitest";
import type { RowView } from "../../src/present/document-view.ts";
import { rawDocument, rawLine } from "../documents.ts";
import { blockOf, rawTax, str, strs, viewOf } from "./views.ts";

type Raw = Readonly<Record<string, unknown>>;

const rowsOf = (fields: Raw): readonly RowView[] =>
  blockOf(viewOf(fields), "lines").sections.flatMap(({ rows, parts }) => [...rows, ...parts.flatMap((p) => p.rows)]);

const cells = (row: RowView | undefined): readonly (string | undefined)[] => [
  str(row?.description),
  str(row?.period),
  str(row?.quantity?.value),
  str(row?.quantity?.unit),
  str(row?.rate),
  str(row?.amount),
];

describe("a line", () => {
  test("[A6] has description, service period, quantity with unit, rate in full and amount", () => {
    const [row] = rowsOf({
      lines: [rawLine({ kind: "call", product: "Outbound", quantity: "36412.6", unit: "minute", rate: "0.0055" })],
    });
    expect(cells(row)).toEqual(["Outbound", "Apr 15 – May 14, 2026", "36,412.6", "min", "0.0055", "200.27"]);
    const { columns } = blockOf(viewOf(), "lines");
    expect(Object.values(columns).map((heading) => str(heading))).toEqual([
      "Description",
      "Service period",
      "Qty",
      "Rate",
      "Amount",
    ]);
  });

  test("[A4] [A12] prepay and on-demand users are two lines, the product's name first and untranslated", () => {
    const lines = [
      rawLine({ prepay: true, quantity: "80", committed: "80" }),
      rawLine({ id: "l2", quantity: "58", rate: "90.00", used: "138", committed: "80" }),
    ];
    const rows = rowsOf({ lines });
    expect(rows.map(({ description }) => str(description))).toEqual([
      "Meridian CX 1 User – Prepay",
      "Meridian CX 1 User",
    ]);
    expect(rows.map(({ notes }) => strs(notes))).toEqual([[], ["138 active, 80 of them prepaid"]]);
    const [german] = blockOf(viewOf({ lines }, { locale: "de-DE" }), "lines").sections;
    const [first] = german?.rows ?? [];
    expect(str(first?.description)).toMatch(/^Meridian CX 1 User – (?!Prepay)/);
  });

  test("[A17] included, committed and used quantities stand below, without an amount", () => {
    const notes = (fields: Raw) => strs(rowsOf({ lines: [rawLine({ unit: "request", ...fields })] })[0]?.notes ?? []);
    expect(notes({ used: "505992", included: "182000" })).toEqual(["505,992 used, 182,000 included"]);
    expect(notes({ used: "15", committed: "10" })).toEqual(["10 committed", "15 used"]);
    expect(notes({ included: "5000" })).toEqual(["5,000 included"]);
    expect(notes({ prepay: true, quantity: "10", committed: "10", used: "7" })).toEqual(["7 used"]);
  });

  test("[A16] names its organisation where the document covers several, and only there", () => {
    const customer = {
      ...Object(rawDocument()["customer"]),
      organisations: [
        { id: "a", name: "org-a" },
        { id: "b", name: "org-b" },
      ],
    };
    const lines = [rawLine({ organisation: "b", description: "Contact centre" })];
    expect(strs(rowsOf({ customer, lines })[0]?.notes ?? [])).toEqual(["Contact centre", "Organization org-b"]);
    expect(rowsOf({ lines: [rawLine({ organisation: "org-1" })] })[0]?.notes).toEqual([]);
  });

  test("a description is a paragraph for each of its lines", () => {
    const [row] = rowsOf({ lines: [rawLine({ description: "First\n\n  Second  \n" })] });
    expect(strs(row?.notes ?? [])).toEqual(["First", "Second"]);
  });

  test("every cell knows the record that it comes from", () => {
    const [row] = rowsOf({ lines: [rawLine({ description: "d" })] });
    const texts = [row?.description, row?.notes[0], row?.period, row?.quantity?.value, row?.quantity?.unit, row?.rate];
    for (const text of [...texts, row?.amount]) {
      expect(text?.source).toEqual({ file: "test.json", pointer: "/lines/0" });
    }
  });

  test("[A19] a credit names the document that it corrects, with number, date and reason", () => {
    const corrects = { number: "INV-0", date: "2026-04-15", reason: "two users too many" };
    const lines = [rawLine({ quantity: "3" }), rawLine({ id: "l2", quantity: "-2", corrects })];
    const row = rowsOf({ lines })[1];
    expect(strs(row?.notes ?? [])).toEqual(["Corrects INV-0 of Apr 15, 2026: two users too many"]);
    expect([str(row?.quantity?.value), str(row?.amount)]).toEqual(["-2", "-150.00"]);
  });
});

describe("discounts and fees", () => {
  test("[F8] a line's discount is a row below it, with its reason and percentage", () => {
    const rows = rowsOf({ lines: [rawLine({ discount: { reason: "launch", percent: "12.5" } })] });
    expect(cells(rows[1])).toEqual(["Discount 12.5%: launch", undefined, undefined, undefined, undefined, "-9.38"]);
  });

  test("[F8] a discount on the document and a fee are rows of sections of their own", () => {
    const fields = {
      discounts: [{ id: "d1", reason: "loyalty", amount: "5.00", taxes: ["none"] }],
      fees: [
        {
          id: "f1",
          name: "E911 fee",
          reason: "per number",
          quantity: "3",
          unit: "number",
          rate: "0.75",
          taxes: ["none"],
        },
      ],
    };
    const { sections } = blockOf(viewOf(fields), "lines");
    expect(sections.map(({ title }) => str(title))).toEqual([
      "Core services and fees",
      "Discounts",
      "Fees and surcharges",
    ]);
    expect(cells(sections[1]?.rows[0])[0]).toBe("Discount: loyalty");
    const fee = sections[2]?.rows[0];
    expect(cells(fee)).toEqual(["E911 fee", undefined, "3", "numbers", "0.75", "2.25"]);
    expect(strs(fee?.notes ?? [])).toEqual(["per number"]);
  });
});

describe("sections", () => {
  test("[A5] lines are grouped in sections and parts, each with its title and subtotal, in the profile's order", () => {
    const lines = [
      rawLine({ id: "n", kind: "number-recurring", unit: "number", rate: "1.00", quantity: "5" }),
      rawLine({ id: "c", kind: "call", unit: "minute", rate: "0.01", quantity: "100" }),
      rawLine({ id: "u" }),
    ];
    const { sections } = blockOf(viewOf({ lines }), "lines");
    expect(
      sections.map(({ title, subtotal, parts }) => [
        str(title),
        str(subtotal.label),
        str(subtotal.value),
        parts.map((part) => [str(part.title), str(part.subtotal.value)]),
      ]),
    ).toEqual([
      ["Core services and fees", "Subtotal, Core services and fees", "75.00", []],
      ["Telephony usage", "Subtotal, Telephony usage", "6.00", [["Recurring number charges", "5.00"]]],
    ]);
  });
});

describe("tax marks", () => {
  const two = [rawTax(), rawTax({ id: "free", name: "Sales tax", rate: "0", category: "exempt", reason: "resale" })];

  test("[A6] where lines are taxed differently a letter beside the amount refers to the tax rows", () => {
    const lines = [rawLine({ taxes: ["wa"] }), rawLine({ id: "l2", taxes: ["free"] })];
    const view = viewOf({ lines, taxes: two });
    const { columns, sections } = blockOf(view, "lines");
    expect(str(columns.mark)).toBe("Tax");
    expect(sections[0]?.rows.map(({ mark }) => str(mark))).toEqual(["A", "B"]);
    const marked = blockOf(view, "totals").rows.filter(({ mark }) => mark !== undefined);
    expect(marked.map(({ mark, label }) => [str(mark), str(label)])).toEqual([
      ["A", "Washington sales tax"],
      ["B", "Sales tax"],
    ]);
  });

  test("[A6] a line under two taxes bears both letters", () => {
    const taxes = [rawTax(), rawTax({ id: "city", name: "Seattle sales tax", rate: "3.85" })];
    const lines = [rawLine({ taxes: ["wa", "city"] }), rawLine({ id: "l2", taxes: ["wa"] })];
    const rows = blockOf(viewOf({ lines, taxes }), "lines").sections[0]?.rows ?? [];
    expect(rows.map(({ mark }) => str(mark))).toEqual(["A B", "A"]);
  });

  test("[A6] with one treatment, in whatever order it is given, there are no marks", () => {
    const lines = [rawLine({ taxes: ["wa", "free"] }), rawLine({ id: "l2", taxes: ["free", "wa"] })];
    const view = viewOf({ lines, taxes: two });
    expect(blockOf(view, "lines").columns.mark).toBeUndefined();
    expect(blockOf(view, "totals").rows.every(({ mark }) => mark === undefined)).toBe(true);
  });

  test("[J-JP-3] lines at Japan's reduced rate are marked ※, which the document explains", () => {
    const taxes = [
      rawTax({ id: "std", name: "消費税", jurisdiction: "JP", rate: "10" }),
      rawTax({ id: "red", name: "消費税", jurisdiction: "JP", rate: "8", category: "reduced" }),
    ];
    const lines = [rawLine({ taxes: ["std"], rate: "100" }), rawLine({ id: "l2", taxes: ["red"], rate: "100" })];
    const view = viewOf({ lines, taxes, currency: "JPY", entity: "jp", payment: {} }, { locale: "ja-JP" });
    expect(blockOf(view, "lines").sections[0]?.rows.map(({ mark }) => str(mark))).toEqual(["A", "※"]);
    expect(strs(blockOf(view, "totals").notes).join("\n")).toContain("※は軽減税率対象");
  });
});
