import { describe, expect, test } from "vitest";
import type { CalendarDate } from "../../src/kernel/calendar.ts";
import { parseMoney, zeroMoney } from "../../src/kernel/money.ts";
import { issueInvoice } from "../../src/issue/issue.ts";
import type { Facts } from "../../src/issue/issued-invoice.ts";
import { issuedDocumentJson } from "../../src/issue/issued-document.ts";
import { invoiceOf, MERIDIAN, rawDocument, rawLine, valueOf } from "../documents.ts";

const LINK = "https://pay.meridian.example/i/abc";
type Fields = Record<string, unknown>;

const issue = (fields: Fields, facts: { link?: string; cardPaid?: string } = { link: LINK }) => {
  const invoice = invoiceOf(fields);
  const cardPaidThisMonth =
    facts.cardPaid === undefined ? zeroMoney(invoice.currency) : parseMoney(facts.cardPaid, invoice.currency);
  if (cardPaidThisMonth === undefined) throw new Error("not money");
  const numbered: Facts = {
    kind: "numbered",
    number: "INV-1",
    ...(facts.link !== undefined && { link: facts.link }),
    cardPaidThisMonth,
  };
  return issueInvoice(invoice, numbered, MERIDIAN);
};

const stateOf = (...args: Parameters<typeof issue>) => {
  const { state } = valueOf(issue(...args));
  if (state.kind !== "numbered") throw new Error("numbered");
  return state;
};

const issuesOf = (...args: Parameters<typeof issue>) => {
  const result = issue(...args);
  return result.ok ? [] : result.issues.map(({ rule, at, message }) => `${rule ?? ""} ${at} ${message}`);
};

const priced = (rate: string): Fields => ({ lines: [rawLine({ rate })] });

const buyerIn = (country: string, more: Fields = {}): Fields => ({
  customer: {
    accountId: "A-1",
    organisations: [],
    billTo: { name: "Buyer", address: { lines: ["1 Road"], city: "Town", country } },
    region: "EMEA",
    ...more,
  },
});

describe("dates", () => {
  test("[B1] due in 30 calendar days, a weekend is not moved", () => {
    // 14 June 2026 is a Sunday.
    expect(stateOf({ issueDate: "2026-05-15" }).dueDate).toBe("2026-06-14");
  });

  test("[B1] the contract's net terms count, over the end of February in a leap year", () => {
    const net45 = { ...(rawDocument()["customer"] as Fields), netDays: 45 };
    expect(stateOf({ issueDate: "2028-01-31", customer: net45 }).dueDate).toBe("2028-03-16");
  });
});

describe("[B5] methods of online payment", () => {
  const methods = (rate: string, cardPaid = "0.00") =>
    stateOf(priced(rate), { link: LINK, cardPaid }).paying?.online?.methods;

  test("card is offered at exactly 25,000.00 and not at 25,000.01", () => {
    expect(methods("25000.00")).toEqual(["card", "ach"]);
    expect(methods("25000.01")).toEqual(["ach"]);
  });

  test("card is offered up to exactly 100,000.00 in the month, this invoice counted", () => {
    expect(methods("25000.00", "75000.00")).toEqual(["card", "ach"]);
    expect(methods("25000.00", "75000.01")).toEqual(["ach"]);
  });

  test("compared is the amount payable, tax included", () => {
    const taxed = {
      lines: [rawLine({ rate: "24999.00", taxes: ["s"] })],
      taxes: [{ id: "s", name: "Sales tax", jurisdiction: "US-WA", category: "standard", rate: "1" }],
    };
    expect(stateOf(taxed).paying?.online?.methods).toEqual(["ach"]);
  });
});

describe("[B3] who may pay online", () => {
  test("a US customer without a link is refused, with place and hint", () => {
    expect(issuesOf({}, {})).toEqual(["B3 /payment/link is missing: a customer in US can pay USD online"]);
  });

  test("a link for a German customer is refused, not dropped in silence", () => {
    expect(issuesOf(buyerIn("DE"))).toEqual([
      "B3 /payment/link no link may be given: a customer in DE has no online method for this invoice in USD",
    ]);
    expect(stateOf(buyerIn("DE"), {}).paying?.online).toBeUndefined();
  });

  test("a US customer billed in EUR gets no link", () => {
    expect(issuesOf({ currency: "EUR" })).toHaveLength(1);
    expect(stateOf({ currency: "EUR" }, {}).paying?.online).toBeUndefined();
  });

  test("[B4] the link belongs to the whole amount due, amounts already paid taken off", () => {
    const paid = { ...priced("25010.00"), paid: [{ id: "p", date: "2026-05-01", amount: "10.00", reason: "Deposit" }] };
    expect(stateOf(paid).paying?.online).toEqual({ link: LINK, methods: ["card", "ach"] });
  });
});

describe("saved methods", () => {
  const saved = (kind: string, rate = "75.00"): Fields => ({
    ...priced(rate),
    payment: { savedMethod: { kind, brand: "Visa", last4: "4242" } },
  });

  test("[B7] the charge is announced for the due date, with brand and last four digits only", () => {
    expect(stateOf(saved("card")).paying?.announced).toEqual({
      kind: "card",
      brand: "Visa",
      last4: "4242",
      on: "2026-06-14",
    });
  });

  test("[B8] a saved card is not announced where the limits rule cards out, a saved bank account is", () => {
    expect(stateOf(saved("card", "25000.01")).paying?.announced).toBeUndefined();
    expect(stateOf(saved("bank", "25000.01")).paying?.announced).toBeDefined();
  });
});

describe("[B9] nothing to pay", () => {
  const paidUp = { paid: [{ id: "p", date: "2026-05-01", amount: "75.00", reason: "Deposit" }] };

  test("an amount due of zero has no payment block and no due date, and a link is refused", () => {
    expect(stateOf(paidUp, {})).toEqual({ kind: "numbered", number: "INV-1" });
    expect(issuesOf(paidUp)).toEqual(["B9 /payment/link no link may be given: there is nothing to pay"]);
  });

  test("[A19] a credit note has a number and neither due date nor payment", () => {
    const corrects = { number: "INV-0", date: "2026-04-15", reason: "billed twice" };
    expect(stateOf({ kind: "credit-note", lines: [rawLine({ quantity: "-1", corrects })] }, {})).toEqual({
      kind: "numbered",
      number: "INV-1",
    });
  });

  test("[F4] a preview has charges up to the previous day and neither number, due date nor link", () => {
    const preview = valueOf(
      issueInvoice(invoiceOf(), { kind: "preview", today: "2026-03-01" as CalendarDate }, MERIDIAN),
    );
    expect(preview.state).toEqual({ kind: "preview", upTo: "2026-02-28" });
    expect(issuedDocumentJson(preview)).not.toMatch(/INV-1|dueDate|pay\.meridian/);
  });
});

describe("direct payment", () => {
  test("[B2] wire, ACH and check are always there, with the number as reference", () => {
    const paying = stateOf({}).paying;
    expect(paying?.accounts.map(({ method }) => method)).toEqual(["bank-transfer", "check"]);
    expect(paying?.reference).toBe("INV-1");
  });

  test("[F7] an entity without an account in the currency is refused", () => {
    expect(issuesOf({ currency: "GBP" }, {})).toEqual(['F7 /currency entity "us" has no account for GBP']);
  });
});

test("[A20] the same invoice and facts give the same bytes", () => {
  const bytes = () => issuedDocumentJson(valueOf(issue({})));
  expect(bytes()).toBe(bytes());
  expect(JSON.parse(bytes())).toMatchObject({
    format: "billwright/issued-document@1",
    number: "INV-1",
    net: "75.00",
    due: "75.00",
  });
});
