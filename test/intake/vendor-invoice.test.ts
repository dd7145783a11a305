import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareMoney,
  decimalText,
  extend,
  parseCurrency,
  parseDecimal,
  parseMoney,
  rateOf,
  roundLine,
} from "../../src/kernel/money.ts";
import { invariant } from "../../src/kernel/result.ts";
import { valueAt } from "../../src/intake/pointer.ts";
import { rateOfAmount } from "../../src/intake/rate-of-amount.ts";
import { readDraft } from "../../src/intake/read-draft.ts";
import { invoiceKey } from "../../src/intake/invoice-record.ts";
import { importVendorInvoice } from "../../src/intake/vendor-invoice.ts";
import {
  importInvoice,
  invoiceEntry,
  invoiceItem,
  issuer,
  issuesIn,
  linesOf,
  marksOf,
  ORGANISATION,
  overlaysOf,
  parseVendor,
  valueOf,
  vendorInvoice,
} from "./vendor-records.ts";

const USD = parseCurrency("USD");
const JPY = parseCurrency("JPY");
invariant(USD !== undefined && JPY !== undefined, "currencies");

describe("the demo invoice", () => {
  const text = readFileSync("golden/demo-vendor-invoice/input.json", "utf8");
  const overlay = JSON.parse(readFileSync("golden/demo-vendor-invoice/overlay.json", "utf8"));
  const draft = importVendorInvoice(parseVendor(text), { overlays: valueOf(overlaysOf(...overlay.documents)), issuer });

  test("[A4] [A6] each line has its product without the marker, and a rate that makes its amount", () => {
    expect(linesOf(draft, "id", "product", "kind", "quantity", "rate", "amount", "prepay")).toMatchInlineSnapshot(`
      [
        {
          "amount": "8800.0",
          "id": "l-01",
          "kind": "user",
          "prepay": true,
          "product": "Genesys Cloud CX 1 User",
          "quantity": "80",
          "rate": "110.00",
        },
        {
          "amount": "7656.0",
          "id": "l-02",
          "kind": "user",
          "product": "Genesys Cloud CX 1 User",
          "quantity": "58",
          "rate": "132.00",
        },
        {
          "amount": "2975.0",
          "id": "l-03",
          "kind": "user",
          "prepay": true,
          "product": "Genesys Cloud Communicate User",
          "quantity": "85",
          "rate": "35.00",
        },
        {
          "amount": "48.6",
          "id": "l-04",
          "kind": "resource",
          "product": "Genesys Cloud API Resource",
          "quantity": "323992",
          "rate": "0.00015",
        },
        {
          "amount": "538.24",
          "id": "l-05",
          "kind": "call",
          "product": "Genesys Cloud Voice Outbound, Australia",
          "quantity": "16212",
          "rate": "0.0332",
        },
        {
          "amount": "9.45",
          "id": "l-06",
          "kind": "number-recurring",
          "product": "Australia DID MRC",
          "quantity": "3",
          "rate": "3.15",
        },
      ]
    `);
  });

  test("[A2] [B1] [A16] it is a rated document with the parties, terms and organisations of the vendor", () => {
    const document = valueOf(readDraft(valueOf(draft), issuer));
    if (document.kind === "usage-statement") throw new Error("an invoice is imported");
    const { customer, contract, issueDate, totals } = document;
    expect(customer.billTo).toMatchObject({
      name: "Harbour & Vine Pty Ltd",
      address: { lines: ["Level 12, 60 Collins Street"], city: "Melbourne", country: "AU" },
    });
    expect(customer.shipTo?.address.lines).toEqual(["Warehouse 4", "18 Wharf Road"]);
    expect(customer).toMatchObject({ accountId: "ACC-58812", netDays: 30 });
    expect(customer.organisations.map(({ name }) => name)).toEqual(["Harbour & Vine", "Harbour & Vine Retail"]);
    expect(contract).toMatchObject({ purchaseOrder: "HV-2026-031", licenceModel: "named" });
    expect({ issueDate, total: totals?.total && decimalText(totals.total) }).toEqual({
      issueDate: "2026-05-01",
      total: "22030.02",
    });
  });

  test("each field leads back to the file that it was read from", () => {
    const { locate } = valueOf(draft);
    expect(locate("/lines/1/rate")).toMatchObject({ file: "vendor.json", pointer: "/lines/entities/1/amount" });
    expect(locate("/lines/1/period/first").pointer).toBe("/lines/entities/1/dateStart");
    expect(locate("/customer/billTo/address/city").pointer).toBe("/invoice/billToAddress/cityName");
    expect(locate("/customer/billTo/attention")).toMatchObject({
      file: "overlay.json",
      pointer: "/documents/0/customer/billTo/attention",
    });
    expect(locate("/totals/total").pointer).toBe("/invoice/amount");
  });
});

describe("rates", () => {
  test.each([
    ["5220.00", "58", "90.00"],
    ["9.46", "3", "3.153"],
    ["100.00", "3", "33.333"],
    ["48.60", "323992", "0.00015"],
    ["0.01", "1000000", "0.00000001"],
    ["1250.50", "2.5", "500.20"],
  ])("[A6] %s for %s is at %s each, the shortest rate that makes it", (amount, quantity, rate) => {
    const money = parseMoney(amount, USD);
    const count = parseDecimal(quantity);
    invariant(money !== undefined && count !== undefined, "figures");
    const found = rateOfAmount(money, count);
    expect(found && decimalText(found)).toBe(rate);
  });

  test("[A6] yen have no minor unit: 1,000 for 3 is at 333.3", () => {
    const money = parseMoney("1000", JPY);
    const count = parseDecimal("3");
    invariant(money !== undefined && count !== undefined, "figures");
    expect(decimalText(rateOfAmount(money, count) ?? count)).toBe("333.3");
  });

  test("[A6] [A10] quantity × rate rounds to the amount, to the cent", () => {
    const amounts = fc.tuple(
      fc.bigInt({ min: 1n, max: 10n ** 11n }),
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.constantFrom(USD, JPY),
    );
    fc.assert(
      fc.property(amounts, ([minor, count, currency]) => {
        const amount = { ...roundLine(extend(one, rateOf(one, currency))), minor };
        const quantity = parseDecimal(String(count));
        const rate = quantity && rateOfAmount(amount, quantity);
        return (
          rate !== undefined && compareMoney(roundLine(extend(quantity ?? one, rateOf(rate, currency))), amount) === 0
        );
      }),
    );
  });

  test("[A6] where no rate does it the amount is refused: 1.00 of nothing", () => {
    expect(marksOf(importInvoice(vendorInvoice({}, [invoiceItem({ quantity: 0, amount: 1 })])))).toEqual([
      "A6 /lines/0/amount",
    ]);
  });

  test("[A6] the overlay may give the rate of a line, by its id", () => {
    const draft = importInvoice(vendorInvoice({}, [invoiceItem()]), invoiceEntry({ rates: { "li-1": "90.0000" } }));
    expect(linesOf(draft, "rate", "amount")).toEqual([{ rate: "90.0000", amount: "5220" }]);
    expect(valueOf(draft).locate("/lines/0/rate")).toMatchObject({
      file: "overlay.json",
      pointer: "/documents/0/rates/li-1",
    });
  });

  test("[A10] amounts are read by their digits: 90071992547409.93 loses no cent", () => {
    const text = JSON.stringify(vendorInvoice({}, [invoiceItem({ quantity: 1 })])).replace(
      '"amount":5220',
      '"amount":90071992547409.93',
    );
    expect(linesOf(importInvoice(text), "rate", "amount")).toEqual([
      { rate: "90071992547409.93", amount: "90071992547409.93" },
    ]);
  });

  test("[A10] an amount finer than the minor unit is refused", () => {
    expect(marksOf(importInvoice(vendorInvoice({}, [invoiceItem({ amount: 1.005 })])))).toEqual([
      "A10 /lines/0/amount",
    ]);
  });
});

describe("lines", () => {
  test.each([
    ["Genesys Cloud CX 1 User – Prepay", undefined],
    ["Genesys Cloud CX 1 User - Prepay", undefined],
    ["Genesys Cloud CX 1 User", "Genesys Cloud CX 1 User – Prepay"],
  ])("[A4] [A12] %s is the product, paid ahead", (name, description) => {
    const draft = importInvoice(vendorInvoice({}, [invoiceItem({ product: { name }, description })]));
    expect(linesOf(draft, "product", "description", "prepay")).toEqual([
      { product: "Genesys Cloud CX 1 User", prepay: true },
    ]);
  });

  test("[A12] without a product the description names it; without both the line is refused", () => {
    const items = [invoiceItem({ product: null, description: "Genesys Cloud CX 2" }), invoiceItem({ product: null })];
    expect(marksOf(importInvoice(vendorInvoice({}, items)))).toEqual(["A12 /lines/1/product"]);
    expect(linesOf(importInvoice(vendorInvoice({}, items.slice(0, 1))), "product")).toEqual([
      { product: "Genesys Cloud CX 2" },
    ]);
  });

  test("[A18] a line that comes to nothing is left out, unless it is asked for", () => {
    const record = vendorInvoice({}, [invoiceItem({ quantity: 0, amount: 0 }), invoiceItem({ id: "li-2" })]);
    expect(linesOf(importInvoice(record), "id")).toEqual([{ id: "li-2" }]);
    expect(linesOf(importInvoice(record, invoiceEntry({ showZeroLines: true })), "id", "rate")).toEqual([
      { id: "li-1", rate: "0" },
      { id: "li-2", rate: "90.00" },
    ]);
  });

  test("[A3] each line has its own period; a charge without dates is of the day on which it was made", () => {
    const items = [
      invoiceItem(),
      invoiceItem({ id: "li-2", dateStart: null, dateEnd: null, dateTransacted: "2026-04-17" }),
    ];
    expect(linesOf(importInvoice(vendorInvoice({}, items)), "period")).toEqual([
      { period: { first: "2026-04-01", last: "2026-04-30" } },
      { period: { first: "2026-04-17", last: "2026-04-17" } },
    ]);
  });

  test("[A3] [C1] [C5] half a period, one upside down and an end that could mean two days are refused", () => {
    const items = [
      invoiceItem({ dateEnd: null }),
      invoiceItem({ dateEnd: "2026-03-31" }),
      invoiceItem({ dateEnd: "2026-04-30T00:00:00Z" }),
    ];
    expect(marksOf(importInvoice(vendorInvoice({}, items)))).toEqual([
      "C5 /lines/2/dateEnd",
      "A3 /lines/0",
      "C1 /lines/1/dateEnd",
    ]);
  });

  test("[A5] what a line charges is told by the overlay, by number words, by the name, by the unit, or asked for", () => {
    const items = [
      invoiceItem(),
      invoiceItem({ id: "li-2", product: "Odd thing", unitOfMeasure: "Unit" }),
      invoiceItem({ id: "li-3", product: "Toll-free NRC", unitOfMeasure: "PhoneNumber" }),
      invoiceItem({ id: "li-4", product: "Voice Outbound", unitOfMeasure: "Minute" }),
      invoiceItem({ id: "li-5", product: "Genesys Cloud CX 1 Digital Add-on – Prepay" }),
    ];
    const entry = invoiceEntry({ kinds: { "li-2": "service", "Genesys Cloud CX 1 Digital Add-on": "add-on" } });
    expect(linesOf(importInvoice(vendorInvoice({}, items), entry), "kind").map(({ kind }) => kind)).toEqual([
      "user",
      "service",
      "number-setup",
      "call",
      "add-on",
    ]);
    expect(marksOf(importInvoice(vendorInvoice({}, items)))).toEqual(["A5 /lines/1"]);
  });

  test("names in the overlay that belong to no line are told, with the one that was meant", () => {
    const entry = invoiceEntry({ kinds: { "Genesys Cloud CX 1 Usr": "user" }, rates: { "li-9": "1" } });
    expect(
      issuesIn(importInvoice(vendorInvoice({}, [invoiceItem()]), entry)).map(({ at, hint }) => `${at} ${hint}`),
    ).toEqual([
      '/documents/0/rates/li-9 did you mean "li-1"?',
      '/documents/0/kinds/Genesys Cloud CX 1 Usr did you mean "Genesys Cloud CX 1 User"?',
    ]);
  });

  test("[A19] a credit is a negative quantity at a positive rate, and names what it corrects", () => {
    const record = vendorInvoice({}, [invoiceItem({ quantity: 2, amount: -180 })]);
    const corrects = { number: "INV-1", date: "2026-04-01", reason: "two users too many" };
    expect(
      linesOf(importInvoice(record, invoiceEntry({ corrects })), "quantity", "rate", "amount", "corrects"),
    ).toEqual([{ quantity: "-2", rate: "90.00", amount: "-180", corrects }]);
    expect(marksOf(importInvoice(record))).toEqual(["A19 /lines/0/amount"]);
    expect(marksOf(importInvoice(vendorInvoice({}, [invoiceItem({ quantity: -2, amount: 180 })])))).toEqual([
      "A19 /lines/0/quantity",
    ]);
  });

  test("[E1] licences of one organisation do not mix; another organisation may have others", () => {
    const concurrent = { id: "li-2", product: "Genesys Cloud CX 1 Concurrent" };
    const elsewhere = { ...concurrent, organization: { id: "other", name: "Other" } };
    expect(marksOf(importInvoice(vendorInvoice({}, [invoiceItem(), invoiceItem(concurrent)])))).toEqual([
      "E1 /lines/1/product",
    ]);
    expect(marksOf(importInvoice(vendorInvoice({}, [invoiceItem(), invoiceItem(elsewhere)])))).toEqual([]);
  });
});

describe("the invoice", () => {
  const fieldOf = (result: ReturnType<typeof importInvoice>, ...path: readonly string[]) =>
    valueAt(valueOf(result).value, path);

  test("[B1] payment terms become net days, and must agree with the overlay's", () => {
    expect(fieldOf(importInvoice(vendorInvoice({ paymentTerms: "NET 45 days" })), "customer", "netDays")).toBe(45);
    expect(marksOf(importInvoice(vendorInvoice({ paymentTerms: "2/10 EOM" })))).toEqual(["B1 /invoice/paymentTerms"]);
    const entry = invoiceEntry({ customer: { region: "NA", netDays: 14 } });
    expect(fieldOf(importInvoice(vendorInvoice({ paymentTerms: "2/10 EOM" }), entry), "customer", "netDays")).toBe(14);
    expect(marksOf(importInvoice(vendorInvoice(), entry))).toEqual(["B1 /documents/0/customer/netDays"]);
  });

  test("[B3] the payment link is the vendor's", () => {
    const paymentLink = "https://pay.example.com/i/9";
    expect(fieldOf(importInvoice(vendorInvoice({ paymentLink })), "payment", "link")).toBe(paymentLink);
    const entry = invoiceEntry({ payment: { link: "https://pay.example.com/i/8" } });
    expect(marksOf(importInvoice(vendorInvoice({ paymentLink }), entry))).toEqual(["B3 /documents/0/payment/link"]);
  });

  test.each(["net", "total"])("the vendor's amount is a control total: %s", (amountIs) => {
    expect(fieldOf(importInvoice(vendorInvoice({ amount: 5220.5 }), invoiceEntry({ amountIs })), "totals")).toEqual({
      [amountIs]: "5220.5",
    });
    const entry = invoiceEntry({ amountIs, totals: { [amountIs]: "5220.51" } });
    expect(marksOf(importInvoice(vendorInvoice({ amount: 5220.5 }), entry))).toEqual([
      `– /documents/0/totals/${amountIs}`,
    ]);
  });

  test("whether that is before or after tax must be said", () => {
    const entry = invoiceEntry({ amountIs: undefined });
    expect(marksOf(importInvoice(vendorInvoice({ amount: 1 }), entry))).toEqual(["– /documents/0/amountIs"]);
    expect(marksOf(importInvoice(vendorInvoice(), entry))).toEqual([]);
  });

  test("[F8] a paid invoice needs its payment as a row", () => {
    const record = vendorInvoice({ paymentStatus: "Paid" });
    expect(marksOf(importInvoice(record))).toEqual(["F8 /invoice/paymentStatus"]);
    const paid = [{ id: "p", date: "2026-05-03", amount: "1.00", reason: "card" }];
    expect(marksOf(importInvoice(record, invoiceEntry({ paid })))).toEqual([]);
  });

  test("[A1] [A2] currency, date, number and order must agree with the overlay", () => {
    const contract = { number: "C-1", effectiveDate: "2025-01-01", plan: "monthly", purchaseOrder: "PO-1" };
    const entry = invoiceEntry({ currency: "EUR", issueDate: "2026-05-02", number: "INV-8", contract });
    expect(marksOf(importInvoice(vendorInvoice({ customerPoNumber: "PO-2" }), entry))).toEqual([
      "A1 /documents/0/currency",
      "– /documents/0/issueDate",
      "– /documents/0/number",
      "A2 /documents/0/contract/purchaseOrder",
    ]);
  });

  test("[A2] what the overlay gives of a party completes or corrects the vendor's", () => {
    const billTo = { name: "Example Outdoor Incorporated", emails: ["ap@example.com"] };
    const entry = invoiceEntry({ customer: { region: "NA", billTo } });
    expect(fieldOf(importInvoice(vendorInvoice(), entry), "customer", "billTo")).toEqual({
      ...billTo,
      address: { lines: ["1 Example Way"], city: "Seattle", region: "WA", postalCode: "98101", country: "US" },
    });
  });

  test("a list of lines and the vendor's listing are read alike, and neither is refused", () => {
    const items = [invoiceItem()];
    expect(linesOf(importInvoice(vendorInvoice({}, { entities: items })), "id", "organisation")).toEqual([
      { id: "li-1", organisation: ORGANISATION },
    ]);
    expect(marksOf(importInvoice(vendorInvoice({}, "none")))).toEqual(["– /lines"]);
    expect(marksOf(importInvoice(vendorInvoice({}, { entities: [invoiceItem({ quantity: "many" })] })))).toEqual([
      "A10 /lines/entities/0/quantity",
    ]);
  });

  test("whatever stands in the file is read or refused, never thrown at", () => {
    const fields = [...Object.keys(vendorInvoice()), "item"];
    fc.assert(
      fc.property(
        fc.constantFrom(...fields),
        fc.constantFrom(...Object.keys(invoiceItem()), "paymentTerms", "amount"),
        fc.jsonValue(),
        (field, name, part) => {
          const value =
            field === "item"
              ? vendorInvoice({}, [invoiceItem({ [name]: part })])
              : vendorInvoice({ [name]: part }, part);
          const vendor = { value, locate: (pointer: string) => ({ file: "vendor.json", pointer }) };
          const result = importVendorInvoice(vendor, { overlays: valueOf(overlaysOf(invoiceEntry())), issuer });
          expect(typeof result.ok).toBe("boolean");
          invoiceKey(vendor);
        },
      ),
    );
  });
});

const one = parseDecimal("1") ?? expect.fail("a decimal");
