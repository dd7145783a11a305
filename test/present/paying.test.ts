import { describe, expect, test } from "vitest";
import { GENESYS, MERIDIAN, rawDocument, rawLine } from "../documents.ts";
import { blockOf, dateOf, factLines, maybeBlock, rawTax, str, strs, viewOf } from "./views.ts";

type Raw = Readonly<Record<string, unknown>>;

const LINK = "https://pay.meridian.example/i/abc";
const buyer = (country: string, region = "NA"): Raw => ({
  ...Object(rawDocument()["customer"]),
  billTo: { name: "Buyer", address: { lines: ["1 Street"], city: "City", country } },
  region,
});
/** One line that comes to exactly this amount. */
const amounting = (rate: string, fields: Raw = {}): Raw => ({ lines: [rawLine({ rate })], ...fields });

describe("paying online", () => {
  test("[B3] the link stands as text and as a link, with its QR code and what the code is for", () => {
    const { online } = blockOf(viewOf(), "paying");
    expect(str(online?.heading)).toBe("Pay online by Jun 14, 2026");
    expect(online?.link.href).toBe(LINK);
    expect(str(online?.link.text)).toBe("pay.meridian.example/i/abc");
    expect(str(online?.qr.alt)).toBe("QR code: pay invoice INV-1 online");
    expect(online?.qr.modules.length).toBeGreaterThanOrEqual(21);
  });

  test("[B5] card is named at exactly 25,000.00 and no more at 25,000.01, always subject to the limits", () => {
    const sentence = (rate: string) => str(blockOf(viewOf(amounting(rate)), "paying").online?.paragraphs[0]);
    expect(sentence("25000.00")).toBe(
      "Credit or debit card, or bank debit (ACH), on Stripe’s page, subject to the limits at the time of payment.",
    );
    expect(sentence("25000.01")).toBe(
      "Bank debit (ACH) on Stripe’s page, subject to the limits at the time of payment.",
    );
  });

  test("[B5] in CAD the methods are card and bank debit, whatever the order in the profile", () => {
    const online = {
      ...MERIDIAN.online,
      currencies: {
        ...MERIDIAN.online.currencies,
        ...(MERIDIAN.online.currencies["CAD"] && {
          CAD: { ...MERIDIAN.online.currencies["CAD"], methods: ["bank-debit", "card"] as const },
        }),
      },
    };
    const view = viewOf(
      { currency: "CAD", entity: "ca", customer: buyer("CA") },
      { issuer: { ...MERIDIAN, online }, locale: "en-CA" },
    );
    expect(str(blockOf(view, "paying").online?.paragraphs[0])).toMatch(/^Credit or debit card, or bank debit, on/);
  });

  test("[B4] the invoice says that the link takes its whole amount, one invoice for each payment", () => {
    expect(strs(blockOf(viewOf(), "paying").online?.paragraphs ?? [])[1]).toBe(
      "This link belongs to this invoice alone and takes its whole amount: one invoice for each payment.",
    );
  });

  test("[B3] a customer elsewhere has no link and no mention of one", () => {
    const view = viewOf({ customer: buyer("GB", "EMEA"), payment: {} });
    const paying = blockOf(view, "paying");
    expect(paying.online).toBeUndefined();
    expect(str(paying.direct.heading)).toBe("Pay by bank transfer or check");
    expect(JSON.stringify(view)).not.toMatch(/Stripe|online/);
  });
});

describe("a saved method", () => {
  test("[B7] [B10] the charge is announced with date, brand and last four digits, beside the link", () => {
    const savedMethod = { kind: "card", brand: "Visa", last4: "4242" };
    const paying = blockOf(viewOf({ payment: { link: LINK, savedMethod } }), "paying");
    expect(str(paying.announced?.heading)).toBe("Charged automatically on Jun 14, 2026");
    expect(strs(paying.announced?.paragraphs ?? [])).toEqual([
      "The amount due will be charged on Jun 14, 2026 to your saved card Visa ending in 4242.",
    ]);
    expect(paying.online).toBeDefined();
  });

  test("[B7] a bank account is debited", () => {
    const savedMethod = { kind: "bank", brand: "First Bank", last4: "0001" };
    const paying = blockOf(viewOf({ payment: { link: LINK, savedMethod } }), "paying");
    expect(strs(paying.announced?.paragraphs ?? [])).toEqual([
      "The amount due will be debited on Jun 14, 2026 from your saved bank account First Bank ending in 0001.",
    ]);
  });

  test("[B8] a card above the limit is not announced", () => {
    const savedMethod = { kind: "card", brand: "Visa", last4: "4242" };
    const view = viewOf(amounting("25000.01", { payment: { link: LINK, savedMethod } }));
    expect(blockOf(view, "paying").announced).toBeUndefined();
  });
});

describe("paying directly", () => {
  test("[B2] bank transfer and check are open to everyone, with what a payer needs and the reference to quote", () => {
    const { direct } = blockOf(viewOf(), "paying");
    expect(str(direct.heading)).toBe("Or by bank transfer or check");
    expect(factLines(direct.facts)).toEqual([
      "Bank transfer (ACH, wire): Bank: Cascadia Commercial Bank | Account holder: Meridian Contact Cloud, Inc. | " +
        "Routing: 123456780 | Account: 4400 112 908 | BIC: CASCUS66",
      "Check: Payable to: Meridian Contact Cloud, Inc. | Mail to: P.O. Box 7710, Portland, OR 97208",
      "Reference: INV-1",
    ]);
  });

  test("[B2] the heading names no check where the entity takes none", () => {
    const view = viewOf(
      { entity: "gb", currency: "GBP", customer: buyer("GB", "EMEA"), payment: {} },
      { locale: "en-GB" },
    );
    const { direct } = blockOf(view, "paying");
    expect(direct.facts.map(({ label }) => str(label))).not.toContain("Cheque");
    expect(str(direct.heading)).toBe("Pay by bank transfer");
  });
});

describe("nothing to pay", () => {
  test("[B9] a credit note has neither payment block, nor due date, nor terms", () => {
    const corrects = { number: "INV-0", date: "2026-04-15", reason: "wrong rate" };
    const view = viewOf({ kind: "credit-note", lines: [rawLine({ quantity: "-1", corrects })], payment: {} });
    expect(maybeBlock(view, "paying")).toBeUndefined();
    expect(factLines(blockOf(view, "summary").facts)).toEqual(["Issue date: May 15, 2026"]);
    const facts = factLines(blockOf(view, "details").facts);
    expect(facts[0]).toBe("Credited in: US dollar (USD)");
    expect(facts.some((fact) => fact.startsWith("Payment terms"))).toBe(false);
    expect(str(blockOf(view, "letterhead").title)).toBe("Credit note");
  });

  test("[B9] an invoice that is paid in full has no payment block", () => {
    const paid = [{ id: "p", date: "2026-05-01", amount: "75.00", reason: "deposit" }];
    expect(maybeBlock(viewOf({ paid, payment: {} }), "paying")).toBeUndefined();
  });
});

describe("a preview", () => {
  const facts = { kind: "preview", today: dateOf("2026-05-15") } as const;
  const preview = () => viewOf({}, { facts });

  test("[F4] is marked on every page and says up to which day it counts", () => {
    const view = preview();
    expect(strs(view.marks)).toEqual(["PREVIEW – not an invoice"]);
    const letterhead = blockOf(view, "letterhead");
    expect(strs(letterhead.marks)).toEqual(["PREVIEW – not an invoice", "Charges up to May 14, 2026"]);
    expect(str(letterhead.title)).toBe("Invoice preview");
  });

  test("[F4] has neither number, due date, payment block nor link, and asks for nothing", () => {
    const view = preview();
    expect(blockOf(view, "letterhead").number).toBeUndefined();
    expect(maybeBlock(view, "paying")).toBeUndefined();
    expect(factLines(blockOf(view, "summary").facts)).toEqual(["As of: May 14, 2026"]);
    expect(str(blockOf(view, "summary").amount?.label)).toBe("Total so far");
    expect(str(blockOf(view, "totals").rows.at(-1)?.label)).toBe("Total so far");
    expect(JSON.stringify(view)).not.toMatch(/INV-1|pay\.meridian|Amount due|Stripe/);
    expect(view.meta.title).toBe("Invoice preview");
    expect(str(view.footer.reference)).toBe("Invoice preview");
  });

  test("[F4] [F7] of a demo profile is marked as both", () => {
    const view = viewOf({ taxes: [rawTax({ id: "none" })] }, { issuer: GENESYS, facts });
    expect(strs(view.marks)).toEqual(["SAMPLE – not a demand for payment", "PREVIEW – not an invoice"]);
  });
});
