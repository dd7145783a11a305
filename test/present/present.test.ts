import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalText, moneyText, trimDecimal } from "../../src/kernel/money.ts";
import { LOCALES } from "../../src/kernel/party.ts";
import type { Text } from "../../src/present/document-view.ts";
import { linesOf } from "../../src/present/tax-marks.ts";
import { rawDocument, rawLine } from "../documents.ts";
import { readBack } from "./read-back.ts";
import { allTexts, blockOf, dateOf, issuedOf, languageOf, rawTax, readLocale, viewOf } from "./views.ts";

/** A document in which nearly everything occurs. */
const FULL = {
  customer: {
    ...Object(rawDocument()["customer"]),
    organisations: [
      { id: "a", name: "org-a" },
      { id: "b", name: "org-b" },
    ],
    buyerReference: "REF-9",
    partner: { name: "Reseller Inc." },
    shipTo: {
      name: "End Customer",
      attention: "Stores",
      address: { lines: ["1 High Street"], city: "Leeds", postalCode: "LS1 1AA", country: "GB" },
      taxIds: [{ scheme: "VAT", value: "GB123456789" }],
    },
  },
  contract: {
    ...Object(rawDocument()["contract"]),
    purchaseOrder: "PO 77",
    masterOrder: "MO-1",
    withholding: "deduct",
  },
  lines: [
    rawLine({ prepay: true, quantity: "80", committed: "80", organisation: "a", taxes: ["wa"] }),
    rawLine({ id: "l2", quantity: "58", used: "138", committed: "80", organisation: "b", taxes: ["wa"] }),
    rawLine({ id: "l3", kind: "resource", unit: "request", quantity: "1", used: "3", included: "2", taxes: ["free"] }),
    rawLine({ id: "l4", kind: "device", unit: "device", included: "2", taxes: ["wa"] }),
    rawLine({ id: "l5", kind: "call", unit: "minute", quantity: "1.5", rate: "0.0055", taxes: ["wa"] }),
    rawLine({
      id: "l6",
      kind: "number-recurring",
      unit: "number",
      discount: { reason: "x", percent: "5" },
      taxes: ["wa"],
    }),
    rawLine({
      id: "l7",
      kind: "number-setup",
      unit: "number",
      discount: { reason: "y", amount: "1.00" },
      taxes: ["wa"],
    }),
    rawLine({ id: "l8", kind: "app", unit: "month", used: "2", committed: "1", taxes: ["wa"] }),
    rawLine({
      id: "l9",
      kind: "service",
      unit: "package",
      quantity: "-1",
      corrects: { number: "INV-0", date: "2026-04-15", reason: "not delivered" },
      taxes: ["wa"],
    }),
  ],
  taxes: [
    rawTax({ registration: "123" }),
    rawTax({ id: "free", name: "GST", jurisdiction: "AU", rate: "0", category: "zero", reason: "export" }),
  ],
  taxCurrency: { currency: "AUD", rate: "1.53", date: "2026-05-14", source: "RBA" },
  withholdings: [{ id: "w", name: "IRRF", rate: "1.5" }],
  discounts: [{ id: "d1", reason: "loyalty", amount: "5.00", taxes: ["wa"] }],
  fees: [{ id: "f1", name: "E911 fee", quantity: "3", unit: "number", rate: "0.75", taxes: ["wa"] }],
  paid: [{ id: "p1", date: "2026-05-01", amount: "25.00", reason: "deposit" }],
  payment: {
    link: "https://pay.meridian.example/i/abc",
    savedMethod: { kind: "card", brand: "Visa", last4: "4242" },
  },
  fiscal: { document: "NFS-e 1", key: "K-1" },
  memo: "Thank you.",
};

const CREDIT = {
  kind: "credit-note",
  lines: [rawLine({ quantity: "-1", corrects: { number: "INV-0", date: "2026-04-15", reason: "wrong rate" } })],
  payment: {},
};

const PREVIEW = { facts: { kind: "preview", today: dateOf("2026-05-15") } } as const;

const KEYS = Object.keys(Object(readLocale("en")));

describe.each(LOCALES)("in %s", (locale) => {
  const views = [viewOf(FULL, { locale }), viewOf(CREDIT, { locale }), viewOf(FULL, { locale, ...PREVIEW })];

  test("[F1] every word is found, no key or placeholder shows, and nothing is empty", () => {
    for (const text of views.flatMap(allTexts)) {
      expect(text.trim()).not.toBe("");
      expect(text).not.toMatch(/\{\{|\}\}|undefined|\[object|NaN/);
      expect(KEYS.filter((key) => text.includes(key))).toEqual([]);
    }
    for (const { footer } of views) expect(footer.pagePattern).toMatch(/\{page\}.*\{pages\}|\{pages\}.*\{page\}/);
  });

  test("[F1] the parts stand in the same order, and the same document gives the same view", () => {
    expect(views.map(({ blocks }) => blocks.map(({ kind }) => kind).join(" "))).toEqual([
      "letterhead summary details lines totals paying notes",
      "letterhead summary details lines totals notes",
      "letterhead summary details lines totals notes",
    ]);
    expect(viewOf(FULL, { locale })).toEqual(views[0]);
  });
});

/** Quantities with a tenth and rates with four decimals: a hundred thousand calls, hundreds of users. */
const CHARGE = fc.record({
  quantity: fc.integer({ min: 0, max: 10_000_000 }).map((tenths) => `${Math.floor(tenths / 10)}.${tenths % 10}`),
  rate: fc
    .integer({ min: 1, max: 99_999_999 })
    .map((units) => `${Math.floor(units / 10_000)}.${String(units % 10_000).padStart(4, "0")}`),
});

test("[F1] every figure of lines and totals reads back as the value that was reckoned, in every locale", () => {
  const property = fc.property(
    fc.constantFrom(...LOCALES),
    fc.array(CHARGE, { minLength: 1, maxLength: 5 }),
    (locale, charges) => {
      const more = charges.map((raw, index) => rawLine({ ...raw, id: `x${index}`, taxes: ["wa"] }));
      const fields = { lines: [rawLine({ prepay: true, taxes: ["wa"] }), ...more], taxes: [rawTax()] };
      const { figures } = languageOf(locale);
      const read = (text: Text | undefined): string => readBack(text?.runs[0]?.text ?? "", figures);
      const { invoice } = issuedOf(fields);
      const view = viewOf(fields, { locale });
      const lines = linesOf(invoice).filter((line) => line.kind === "charge");
      const rows = blockOf(view, "lines").sections.flatMap((section) => section.rows);
      expect(rows.map((row) => [read(row.quantity?.value), read(row.rate), read(row.amount)])).toEqual(
        lines.map(({ quantity, rate, amount }) => [
          decimalText(trimDecimal(quantity)),
          decimalText(trimDecimal(rate.price, 2)),
          moneyText(amount),
        ]),
      );
      const totals = [invoice.net, invoice.tax, invoice.due].map(moneyText);
      expect(blockOf(view, "totals").rows.map(({ value }) => read(value))).toEqual(totals);
      expect(read(blockOf(view, "summary").amount?.value)).toBe(moneyText(invoice.due));
    },
  );
  fc.assert(property, { numRuns: 50 });
});

describe("what customers write", () => {
  const HOSTILE = [
    "<script>alert(1)</script>",
    "$t(title.invoice)",
    "{{number}}",
    "{page}",
    "a &amp; b",
    "$&",
    "__proto__",
  ];

  test.each(HOSTILE)("is printed as it is, exactly once escaped by nobody: %s", (text) => {
    const view = viewOf({
      customer: {
        ...Object(rawDocument()["customer"]),
        organisations: [
          { id: "a", name: text },
          { id: "b", name: "b" },
        ],
        billTo: {
          name: text,
          attention: text,
          address: { lines: [text], city: "City", country: "US" },
          taxIds: [{ scheme: text, value: text }],
        },
      },
      lines: [
        rawLine({
          product: text,
          prepay: true,
          description: text,
          organisation: "a",
          discount: { reason: text, percent: "1" },
        }),
      ],
      memo: text,
    });
    const expected = [
      text,
      `Attn: ${text}`,
      `${text} ${text}`,
      `${text} – Prepay`,
      `Discount 1%: ${text}`,
      `Organization ${text}`,
    ];
    expect(expected.filter((line) => !allTexts(view).includes(line))).toEqual([]);
  });
});
