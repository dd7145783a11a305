import { expect, test } from "vitest";
import { explainInvoice } from "../src/explain.ts";
import { invoiceOf, rawLine } from "./documents.ts";

const AHEAD = { first: "2026-05-15", last: "2026-06-14" };

const lines = [
  rawLine({
    id: "cx1-prepay",
    product: "CX 1 User",
    quantity: "80",
    rate: "75.00",
    prepay: true,
    period: AHEAD,
    taxes: ["wa", "seattle"],
  }),
  rawLine({
    id: "cx1",
    product: "CX 1 User",
    quantity: "58",
    rate: "90.00",
    committed: "80",
    used: "138",
    taxes: ["wa", "seattle"],
  }),
];
const tax = (id: string, name: string, rate: string) => ({
  id,
  name,
  jurisdiction: "US-WA",
  category: "standard",
  rate,
  roundingGroup: "wa",
});
const taxes = [tax("wa", "Washington sales tax", "6.5"), tax("seattle", "Seattle local sales tax", "3.85")];

test("[A4] every amount has its path: source, count, reckoning, rounding, rules, subtotal, tax, total", () => {
  expect(explainInvoice(invoiceOf({ lines, taxes }))).toMatchInlineSnapshot(`
    "Document doc-1: invoice of 2026-05-15 in USD
      read from test.json /

    Section core

      cx1-prepay  CX 1 User, prepay
        source    test.json /lines/0
        period    2026-05-15 to 2026-06-14, in advance (A3)
        reckoned  80 × 75.00 = 6000
        amount    6000.00 USD, rounded once, half away from zero
        taxes     wa, seattle
        rules     A3 A4 A6 A10

      cx1  CX 1 User
        source    test.json /lines/1
        counted   138 used, 80 committed (A4); 58 stand here
        period    2026-04-15 to 2026-05-14, in arrears (A3)
        reckoned  58 × 90.00 = 5220
        amount    5220.00 USD, rounded once, half away from zero
        taxes     wa, seattle
        rules     A4 A6 A10

      subtotal 11220.00 = 6000.00 + 5220.00  [A5]

    Totals

      net       11220.00 = 11220.00  [A5]
      Washington sales tax: 6.5 % of 11220.00 = 729.3, rounded once in group "wa" to 729.30  [A11]
      Seattle local sales tax: 3.85 % of 11220.00 = 431.97, rounded once in group "wa" to 431.97  [A11]
      tax       1161.27 = 729.30 + 431.97  [A7]
      total     12381.27 = 11220.00 + 1161.27
      due       12381.27 USD
    "
  `);
});

test("one line alone can be explained", () => {
  const trail = explainInvoice(invoiceOf({ lines, taxes }), { line: "cx1" });
  expect(trail).toContain("58 × 90.00 = 5220");
  expect(trail).not.toContain("80 × 75.00");
  expect(trail).not.toContain("Totals");
});

test("[A5] a section with parts adds up its parts", () => {
  const parted = [
    rawLine({ id: "user", rate: "10.00" }),
    rawLine({ id: "api", kind: "resource", unit: "request", rate: "2.50" }),
  ];
  expect(explainInvoice(invoiceOf({ lines: parted }))).toContain("Section core: subtotal 12.50");
});
