import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { compareDecimals, decimalOf, parseDecimal } from "../../src/kernel/money.ts";
import { valueAt } from "../../src/intake/pointer.ts";
import { readDraft } from "../../src/intake/read-draft.ts";
import { overviewKey } from "../../src/intake/overview-record.ts";
import { importSubscriptionOverview } from "../../src/intake/subscription-overview.ts";
import {
  importOverview,
  issuer,
  issuesIn,
  linesOf,
  marksOf,
  overlayEntry,
  overlaysOf,
  overview,
  parseVendor,
  usage,
  valueOf,
} from "./vendor-records.ts";

const PREPAY_MAY = { period: { first: "2026-05-01", last: "2026-05-31" } };
const monthly = (over = {}) => overview({ subscriptionType: "MONTH_TO_MONTH", ...over });
const annualMonthly = (over = {}) => overview({ subscriptionType: "PREPAY_MONTHLY_COMMITMENT", ...over });
const ramp = { inRampPeriod: true, rampPeriodStartDate: "2026-04-01T00:00:00Z" };

describe("the vendor's sample", () => {
  const text = readFileSync("golden/demo-vendor-overview/input.json", "utf8");
  const overlay = JSON.parse(readFileSync("golden/demo-vendor-overview/overlay.json", "utf8"));
  const draft = importSubscriptionOverview(parseVendor(text), {
    overlays: valueOf(overlaysOf(...overlay.documents)),
    issuer,
  });

  test("[A18] of 71 usage rows the one that comes to something is a line", () => {
    expect(linesOf(draft, "product", "quantity", "rate", "period")).toEqual([
      { product: "SMS MRC Rate C", quantity: "1", rate: "1.25", period: { first: "2025-10-12", last: "2025-11-11" } },
    ]);
  });

  test("it is a rated document", () => {
    const document = valueOf(readDraft(valueOf(draft), issuer));
    expect(document.contract).toMatchObject({ plan: "annual-prepay", licenceModel: "concurrent" });
    expect(document.customer.organisations).toEqual([
      { id: "00000000-0000-4000-8000-000000000001", name: "Sample Org" },
    ]);
  });

  test("each field leads back to the file that it was read from", () => {
    const { locate } = valueOf(draft);
    const row = JSON.parse(text).usages.findIndex(({ name }: { name: string }) => name === "SMS MRC Rate C");
    expect(locate("/lines/0/rate")).toMatchObject({ file: "vendor.json", pointer: `/usages/${row}/overagePrice` });
    expect(locate("/lines/0/quantity").pointer).toBe(`/usages/${row}/usageQuantity`);
    expect(locate("/lines/0/period/last").pointer).toBe("/billingPeriodEndDate");
    expect(locate("/lines/0/taxes/0")).toMatchObject({ file: "overlay.json", pointer: "/documents/0/lineTaxes/0" });
    expect(locate("/customer/billTo/name")).toMatchObject({
      file: "overlay.json",
      pointer: "/documents/0/customer/billTo/name",
    });
    expect(locate("/customer/organisations/0/name").pointer).toBe("/organization/name");
    expect(locate("/nowhere")).toMatchObject({ file: "overlay.json", pointer: "/documents/0" });
  });
});

describe("commitment and what is beyond it", () => {
  const row = usage({ usageQuantity: "138", prepayQuantity: "80" });

  test("[A4] 80 committed and 138 used are 80 ahead at the prepay price and 58 on demand", () => {
    const draft = importOverview(annualMonthly({ usages: [row] }), overlayEntry({ prepay: PREPAY_MAY }));
    expect(linesOf(draft, "id", "quantity", "rate", "prepay", "period", "committed", "used")).toEqual([
      {
        id: "usage-0-committed",
        quantity: "80",
        rate: "75.00",
        prepay: true,
        period: PREPAY_MAY.period,
        committed: "80",
      },
      {
        id: "usage-0",
        quantity: "58",
        rate: "90.00",
        period: { first: "2026-04-01", last: "2026-04-30" },
        committed: "80",
        used: "138",
      },
    ]);
  });

  test.each([
    ["79", []],
    ["80", []],
    ["81", [{ quantity: "1" }]],
  ])("[A4] of 80 committed, %s used give on-demand lines %j", (usageQuantity, lines) => {
    expect(linesOf(importOverview(overview({ usages: [{ ...row, usageQuantity }] })), "quantity")).toEqual(lines);
  });

  test("[A4] what is committed is not shown as an on-demand line of zero either", () => {
    const draft = importOverview(
      overview({ usages: [{ ...row, usageQuantity: "80" }] }),
      overlayEntry({ showZeroLines: true }),
    );
    expect(linesOf(draft, "quantity")).toEqual([]);
  });

  test("[D2] an annual prepayment is a line only when the overlay says that it is due, at the monthly price times its months", () => {
    const prepay = { period: { first: "2026-05-01", last: "2027-04-30" }, months: 12 };
    const draft = importOverview(overview({ usages: [{ ...row, prepayPrice: "75.125" }] }), overlayEntry({ prepay }));
    expect(linesOf(draft, "quantity", "rate", "prepay", "period")[0]).toEqual({
      quantity: "80",
      rate: "901.500",
      prepay: true,
      period: prepay.period,
    });
    expect(linesOf(importOverview(overview({ usages: [row] })), "quantity", "prepay")).toEqual([{ quantity: "58" }]);
  });

  test("[D2] an annual prepayment needs its months, and a period of that length", () => {
    const period = { first: "2026-05-01", last: "2027-04-30" };
    for (const prepay of [{ period }, { period, months: 11 }, { period, months: 14 }]) {
      expect(marksOf(importOverview(overview({ usages: [row] }), overlayEntry({ prepay })))).toEqual([
        "D2 /documents/0/prepay",
      ]);
    }
  });

  test("[A3] on a plan paid monthly the coming cycle must be named, or that there is none", () => {
    const record = annualMonthly({ usages: [row] });
    expect(marksOf(importOverview(record))).toEqual(["A3 /documents/0/prepay"]);
    expect(linesOf(importOverview(record, overlayEntry({ prepay: "none" })), "quantity")).toEqual([{ quantity: "58" }]);
    const late = { period: { first: "2026-05-02", last: "2026-05-31" } };
    expect(issuesIn(importOverview(record, overlayEntry({ prepay: late })))[0]?.message).toBe(
      "the coming cycle begins on 2026-05-01, not on 2026-05-02",
    );
    const year = { period: { first: "2026-05-01", last: "2027-04-30" }, months: 12 };
    expect(marksOf(importOverview(record, overlayEntry({ prepay: year })))).toEqual(["A3 /documents/0/prepay"]);
  });

  test("[D13] nothing is paid ahead on a monthly plan", () => {
    expect(marksOf(importOverview(monthly({ usages: [row] }), overlayEntry({ prepay: PREPAY_MAY })))).toEqual([
      "D13 /documents/0/prepay",
    ]);
  });

  test.each([
    [
      "the larger of the two, where one rate applies",
      { overagePrice: "75.00" },
      "100",
      [{ quantity: "100", rate: "75.00" }],
    ],
    ["the commitment, where less was used", { overagePrice: "75.00" }, "60", [{ quantity: "80", rate: "75.00" }]],
    [
      "two lines, where the excess has its own rate",
      {},
      "100",
      [
        { quantity: "80", rate: "75.00" },
        { quantity: "20", rate: "90.00" },
      ],
    ],
    ["what was used, where nothing is committed", { prepayQuantity: "0" }, "100", [{ quantity: "100", rate: "90.00" }]],
  ])("[D4] a monthly plan charges in arrears %s", (...[, prices, usageQuantity, lines]) => {
    const draft = importOverview(monthly({ usages: [{ ...row, ...prices, usageQuantity }] }));
    expect(linesOf(draft, "quantity", "rate", "prepay")).toEqual(lines);
  });

  test("[A4] a price that is needed and missing is told, one that is not needed is not missed", () => {
    const bare = { overagePrice: undefined, prepayPrice: undefined };
    expect(marksOf(importOverview(overview({ usages: [{ ...row, ...bare }] })))).toEqual(["A4 /usages/0"]);
    expect(issuesIn(importOverview(overview({ usages: [{ ...row, ...bare, usageQuantity: "80" }] })))).toEqual([]);
  });
});

describe("fair use", () => {
  const resource = {
    grouping: "resource",
    unitOfMeasureType: "request",
    name: "Genesys Cloud API Resource",
    overagePrice: "0.0001",
  };

  test("[E8] bundleQuantity is the included amount: 505,992 used of 182,000 bill 323,992", () => {
    const row = usage({ ...resource, overagePrice: "0.001", usageQuantity: "505992", bundleQuantity: "182000" });
    expect(
      linesOf(importOverview(overview({ usages: [row] })), "kind", "unit", "quantity", "included", "used"),
    ).toEqual([{ kind: "resource", unit: "request", quantity: "323992", included: "182000", used: "505992" }]);
  });

  test("[E8] use within the allowance is no line, and one of zero where zero lines are asked for", () => {
    const row = usage({ ...resource, usageQuantity: "10", bundleQuantity: "10" });
    expect(linesOf(importOverview(overview({ usages: [row] })), "quantity")).toEqual([]);
    const shown = importOverview(overview({ usages: [row] }), overlayEntry({ showZeroLines: true }));
    expect(linesOf(shown, "quantity", "included", "used")).toEqual([{ quantity: "0", included: "10", used: "10" }]);
  });

  test("[E8] users have no allowance: one a licence means nothing, any other figure is refused", () => {
    const row = usage({ usageQuantity: "5", bundleQuantity: "1" });
    expect(linesOf(importOverview(overview({ usages: [row] })), "quantity", "included")).toEqual([{ quantity: "5" }]);
    expect(marksOf(importOverview(overview({ usages: [{ ...row, bundleQuantity: "3" }] })))).toEqual([
      "E8 /usages/0/bundleQuantity",
    ]);
  });

  test("[A18] an amount that rounds to nothing is no line: 49 requests at 0.0001", () => {
    const rows = [usage({ ...resource, usageQuantity: "49" }), usage({ ...resource, usageQuantity: "50" })];
    expect(linesOf(importOverview(overview({ usages: rows })), "quantity")).toEqual([{ quantity: "50" }]);
  });
});

describe("the ramp", () => {
  const users = usage({ usageQuantity: "12", prepayQuantity: "10" });
  const app = usage({ name: "Partner App", isThirdParty: true, usageQuantity: "12", prepayQuantity: "10" });
  const messages = usage({
    name: "SMS",
    grouping: "messaging-usage",
    unitOfMeasureType: "message",
    usageQuantity: "1000",
    overagePrice: "0.01",
  });
  const usages = [users, app, messages];

  test("[D1] users are waived; apps and messages are charged on actual use, in arrears", () => {
    const draft = importOverview(annualMonthly({ ...ramp, rampPeriodEndDate: "2026-05-31T23:59:59Z", usages }));
    expect(linesOf(draft, "kind", "quantity", "prepay")).toEqual([
      { kind: "app", quantity: "12" },
      { kind: "messaging", quantity: "1000" },
    ]);
  });

  test("[D1] an older contract bills actual users in the ramp", () => {
    const draft = importOverview(
      overview({ inRampPeriod: true, usages: [users] }),
      overlayEntry({ rampUsers: "billed" }),
    );
    expect(linesOf(draft, "kind", "quantity", "rate")).toEqual([{ kind: "user", quantity: "12", rate: "90.00" }]);
  });

  test("[D3] the last ramp invoice holds the prepayment of the term's first cycle too", () => {
    const record = annualMonthly({ ...ramp, rampPeriodEndDate: "2026-04-30T23:59:59.999Z", usages: [users] });
    expect(marksOf(importOverview(record))).toEqual(["A3 /documents/0/prepay"]);
    expect(linesOf(importOverview(record, overlayEntry({ prepay: PREPAY_MAY })), "quantity", "prepay")).toEqual([
      { quantity: "10", prepay: true },
    ]);
  });

  test("[D3] before that nothing is paid ahead", () => {
    const record = annualMonthly({ ...ramp, rampPeriodEndDate: "2026-05-31T23:59:59Z", usages });
    expect(marksOf(importOverview(record, overlayEntry({ prepay: PREPAY_MAY })))).toEqual(["D3 /documents/0/prepay"]);
  });

  test("[C3] a ramp that ends within the cycle, or against its flag, is reported", () => {
    const within = overview({ ...ramp, rampPeriodEndDate: "2026-04-29T23:59:59Z" });
    const past = overview({ ...ramp, rampPeriodEndDate: "2026-03-31T23:59:59Z" });
    const denied = overview({ inRampPeriod: false, rampPeriodEndDate: "2026-06-30T23:59:59Z" });
    for (const record of [within, past, denied])
      expect(marksOf(importOverview(record))).toEqual(["C3 /rampPeriodEndDate"]);
  });

  test("[C3] without the flag the dates decide", () => {
    const record = {
      rampPeriodStartDate: "2026-04-01T00:00:00Z",
      rampPeriodEndDate: "2026-04-30T23:59:59Z",
      usages: [users],
    };
    expect(linesOf(importOverview(overview(record)), "quantity")).toEqual([]);
    const over = { ...record, rampPeriodStartDate: "2026-03-01T00:00:00Z", rampPeriodEndDate: "2026-03-31T23:59:59Z" };
    expect(linesOf(importOverview(overview(over)), "quantity")).toEqual([{ quantity: "2" }]);
  });
});

describe("contact-centre licences", () => {
  const named = usage({ name: "Genesys Cloud CX 1", usageQuantity: "1" });
  const concurrent = usage({ name: "Genesys Cloud CX 3 Concurrent", usageQuantity: "1" });
  const hourly = usage({
    name: "Genesys Cloud CX 2 Hourly",
    unitOfMeasureType: "hour",
    usageQuantity: "222.34",
    overagePrice: "1.50",
  });
  const communicate = usage({ name: "Genesys Cloud Communicate", usageQuantity: "1" });

  test.each([[[named, concurrent]], [[concurrent, hourly]], [[named, hourly]]])(
    "[E1] a mixture is refused",
    (usages) => {
      expect(marksOf(importOverview(overview({ usages })))).toEqual(["E1 /usages/1/name"]);
    },
  );

  test("[E1] Communicate may stand beside concurrent licences, and a licence that nobody holds mixes with nothing", () => {
    const unused = { ...named, usageQuantity: "0" };
    const draft = importOverview(overview({ usages: [concurrent, communicate, unused] }));
    expect(linesOf(draft, "product", "licenceModel")).toEqual([
      { product: "Genesys Cloud CX 3 Concurrent", licenceModel: "concurrent" },
      { product: "Genesys Cloud Communicate" },
    ]);
    expect(valueAt(valueOf(draft).value, ["contract", "licenceModel"])).toBe("concurrent");
  });

  test("[E1] the contract must say the same", () => {
    const contract = { number: "C-1", effectiveDate: "2025-01-01", licenceModel: "named" };
    expect(marksOf(importOverview(overview({ usages: [concurrent] }), overlayEntry({ contract })))).toEqual([
      "E1 /documents/0/contract/licenceModel",
    ]);
  });

  test("[E7] the hours of all users are rounded up once", () => {
    expect(linesOf(importOverview(overview({ usages: [hourly] })), "quantity", "unit")).toEqual([
      { quantity: "223", unit: "hour" },
    ]);
  });
});

describe("kinds and units", () => {
  test("[A5] an unknown grouping and unit name the field of the profile", () => {
    const issues = issuesIn(
      importOverview(overview({ usages: [usage({ grouping: "ai-things", unitOfMeasureType: "Parsec" })] })),
    );
    expect(issues.map(({ rule, at, hint }) => ({ rule, at, hint }))).toEqual([
      { rule: "A6", at: "/usages/0/unitOfMeasureType", hint: `add "parsec" to imports.units of the issuer's profile` },
      { rule: "A5", at: "/usages/0/grouping", hint: `add "ai-things" to imports.groupings of the issuer's profile` },
    ]);
  });

  test("[A5] a grouping called constructor is unknown like any other", () => {
    expect(marksOf(importOverview(overview({ usages: [usage({ grouping: "constructor" })] })))).toEqual([
      "A5 /usages/0/grouping",
    ]);
  });

  test("[D9] a third party's product is an app, whatever its grouping", () => {
    const draft = importOverview(overview({ usages: [usage({ isThirdParty: true, usageQuantity: "1" })] }));
    expect(linesOf(draft, "kind", "licenceModel")).toEqual([{ kind: "app" }]);
  });

  test("[D7] recurring and set-up charges of numbers are told by the profile's words", () => {
    const row = { grouping: "messaging", unitOfMeasureType: "number", usageQuantity: "1" };
    const usages = ["SMS MRC Rate C", "US Short Code Set Up One Time Charge", "Vanity number"].map((name) =>
      usage({ ...row, name }),
    );
    expect(linesOf(importOverview(overview({ usages })), "kind")).toEqual([
      { kind: "number-recurring" },
      { kind: "number-setup" },
      { kind: "messaging" },
    ]);
  });
});

describe("the minimum amount", () => {
  const users = usage({ usageQuantity: "12", prepayQuantity: "10" });

  test("[D12] a line brings core services up to it; the commitment counts, wherever it is invoiced", () => {
    const draft = importOverview(overview({ minimumMonthlyAmount: "1000.00", usages: [users] }));
    expect(linesOf(draft, "id", "kind", "quantity", "unit", "rate").at(-1)).toEqual({
      id: "minimum",
      kind: "minimum",
      quantity: "1",
      unit: "month",
      rate: "70.00",
    });
  });

  test("[D12] no line at exactly the minimum, none in the ramp, and other services do not count", () => {
    const idsOf = (record: Readonly<Record<string, unknown>>) =>
      linesOf(importOverview(record), "id").map(({ id }) => id);
    expect(idsOf(overview({ minimumMonthlyAmount: "930.00", usages: [users] }))).toEqual(["usage-0"]);
    expect(idsOf(overview({ minimumMonthlyAmount: "930.01", usages: [users] }))).toEqual(["usage-0", "minimum"]);
    expect(idsOf(overview({ inRampPeriod: true, minimumMonthlyAmount: "5000.00", usages: [users] }))).toEqual([]);
    const app = usage({ isThirdParty: true, usageQuantity: "100" });
    expect(idsOf(overview({ minimumMonthlyAmount: "0.01", usages: [app] }))).toEqual(["usage-0", "minimum"]);
  });

  test("[D12] a minimum finer than the currency is refused", () => {
    expect(marksOf(importOverview(overview({ minimumMonthlyAmount: "10.001" })))).toEqual([
      "D12 /minimumMonthlyAmount",
    ]);
  });
});

describe("what the overview says of itself", () => {
  test.each([
    ["PREPAY", "annual-prepay"],
    ["DEV_ORG_PREPAY", "annual-prepay"],
    ["PREPAY_MONTHLY_COMMITMENT", "annual-monthly"],
    ["DEV_ORG_PREPAY_MONTHLY_COMMITMENT", "annual-monthly"],
    ["MONTH_TO_MONTH", "monthly"],
    ["FREE_TRIAL_MONTH_TO_MONTH", "monthly"],
    ["DEV_ORG_MONTH_TO_MONTH", "monthly"],
  ])("[D2] [D3] [D4] %s is the plan %s", (subscriptionType, plan) => {
    expect(valueAt(valueOf(importOverview(overview({ subscriptionType }))).value, ["contract", "plan"])).toBe(plan);
  });

  test("[D13] ININ and unknown types are refused", () => {
    expect(issuesIn(importOverview(overview({ subscriptionType: "ININ" })))[0]?.message).toContain("the vendor itself");
    expect(issuesIn(importOverview(overview({ subscriptionType: "MONTH_TO_MONT" })))[0]?.hint).toBe(
      'did you mean "MONTH_TO_MONTH"?',
    );
  });

  test("[D13] [C8] the overlay's plan must agree; month to month after the term is one of the vendor's monthly plans", () => {
    const contract = { number: "C-1", effectiveDate: "2025-01-01", plan: "month-to-month" };
    expect(marksOf(importOverview(overview(), overlayEntry({ contract })))).toEqual(["D13 /documents/0/contract/plan"]);
    expect(valueAt(valueOf(importOverview(monthly(), overlayEntry({ contract }))).value, ["contract", "plan"])).toBe(
      "month-to-month",
    );
  });

  test("[A1] [A16] [C1] currency, organisation and start of the contract must agree with the overlay", () => {
    const entry = overlayEntry({
      currency: "EUR",
      customer: { accountId: "A-1", region: "NA", organisations: [{ id: "other", name: "Other" }] },
    });
    expect(marksOf(importOverview(overview({ contractEffectiveDate: "2025-01-02T00:00:00Z" }), entry))).toEqual([
      "A1 /documents/0/currency",
      "C1 /documents/0/contract/effectiveDate",
      "A16 /documents/0/customer/organisations",
    ]);
  });

  test("[C1] a period that ends before it begins is refused", () => {
    expect(marksOf(importOverview(overview({ billingPeriodStartDate: "2026-05-01T00:00:00Z" })))).toEqual([
      "C1 /billingPeriodEndDate",
    ]);
  });

  test.each([
    ["billingPeriodStartDate", "2026-04-01T00:00:00.000Z", true],
    ["billingPeriodStartDate", "2026-04-01", true],
    ["billingPeriodStartDate", "2026-04-01T07:00:00Z", false],
    ["billingPeriodStartDate", "2026-04-01T00:00:00+02:00", false],
    ["billingPeriodStartDate", "2026-02-30T00:00:00Z", false],
    ["billingPeriodEndDate", "2026-04-30T23:59:59Z", true],
    ["billingPeriodEndDate", "2026-04-30T23:59:59.999Z", true],
    ["billingPeriodEndDate", "2026-04-30T00:00:00Z", false],
    ["billingPeriodEndDate", "2026-04-30T23:59:00Z", false],
  ])("[C5] %s %s is a calendar date: %s", (field, instant, isRead) => {
    expect(marksOf(importOverview(overview({ [field]: instant })))).toEqual(isRead ? [] : [`C5 /${field}`]);
  });

  test("all problems are told at once, of the head and of every row", () => {
    const usages = [
      usage({ usageQuantity: "-1" }),
      usage({ usageQuantity: "1e3", grouping: "?" }),
      usage({ name: undefined }),
    ];
    const record = overview({ currency: undefined, billingPeriodEndDate: "2026-04-30T00:00:00Z", usages });
    expect(marksOf(importOverview(record))).toEqual([
      "– /currency",
      "C5 /billingPeriodEndDate",
      "A19 /usages/0/usageQuantity",
      "A10 /usages/1/usageQuantity",
      "– /usages/2/name",
    ]);
  });

  test("[J-ALL-6] a line whose tax nobody has named is refused", () => {
    const entry = overlayEntry({ lineTaxes: undefined, lineTaxesByKind: { app: ["t"] } });
    const usages = [usage({ usageQuantity: "1" }), usage({ usageQuantity: "1", isThirdParty: true })];
    expect(marksOf(importOverview(overview({ usages }), entry))).toEqual(["J-ALL-6 /usages/0"]);
  });
});

describe("any overview", () => {
  const figure = fc
    .tuple(fc.nat(2_000), fc.nat(99))
    .map(([whole, part]) => `${whole}.${String(part).padStart(2, "0")}`);
  const row = fc.record({
    name: fc.constantFrom("Genesys Cloud CX 1", "Genesys Cloud Communicate", "SMS MRC", "Partner App"),
    grouping: fc.constantFrom("user-license", "resource", "messaging", "device", "billable-app-org-license"),
    unitOfMeasureType: fc.constantFrom("user", "number", "minute", "license"),
    usageQuantity: figure,
    overagePrice: figure,
    prepayQuantity: fc.nat(500).map(String),
    prepayPrice: figure,
    bundleQuantity: fc.option(figure, { nil: undefined }),
    isThirdParty: fc.boolean(),
  });
  const record = fc.record({
    subscriptionType: fc.constantFrom("PREPAY", "PREPAY_MONTHLY_COMMITMENT", "MONTH_TO_MONTH"),
    inRampPeriod: fc.boolean(),
    minimumMonthlyAmount: fc.option(figure, { nil: undefined }),
    usages: fc.array(row, { maxLength: 8 }),
  });
  const entry = overlayEntry({ prepay: "none" });

  test("[A4] [E8] no quantity is ever below zero", () => {
    fc.assert(
      fc.property(record, (over) => {
        const result = importOverview(overview(over), entry);
        const quantities = result.ok
          ? linesOf(result, "quantity").map(({ quantity }) => parseDecimal(String(quantity)))
          : [];
        return quantities.every((quantity) => quantity !== undefined && compareDecimals(quantity, decimalOf(0n)) >= 0);
      }),
    );
  });

  test("[A4] use within the commitment gives no on-demand line on an annual plan", () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.nat(500),
        fc.constantFrom("PREPAY", "PREPAY_MONTHLY_COMMITMENT"),
        (a, b, subscriptionType) => {
          const usages = [usage({ usageQuantity: String(Math.min(a, b)), prepayQuantity: String(Math.max(a, b, 1)) })];
          expect(linesOf(importOverview(overview({ subscriptionType, usages }), entry), "id")).toEqual([]);
        },
      ),
    );
  });

  test("whatever stands in the file is read or refused, never thrown at", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom(...Object.keys(overview()), "usages/0"),
        fc.jsonValue(),
        (whole, field, part) => {
          const broken = field === "usages/0" ? overview({ usages: [part] }) : overview({ [field]: part });
          for (const value of [whole, broken]) {
            const vendor = { value, locate: (pointer: string) => ({ file: "vendor.json", pointer }) };
            const result = importSubscriptionOverview(vendor, {
              overlays: valueOf(overlaysOf(overlayEntry())),
              issuer,
            });
            expect(typeof result.ok).toBe("boolean");
            overviewKey(vendor);
          }
        },
      ),
    );
  });
});

describe("the machine's zone", () => {
  const zone = process.env["TZ"];
  afterEach(() => {
    process.env["TZ"] = zone;
  });

  test("[C4] [C5] periods are never a day off, wherever the process runs", () => {
    const day = fc.date({
      min: new Date("2000-01-02T00:00:00Z"),
      max: new Date("2090-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        day,
        fc.constantFrom("Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "UTC"),
        (date, timeZone) => {
          process.env["TZ"] = timeZone;
          expect(timeZone === "UTC" || new Date(2026, 0, 1).getTimezoneOffset() !== 0).toBe(true);
          const text = date.toISOString().slice(0, 10);
          const record = overview({
            billingPeriodStartDate: `${text}T00:00:00Z`,
            billingPeriodEndDate: `${text}T23:59:59.999Z`,
            usages: [usage({ usageQuantity: "1" })],
          });
          expect(linesOf(importOverview(record), "period")).toEqual([{ period: { first: text, last: text } }]);
        },
      ),
    );
  });
});
