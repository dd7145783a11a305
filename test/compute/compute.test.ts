import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeInvoice } from "../../src/compute/compute.ts";
import { moneyText } from "../../src/kernel/money.ts";
import { GENESYS, invoiceOf, MERIDIAN, rawLine, ratedDocument } from "../documents.ts";

const AHEAD = { first: "2026-05-15", last: "2026-06-14" };
const USAGE = { first: "2026-04-15", last: "2026-05-14" };

const issuesOf = (fields: Record<string, unknown>, issuer = MERIDIAN) => {
  const result = computeInvoice(ratedDocument(fields), issuer);
  return result.ok ? [] : result.issues.map(({ rule, at, message }) => `${rule ?? ""} ${at} ${message}`);
};

const totalsOf = (fields: Record<string, unknown>) => {
  const { net, tax, total, due } = invoiceOf(fields);
  return { net: moneyText(net), tax: moneyText(tax), total: moneyText(total), due: moneyText(due) };
};

const tax = (id: string, rate: string, more: Record<string, unknown> = {}) => ({
  id,
  name: id,
  jurisdiction: "US-WA",
  category: "standard",
  rate,
  ...more,
});

describe("lines and sections", () => {
  const lines = [
    rawLine({
      id: "cx1p",
      product: "CX 1",
      quantity: "80",
      rate: "75.00",
      prepay: true,
      committed: "80",
      period: AHEAD,
    }),
    rawLine({ id: "cx1", product: "CX 1", quantity: "58", rate: "90.00", committed: "80", used: "138", period: USAGE }),
    rawLine({ id: "comp", product: "Communicate", quantity: "85", rate: "20.00", prepay: true, period: AHEAD }),
  ];

  test("[A4] 80 committed and 138 active are 6,000.00 ahead and 5,220.00 in arrears, net 12,920.00", () => {
    const { sections, net } = invoiceOf({ lines });
    expect(sections[0]?.lines.map((line) => moneyText(line.amount))).toEqual(["6000.00", "5220.00", "1700.00"]);
    expect(moneyText(net)).toBe("12920.00");
  });

  test("[A3] both service periods are known, each for itself", () => {
    expect(invoiceOf({ lines }).periods).toEqual({ prepay: AHEAD, arrears: USAGE });
  });

  test("[A3] a one-time charge has its own date and does not stretch the service period", () => {
    const setUp = rawLine({ id: "nrc", kind: "number-setup", period: { first: "2026-03-01", last: "2026-03-01" } });
    expect(invoiceOf({ lines: [...lines, setUp] }).periods.arrears).toEqual(USAGE);
    expect(invoiceOf({ lines: [setUp] }).periods).toEqual({ arrears: { first: "2026-03-01", last: "2026-03-01" } });
  });

  test("[A3, A19] a credit does not stretch an invoice's period; a credit note has both periods of what it takes back", () => {
    const corrects = { number: "INV-1", date: "2026-04-15", reason: "counted twice" };
    const before = { first: "2026-03-15", last: "2026-04-14" };
    const credit = rawLine({ id: "credit", quantity: "-1", rate: "75.00", period: before, corrects });
    expect(invoiceOf({ lines: [...lines, credit] }).periods).toEqual({ prepay: AHEAD, arrears: USAGE });
    const mirrored = lines.map((line) => ({ ...line, quantity: `-${line["quantity"]}`, corrects }));
    expect(invoiceOf({ kind: "credit-note", lines: mirrored }).periods).toEqual({ prepay: AHEAD, arrears: USAGE });
  });

  test("[A5] sections stand in the profile's order, empty ones are left out, subtotals add up to the net total", () => {
    const mixed = [
      rawLine({ id: "call", kind: "call", quantity: "100", unit: "minute", rate: "0.0055" }),
      rawLine({ id: "user", rate: "10.00" }),
      rawLine({ id: "app", kind: "app", rate: "5.00" }),
    ];
    const { sections, net } = invoiceOf({ lines: mixed }, GENESYS);
    expect(sections.map((section) => [section.id, moneyText(section.subtotal)])).toEqual([
      ["core", "10.00"],
      ["telephony", "0.55"],
      ["apps", "5.00"],
    ]);
    expect(moneyText(net)).toBe("15.55");
  });

  test("[A5] a section within another is a part of it with a subtotal of its own", () => {
    const mixed = [
      rawLine({ id: "call", kind: "call", rate: "2.00" }),
      rawLine({ id: "mrc", kind: "number-recurring", rate: "3.00" }),
      rawLine({ id: "nrc", kind: "number-setup", rate: "4.00" }),
    ];
    const { sections } = invoiceOf({ lines: mixed });
    expect(
      sections.map(({ id, parts, subtotal }) => [
        id,
        parts.map((part) => `${part.id} ${moneyText(part.subtotal)}`),
        moneyText(subtotal),
      ]),
    ).toEqual([["telephony", ["numbers-recurring 3.00", "numbers-setup 4.00"], "9.00"]]);
  });

  test("[A18] usage that comes to nothing is left out, prepay that does stays", () => {
    const zero = [
      rawLine(),
      rawLine({ id: "zero", rate: "0.00" }),
      rawLine({ id: "bundle", rate: "0.00", prepay: true }),
    ];
    expect(invoiceOf({ lines: zero }).sections[0]?.lines.map(({ id }) => id)).toEqual(["l1", "bundle"]);
    expect(invoiceOf({ lines: zero }, { ...MERIDIAN, printZeroLines: true }).sections[0]?.lines).toHaveLength(3);
    expect(invoiceOf({ lines: zero, showZeroLines: true }).sections[0]?.lines).toHaveLength(3);
  });

  test("[A18] a document without any line to charge is refused", () => {
    expect(issuesOf({ lines: [rawLine({ rate: "0" })] })).toEqual(["A18 /lines there is nothing to charge"]);
  });

  test("[A6] an amount that is given must be quantity × rate", () => {
    expect(issuesOf({ lines: [rawLine({ quantity: "3", rate: "0.615", amount: "1.85" })] })).toEqual([]);
    expect(issuesOf({ lines: [rawLine({ quantity: "3", rate: "0.615", amount: "1.84" })] })).toEqual([
      "A6 /lines/0/amount 1.84 is given, but 3 × 0.615 is 1.85",
    ]);
  });
});

describe("[F8] discounts, fees, amounts already paid", () => {
  test("a line's discount is a row of its own below the line", () => {
    const { sections } = invoiceOf({
      lines: [
        rawLine({ quantity: "3", rate: "33.33", discount: { reason: "Loyalty", percent: "10" } }),
        rawLine({ id: "l2" }),
      ],
    });
    expect(sections[0]?.lines.map((line) => `${line.id} ${moneyText(line.amount)}`)).toEqual([
      "l1 99.99",
      "l1/discount -10.00",
      "l2 75.00",
    ]);
  });

  test("a discount above the line's amount is refused", () => {
    expect(
      issuesOf({
        lines: [rawLine({ rate: "5.00", discount: { reason: "x", amount: "5.01" } }), rawLine({ id: "l2" })],
      }),
    ).toEqual(["F8 /lines/0/discount the discount is more than the line's amount"]);
    expect(
      issuesOf({
        lines: [rawLine({ rate: "5.00", discount: { reason: "x", amount: "5.00" } }), rawLine({ id: "l2" })],
      }),
    ).toEqual([]);
  });

  test("document discounts and fees have sections of their own, enter the tax base, and add up to the net total", () => {
    const { sections, net, taxes } = invoiceOf({
      lines: [rawLine({ rate: "100.00", taxes: ["s"] })],
      taxes: [tax("s", "10")],
      discounts: [{ id: "d", reason: "Launch", amount: "20.00", taxes: ["s"] }],
      fees: [{ id: "e911", name: "E911 fee", quantity: "4", unit: "number", rate: "0.75", taxes: ["s"] }],
    });
    expect(sections.map(({ id, subtotal }) => `${id} ${moneyText(subtotal)}`)).toEqual([
      "core 100.00",
      "discounts -20.00",
      "fees 3.00",
    ]);
    expect(moneyText(net)).toBe("83.00");
    expect(taxes.map(({ base, amount }) => [moneyText(base), moneyText(amount)])).toEqual([["83.00", "8.30"]]);
  });

  test("what is paid already lowers the amount due and not the total; more than the total is refused", () => {
    const paid = (amount: string) => ({ paid: [{ id: "p", date: "2026-05-01", amount, reason: "Deposit" }] });
    expect(totalsOf(paid("25.00"))).toEqual({ net: "75.00", tax: "0.00", total: "75.00", due: "50.00" });
    expect(issuesOf(paid("75.01"))).toEqual(["F8 /paid more is paid or withheld than the total of 75.00"]);
  });
});

describe("[A11] taxes", () => {
  test("a tax is computed once on the sum of its lines, not line by line", () => {
    const lines = ["a", "b", "c"].map((id) => rawLine({ id, rate: "1.05", taxes: ["s"] }));
    expect(totalsOf({ lines, taxes: [tax("s", "10")] }).tax).toBe("0.32");
  });

  test("taxes of one rounding group: 874.10 and 517.73 on 13,447.67", () => {
    const { taxes } = invoiceOf({
      lines: [rawLine({ rate: "13447.67", taxes: ["state", "city"] })],
      taxes: [tax("state", "6.5", { roundingGroup: "wa" }), tax("city", "3.85", { roundingGroup: "wa" })],
    });
    expect(taxes.map(({ amount }) => moneyText(amount))).toEqual(["874.10", "517.73"]);
  });

  test("the entity's mode rounds: 19,828.3 yen of tax become 19,828 in Japan", () => {
    const japan = {
      entity: "jp",
      currency: "JPY",
      lines: [
        rawLine({ id: "a", quantity: "12", rate: "16500", taxes: ["ct"] }),
        rawLine({ id: "b", kind: "call", quantity: "333.3", unit: "minute", rate: "0.85", taxes: ["ct"] }),
      ],
      taxes: [tax("ct", "10", { jurisdiction: "JP" })],
    };
    expect(totalsOf(japan)).toEqual({ net: "198283", tax: "19828", total: "218111", due: "218111" });
  });

  test("a tax amount that is a cent off is refused, not smoothed over", () => {
    const given = (amount: string) => ({ lines: [rawLine({ taxes: ["s"] })], taxes: [tax("s", "6.5", { amount })] });
    expect(issuesOf(given("4.88"))).toEqual([]);
    expect(issuesOf(given("4.87"))).toEqual(["A11 /taxes/0/amount 4.87 is given, but 6.5 % of 75.00 is 4.88"]);
  });

  test("a tax whose lines were all left out has no row", () => {
    const { taxes } = invoiceOf({
      lines: [rawLine(), rawLine({ id: "zero", rate: "0", taxes: ["s"] })],
      taxes: [tax("none", "0", { category: "exempt", reason: "certificate" }), tax("s", "5")],
    });
    expect(taxes.map((row) => row.tax.id)).toEqual(["none"]);
  });
});

describe("[A7] withholding", () => {
  const withholdings = [{ id: "irrf", name: "IRRF", rate: "1.5" }];
  const contract = (withholding: string) => ({
    number: "Q-1",
    effectiveDate: "2026-01-15",
    plan: "annual-monthly",
    licenceModel: "named",
    withholding,
  });
  const lines = [rawLine({ rate: "1000.00" })];

  test("by default it is named and the full amount is payable", () => {
    expect(totalsOf({ lines, withholdings }).due).toBe("1000.00");
  });

  test("a contract that deducts shows the net payable", () => {
    expect(totalsOf({ lines, withholdings, contract: contract("deduct") })).toEqual({
      net: "1000.00",
      tax: "0.00",
      total: "1000.00",
      due: "985.00",
    });
  });
});

describe("control totals and kinds", () => {
  test("[A10] control totals must agree, and every one that does not is named", () => {
    expect(issuesOf({ totals: { net: "75.00", total: "75.00", due: "75" } })).toEqual([]);
    expect(issuesOf({ totals: { net: "75.01", tax: "0.5", total: "75.00" } })).toEqual([
      "A10 /totals/net 75.01 is given, but the lines come to 75.00",
      "A10 /totals/tax 0.5 is given, but the lines come to 0.00",
    ]);
  });

  test("[A19] the kind must fit the sign of the total", () => {
    const credit = rawLine({
      quantity: "-1",
      corrects: { number: "INV-0", date: "2026-04-15", reason: "billed twice" },
    });
    expect(issuesOf({ lines: [credit] })).toEqual(["A19 /kind the total is -75.00: that is a credit note"]);
    expect(issuesOf({ kind: "credit-note" })).toEqual(["A19 /kind the total is 75.00: that is an invoice"]);
    expect(issuesOf({ kind: "credit-note", lines: [credit] })).toEqual([]);
  });
});

describe("sums, by properties", () => {
  const money = fc
    .tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 0, max: 99_999_999 }))
    .map(([quantity, rate]) => ({
      quantity: `${Math.floor(quantity / 10)}.${quantity % 10}`,
      rate: `${Math.floor(rate / 10_000)}.${(rate % 10_000).toString().padStart(4, "0")}`,
    }));
  const kinds = fc.constantFrom("user", "call", "resource", "number-recurring", "app");
  const anyLines = fc
    .array(fc.tuple(money, kinds, fc.boolean()), { minLength: 1, maxLength: 30 })
    .map((rows) =>
      rows.map(([{ quantity, rate }, kind, taxed], index) =>
        rawLine({ id: `l${index}`, quantity, rate, kind, taxes: [taxed ? "s" : "t"] }),
      ),
    );
  const taxes = [tax("s", "6.5", { roundingGroup: "g" }), tax("t", "9.975", { roundingGroup: "g" })];
  const document = (lines: readonly ReturnType<typeof rawLine>[], more: Record<string, unknown> = {}) => ({
    lines: [rawLine({ id: "one", taxes: ["s"] }), ...lines],
    taxes,
    ...more,
  });

  test("[A5] lines add up to subtotals, subtotals to the net total, net and taxes to the total", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const { sections, net, taxes: rows, tax: taxTotal, total } = invoiceOf(document(lines));
        const minor = (amounts: readonly { readonly amount: { readonly minor: bigint } }[]) =>
          amounts.reduce((all, { amount }) => all + amount.minor, 0n);
        for (const { lines: own, parts, subtotal } of sections) {
          expect(subtotal.minor).toBe(minor(own) + parts.reduce((all, part) => all + minor(part.lines), 0n));
        }
        expect(net.minor).toBe(sections.reduce((all, { subtotal }) => all + subtotal.minor, 0n));
        expect(taxTotal.minor).toBe(minor(rows));
        expect(total.minor).toBe(net.minor + taxTotal.minor);
      }),
      { numRuns: 60 },
    );
  });

  test("[A10] the order of lines does not matter", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        expect(totalsOf(document(lines.toReversed()))).toEqual(totalsOf(document(lines)));
      }),
      { numRuns: 60 },
    );
  });

  test("[A10] an invoice and the credit note over all its lines add up to zero in every line, tax and total", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const corrects = { number: "INV-1", date: "2026-05-15", reason: "cancelled" };
        const all = document(lines).lines.map((line) => ({ ...line }));
        const credited = all.map((line) => ({ ...line, quantity: `-${String(line.quantity)}`, corrects }));
        const invoice = invoiceOf({ lines: all, taxes });
        const credit = invoiceOf({ kind: "credit-note", lines: credited, taxes });
        const amounts = ({ sections, taxes: rows, net, total, due }: typeof invoice) => [
          ...sections.flatMap((section) =>
            [...section.lines, ...section.parts.flatMap((part) => part.lines)].map(({ amount }) => amount.minor),
          ),
          ...rows.map(({ amount }) => amount.minor),
          net.minor,
          total.minor,
          due.minor,
        ];
        expect(amounts(credit).map((minor) => -minor)).toEqual(amounts(invoice));
      }),
      { numRuns: 60 },
    );
  });
});
