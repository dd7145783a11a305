import { describe, expect, test } from "vitest";
import type { CalendarDate } from "../../src/kernel/calendar.ts";
import { zeroMoney } from "../../src/kernel/money.ts";
import { issueInvoice } from "../../src/issue/issue.ts";
import { reviewLaw } from "../../src/law/law.ts";
import type { Issuer } from "../../src/policy/issuer.ts";
import { invoiceOf, MERIDIAN, rawLine, valueOf } from "../documents.ts";

type Fields = Record<string, unknown>;

const GERMAN = {
  accountId: "A-1",
  organisations: [],
  billTo: { name: "Nordwind GmbH", address: { lines: ["Hafen 1"], city: "Kiel", postalCode: "24103", country: "DE" } },
  region: "EMEA",
};
const VAT = { id: "vat", name: "USt", jurisdiction: "DE", category: "standard", rate: "19" };
const inGermany = (fields: Fields = {}): Fields => ({
  entity: "de",
  currency: "EUR",
  customer: GERMAN,
  lines: [rawLine({ taxes: ["vat"] })],
  taxes: [VAT],
  ...fields,
});

const review = (fields: Fields, issuer: Issuer = MERIDIAN) => {
  const invoice = invoiceOf(fields, issuer);
  const facts = { kind: "numbered", number: "R-1", cardPaidThisMonth: zeroMoney(invoice.currency) } as const;
  return reviewLaw(valueOf(issueInvoice(invoice, facts, issuer)));
};

const faultsOf = (...args: Parameters<typeof review>) => {
  const result = review(...args);
  return result.ok ? [] : result.issues.map(({ rule, at, message }) => `${rule ?? ""} ${at} ${message}`);
};

const withEntity = (id: string, change: Partial<Issuer["entities"][string]>): Issuer => {
  const entity = MERIDIAN.entities[id];
  if (entity === undefined) throw new Error(`${id} is an entity`);
  return { ...MERIDIAN, entities: { ...MERIDIAN.entities, [id]: { ...entity, ...change } } };
};

describe("titles", () => {
  test("[J-ALL-10] an Australian entity issues a tax invoice, a German one an invoice", () => {
    const australian = { entity: "au", currency: "AUD", customer: GERMAN, lines: [rawLine()] };
    expect(valueOf(review(australian)).title).toBe("tax-invoice");
    expect(valueOf(review(inGermany())).title).toBe("invoice");
  });

  test("[J-ALL-10] a seller without a registration may not issue a tax invoice", () => {
    const unregistered = withEntity("au", { taxIds: [] });
    expect(faultsOf({ entity: "au", currency: "AUD", customer: GERMAN }, unregistered)).toEqual([
      "J-ALL-10 /entity a seller without a tax registration may not issue a tax invoice",
    ]);
  });

  test("[F4] a preview never bears the title of an invoice", () => {
    const preview = issueInvoice(
      invoiceOf(inGermany()),
      { kind: "preview", today: "2026-05-20" as CalendarDate },
      MERIDIAN,
    );
    expect(valueOf(reviewLaw(valueOf(preview))).title).toBe("preview");
  });
});

describe("notices", () => {
  test("[A7] every document carries the tax-exclusion notice, one without any tax too", () => {
    expect(valueOf(review({ customer: GERMAN })).notices).toEqual(["taxExclusion"]);
  });

  test("[A7] withholding says whether it is deducted", () => {
    const withholdings = [{ id: "w", name: "IRRF", rate: "1.5" }];
    const contract = {
      number: "Q",
      effectiveDate: "2026-01-01",
      plan: "monthly",
      licenceModel: "named",
      withholding: "deduct",
    };
    expect(valueOf(review({ customer: GERMAN, withholdings })).notices).toContain("withholdingInformed");
    expect(valueOf(review({ customer: GERMAN, withholdings, contract })).notices).toContain("withholdingDeducted");
  });

  test("[J-ALL-9] a document that is not the fiscal document says so", () => {
    expect(valueOf(review({ customer: GERMAN, fiscal: { document: "NFS-e 1234", key: "ABCD" } })).notices).toContain(
      "notTheFiscalDocument",
    );
  });
});

describe("faults", () => {
  test("[J-ALL-1] a credit note names what it corrects on every line", () => {
    const lines = [rawLine({ quantity: "-1" })];
    expect(faultsOf({ customer: GERMAN, kind: "credit-note", lines })).toEqual([
      "J-ALL-1 /lines/0/corrects is missing: a credit note names the invoice that it corrects",
    ]);
  });

  test("[J-ALL-3] a seller that charges tax has a tax number", () => {
    expect(faultsOf(inGermany(), withEntity("de", { taxIds: [] }))).toEqual([
      "J-ALL-3 /entity Meridian Contact Cloud GmbH charges tax but the profile has no tax number of it",
    ]);
  });

  test("[J-ALL-3] reverse charge needs the buyer's tax number", () => {
    const reversed = { ...VAT, category: "reverse-charge", rate: "0", reason: "Reverse charge" };
    expect(faultsOf(inGermany({ taxes: [reversed] }))).toEqual([
      "J-ALL-3 /customer/billTo/taxIds the buyer's tax number is missing: under reverse charge the buyer owes the tax",
    ]);
  });

  test("[J-ALL-4] a line without a tax is refused", () => {
    expect(faultsOf({ customer: GERMAN, lines: [rawLine({ taxes: [] })] })).toEqual([
      "J-ALL-4 /lines/0/taxes names no tax",
    ]);
  });

  test("[J-ALL-6] a zero tax states its reason", () => {
    expect(faultsOf(inGermany({ taxes: [{ ...VAT, category: "exempt", rate: "0" }] }))).toEqual([
      "J-ALL-6 /taxes/0/reason is missing: why is there no USt?",
    ]);
  });

  test("[J-ALL-7] tax that is owed in another currency is shown in it, with rate, date and source", () => {
    const british = { ...VAT, id: "vat", name: "VAT", jurisdiction: "GB", rate: "20" };
    const inEuro = {
      entity: "gb",
      currency: "EUR",
      customer: GERMAN,
      lines: [rawLine({ taxes: ["vat"] })],
      taxes: [british],
    };
    expect(faultsOf(inEuro)).toEqual(["J-ALL-7 /taxCurrency VAT is owed in GBP, but the document is in EUR"]);
    const taxCurrency = { currency: "GBP", rate: "0.86", date: "2026-05-14", source: "HMRC" };
    expect(faultsOf({ ...inEuro, taxCurrency })).toEqual([]);
  });

  test("[J-ALL-5] a document whose figures do not add up is refused, whoever made it", () => {
    const invoice = invoiceOf(inGermany());
    const facts = { kind: "numbered", number: "R-1", cardPaidThisMonth: zeroMoney(invoice.currency) } as const;
    const issued = valueOf(issueInvoice(invoice, facts, MERIDIAN));
    const tampered = { ...issued, invoice: { ...invoice, total: invoice.net } };
    const result = reviewLaw(tampered);
    expect(result.ok ? [] : result.issues.map(({ rule, at }) => `${rule ?? ""} ${at}`)).toEqual([
      "J-ALL-5 /totals/total",
      "J-ALL-5 /totals/due",
    ]);
  });

  test("a document that passes says how each row was met", () => {
    expect(valueOf(review(inGermany())).met.map(({ rule }) => rule)).toEqual([
      "J-ALL-1",
      "J-ALL-2",
      "J-ALL-3",
      "J-ALL-4",
      "J-ALL-5",
      "J-ALL-6",
      "J-ALL-7",
      "J-ALL-8",
      "J-ALL-9",
      "J-ALL-10",
    ]);
  });
});
