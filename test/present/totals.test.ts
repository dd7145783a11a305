import { describe, expect, test } from "vitest";
import type { DocumentView } from "../../src/present/document-view.ts";
import { rawDocument, rawLine } from "../documents.ts";
import { blockOf, rawTax, str, strs, viewOf } from "./views.ts";

type Raw = Readonly<Record<string, unknown>>;

const contract = (fields: Raw): Raw => ({ contract: { ...Object(rawDocument()["contract"]), ...fields } });

/** Rows as "role label (detail) value code". */
const rowsOf = (view: DocumentView): readonly string[] =>
  blockOf(view, "totals").rows.map(({ role, label, detail, value, code }) =>
    [role, str(label), detail && `(${str(detail)})`, str(value), str(code)]
      .filter((part) => part !== undefined)
      .join(" "),
  );

describe("the sum", () => {
  test("[A7] [A13] net, taxes each with rate and base, and the amount due with symbol and code", () => {
    const view = viewOf({ lines: [rawLine({ quantity: "100", taxes: ["wa"] })], taxes: [rawTax()] });
    expect(rowsOf(view)).toEqual([
      "sum Net total 7,500.00",
      "sum Washington sales tax (6.5% of 7,500.00) 487.50",
      "total Amount due $7,987.50 USD",
    ]);
  });

  test("[J-ALL-5] several taxes also show what they come to together", () => {
    const taxes = [rawTax({ registration: "123" }), rawTax({ id: "city", name: "Seattle sales tax", rate: "3.85" })];
    const view = viewOf({ lines: [rawLine({ taxes: ["wa", "city"] })], taxes });
    expect(rowsOf(view)).toEqual([
      "sum Net total 75.00",
      "sum Washington sales tax (no. 123) (6.5% of 75.00) 4.88",
      "sum Seattle sales tax (3.85% of 75.00) 2.89",
      "note Total tax 7.77",
      "total Amount due $82.77 USD",
    ]);
  });

  test("[J-ALL-6] a tax of zero says why", () => {
    expect(rowsOf(viewOf())).toContain("sum Sales tax (0% of 75.00: resale certificate A12) 0.00");
  });

  test("[F8] what is paid stands between the total and the amount due", () => {
    const paid = [{ id: "p1", date: "2026-05-01", amount: "25.00", reason: "deposit" }];
    expect(rowsOf(viewOf({ paid })).slice(-3)).toEqual([
      "total Total $75.00 USD",
      "sum Paid May 1, 2026: deposit -25.00",
      "total Amount due $50.00 USD",
    ]);
  });

  test("[A19] a credit note credits, in negative amounts that mirror its invoice", () => {
    const corrects = { number: "INV-0", date: "2026-04-15", reason: "wrong rate" };
    const view = viewOf({ kind: "credit-note", lines: [rawLine({ quantity: "-1", corrects })], payment: {} });
    expect(rowsOf(view).at(-1)).toBe("total Amount credited -$75.00 USD");
    expect(str(blockOf(view, "summary").amount?.label)).toBe("Amount credited");
  });
});

describe("withholding", () => {
  const withholdings = [{ id: "w", name: "IRRF", rate: "1.5" }];
  const lines = [rawLine({ quantity: "100" })];

  test("[A7] is named and not deducted by default", () => {
    const view = viewOf({ lines, withholdings });
    expect(rowsOf(view).slice(-2)).toEqual([
      "note IRRF, not deducted (1.5% of 7,500.00) 112.50",
      "total Amount due $7,500.00 USD",
    ]);
    expect(strs(blockOf(view, "totals").notes).at(-1)).toContain("are not deducted");
  });

  test("[A7] [J-BR-4] is a row of the sum where the contract deducts it", () => {
    const view = viewOf({ lines, withholdings, ...contract({ withholding: "deduct" }) });
    expect(rowsOf(view).slice(-3)).toEqual([
      "total Total $7,500.00 USD",
      "sum IRRF, withheld (1.5% of 7,500.00) -112.50",
      "total Amount due $7,387.50 USD",
    ]);
    expect(strs(blockOf(view, "totals").notes).at(-1)).toContain("deducted as agreed");
  });

  test("[A7] the tax-exclusion notice is on every document, one without tax too", () => {
    const [notice] = strs(blockOf(viewOf(), "totals").notes);
    expect(notice).toMatch(/^Fees do not include taxes, levies, duties or similar charges/);
  });
});

describe("[J-ALL-7] tax in another currency than the document's", () => {
  const taxCurrency = { currency: "AUD", rate: "1.5300", date: "2026-05-14", source: "RBA" };
  const gst = rawTax({ id: "gst", name: "GST", jurisdiction: "AU", rate: "10" });

  test("is shown with the exchange rate, its source and date", () => {
    const view = viewOf({ lines: [rawLine({ taxes: ["gst"] })], taxes: [gst], taxCurrency });
    expect(rowsOf(view)).toContain("note Tax in AUD (1 USD = 1.53 AUD, RBA, May 14, 2026) 11.48 AUD");
  });

  test("[J-JP-8] [J-GB-2] is shown for each rate where there are several", () => {
    const taxes = [gst, rawTax({ id: "levy", name: "Levy", jurisdiction: "AU", rate: "1" })];
    const view = viewOf({ lines: [rawLine({ taxes: ["gst", "levy"] })], taxes, taxCurrency });
    const local = rowsOf(view).filter((row) => row.endsWith("AUD"));
    expect(local).toHaveLength(3);
    expect(local[0]).toBe("note GST in AUD 11.48 AUD");
    expect(local[1]).toBe("note Levy in AUD 1.15 AUD");
  });
});
