import { describe, expect, test } from "vitest";
import { GENESYS, rawDocument, rawLine } from "../documents.ts";
import { blockOf, factLines, issuedOf, languageOf, str, strs, viewOf } from "./views.ts";
import { presentInvoice } from "../../src/present/present.ts";
import { MERIDIAN } from "../documents.ts";

type Raw = Readonly<Record<string, unknown>>;

const customer = (fields: Raw): Raw => ({ customer: { ...Object(rawDocument()["customer"]), ...fields } });
const contract = (fields: Raw): Raw => ({ contract: { ...Object(rawDocument()["contract"]), ...fields } });

const AHEAD = { first: "2026-05-15", last: "2026-06-14" };

describe("the head", () => {
  test("[A2] the summary gives issue date, due date and the amount due with its code", () => {
    const summary = blockOf(viewOf(), "summary");
    expect(factLines(summary.facts)).toEqual(["Issue date: May 15, 2026", "Due date: Jun 14, 2026"]);
    expect([str(summary.amount?.label), str(summary.amount?.value), str(summary.amount?.code)]).toEqual([
      "Amount due",
      "$75.00",
      "USD",
    ]);
  });

  test("[A2] number, bill-to and ship-to are named; who is billed also receives where nobody else does", () => {
    const view = viewOf();
    expect(str(blockOf(view, "letterhead").number)).toBe("INV-1");
    const [billTo, shipTo] = blockOf(view, "details").parties;
    expect([str(billTo?.heading), str(billTo?.name), ...strs(billTo?.lines ?? [])]).toEqual([
      "Bill to",
      "Harbor & Finch Insurance Group",
      "Attn: Accounts Payable",
      "2200 Westlake Avenue North",
      "Seattle, WA 98109",
    ]);
    expect([str(shipTo?.heading), str(shipTo?.name), ...strs(shipTo?.lines ?? [])]).toEqual([
      "Ship to",
      "Harbor & Finch Insurance Group",
      "2200 Westlake Avenue North",
      "Seattle, WA 98109",
    ]);
  });

  test("[A14] a partner's invoice is billed to the partner and shipped to the end customer, with costs", () => {
    const shipTo = { name: "End Customer Ltd", address: { lines: ["1 High Street"], city: "Leeds", country: "GB" } };
    const view = viewOf(customer({ shipTo, partner: { name: "Reseller Inc." } }));
    expect(blockOf(view, "details").parties.map(({ name }) => str(name))).toEqual([
      "Harbor & Finch Insurance Group",
      "End Customer Ltd",
    ]);
    expect(factLines(blockOf(view, "details").facts)).toContain("Partner: Reseller Inc.");
    expect(str(blockOf(view, "summary").amount?.value)).toBe("$75.00");
  });

  test("countries are named where the document crosses a border, and left out within one country", () => {
    expect(strs(blockOf(viewOf(), "letterhead").sender)).toEqual([
      "Meridian Contact Cloud, Inc.",
      "500 Harbour Point Drive, Floor 8",
      "Portland, OR 97204",
      "EIN 12-3456789",
    ]);
    const shipTo = { name: "End Customer Ltd", address: { lines: ["1 High Street"], city: "Leeds", country: "GB" } };
    const abroad = viewOf(customer({ shipTo }));
    expect(strs(blockOf(abroad, "letterhead").sender)).toContain("United States");
    expect(blockOf(abroad, "details").parties.map(({ lines }) => str(lines.at(-1)))).toEqual([
      "United States",
      "United Kingdom",
    ]);
  });

  test("[J-JP-7] [J-JP-13] in Japanese the address stands above the name, which bears 御中", () => {
    const billTo = {
      name: "見本株式会社",
      attention: "経理部",
      address: { lines: ["丸の内1-9-2"], city: "千代田区", region: "東京都", postalCode: "100-0005", country: "JP" },
    };
    const [party] = blockOf(viewOf({ ...customer({ billTo }), payment: {} }, { locale: "ja-JP" }), "details").parties;
    expect(strs(party?.above ?? [])).toEqual(["〒100-0005", "東京都千代田区丸の内1-9-2", "日本"]);
    expect(str(party?.name)).toBe("見本株式会社 御中");
    expect(strs(party?.lines ?? []).join(" ")).toContain("経理部");
  });

  test("the paper is that of the bill-to's country", () => {
    expect(viewOf().paper).toBe("Letter");
    const billTo = { name: "Buyer", address: { lines: ["1 Street"], city: "Leeds", country: "GB" } };
    expect(viewOf({ ...customer({ billTo }), payment: {} }).paper).toBe("A4");
  });

  test("[J-ALL-10] the title is the one that the law allows, with the number on every page", () => {
    const issued = issuedOf();
    const review = { title: "tax-invoice", notices: [], met: [] } as const;
    const view = presentInvoice(issued, review, { issuer: MERIDIAN, language: languageOf("en-AU") });
    expect(str(blockOf(view, "letterhead").title)).toBe("Tax invoice");
    expect(view.meta).toEqual({
      title: "Tax invoice INV-1",
      author: "Meridian Contact Cloud, Inc.",
      subject: "Tax invoice",
      date: "2026-05-15",
    });
    expect(str(view.continued)).toBe("Tax invoice INV-1, continued");
    expect(str(view.footer.reference)).toBe("INV-1");
  });
});

describe("Billing Details", () => {
  test("[A2] [A3] names currency, both service periods, terms, account, organisation, contract, plan and licences", () => {
    const view = viewOf({
      lines: [rawLine(), rawLine({ id: "l2", prepay: true, period: AHEAD })],
      ...contract({ purchaseOrder: "PO 77", masterOrder: "MO-1", number: "Q-118204" }),
    });
    const details = blockOf(view, "details");
    expect(str(details.heading)).toBe("Billing Details");
    expect(factLines(details.facts)).toEqual([
      "Payable in: US dollar (USD)",
      "Service period, usage: Apr 15 – May 14, 2026",
      "Service period, prepay: May 15 – Jun 14, 2026",
      "Payment terms: Net 30 days",
      "Account: A-1",
      "Organization: harborfinch-prod",
      "Contract: Q-118204",
      "Subscription plan: Annual, paid monthly",
      "License model: Named users",
      "Purchase order: PO 77",
      "Master order: MO-1",
    ]);
  });

  test("[A3] one sort of service period needs no further name", () => {
    const facts = factLines(blockOf(viewOf(), "details").facts);
    expect(facts.filter((fact) => fact.startsWith("Service period"))).toEqual([
      "Service period: Apr 15 – May 14, 2026",
    ]);
  });

  test("[A16] several organisations are all named", () => {
    const organisations = [
      { id: "a", name: "org-a" },
      { id: "b", name: "org-b" },
    ];
    expect(factLines(blockOf(viewOf(customer({ organisations })), "details").facts)).toContain(
      "Organizations: org-a | org-b",
    );
  });

  test("[B1] the customer's own terms are printed; none at all is due on receipt", () => {
    const terms = (netDays: number) =>
      factLines(blockOf(viewOf(customer({ netDays })), "details").facts).filter((fact) => fact.startsWith("Payment"));
    expect(terms(45)).toEqual(["Payment terms: Net 45 days"]);
    expect(terms(1)).toEqual(["Payment terms: Net 1 day"]);
    expect(terms(0)).toEqual(["Payment terms: Due on receipt"]);
  });
});

describe("marks", () => {
  test("[F7] a demo profile marks the letterhead and every page as a sample", () => {
    const view = viewOf({ payment: { link: "https://pay.example.com/i/1" } }, { issuer: GENESYS });
    expect(strs(view.marks)).toEqual(["SAMPLE – not a demand for payment"]);
    expect(strs(blockOf(view, "letterhead").marks)).toEqual(["SAMPLE – not a demand for payment"]);
    expect(viewOf().marks).toEqual([]);
  });
});
