import { describe, expect, test } from "vitest";
import type { AccountFacts } from "../../src/compute/account-facts.ts";
import { computeAccountStatement } from "../../src/compute/account-statement.ts";
import { LOCALES, type Locale } from "../../src/kernel/party.ts";
import type { Issuer } from "../../src/policy/issuer.ts";
import { presentAccountStatement } from "../../src/present/account-statement.ts";
import type { DocumentView } from "../../src/present/document-view.ts";
import { accountFacts, creditOf, dayOf, dollars, itemOf, paymentOf } from "../accounts.ts";
import { GENESYS, MERIDIAN, valueOf } from "../documents.ts";
import { allTexts, blockOf, factLines, languageOf, maybeBlock, str, strs } from "./views.ts";

type Options = { readonly locale?: Locale; readonly issuer?: Issuer; readonly entity?: string };

const viewOf = (fields: Partial<AccountFacts> = {}, options: Options = {}): DocumentView => {
  const { locale = "en-US", issuer = MERIDIAN, entity = "us" } = options;
  const seller = issuer.entities[entity];
  if (seller === undefined) throw new Error(`no entity ${entity}`);
  const statement = valueOf(computeAccountStatement(accountFacts(fields)));
  return presentAccountStatement(statement, { issuer, seller, language: languageOf(locale, issuer.texts) });
};

const visa = { kind: "card", brand: "Visa", last4: "4242" } as const;
const failed = paymentOf({ date: dayOf("2026-06-20"), status: "failed", method: visa });

describe("the head", () => {
  test("it has no number, and says that it is no invoice", () => {
    const letterhead = blockOf(viewOf(), "letterhead");
    expect(str(letterhead.title)).toBe("Statement of account");
    expect(letterhead).not.toHaveProperty("number");
    expect(strs(letterhead.marks)).toEqual(["This is not an invoice"]);
  });

  test("[F7] from a demo profile it is a sample on every page, and still no invoice", () => {
    const entity = Object.keys(GENESYS.entities).find((name) => GENESYS.entities[name]?.accounts["USD"] !== undefined);
    const view = viewOf({}, { issuer: GENESYS, ...(entity !== undefined && { entity }) });
    expect(strs(view.marks)).toEqual(["SAMPLE – not a demand for payment"]);
    expect(strs(blockOf(view, "letterhead").marks)).toEqual([
      "SAMPLE – not a demand for payment",
      "This is not an invoice",
    ]);
  });

  test("[A13] the day, what is overdue since when, and the balance with symbol and code", () => {
    const { facts, amount } = blockOf(viewOf(), "summary");
    expect(factLines(facts)).toEqual(["As of: Jun 30, 2026", "Overdue: $100.00 | since Jun 15, 2026"]);
    expect([str(amount?.label), str(amount?.value), str(amount?.code)]).toEqual(["Balance", "$100.00", "USD"]);
  });

  test("a period is named where one is asked for", () => {
    const { facts } = blockOf(viewOf({ from: dayOf("2026-06-01") }), "summary");
    expect(factLines(facts)).toContain("Period: Jun 1 – Jun 30, 2026");
    expect(str(blockOf(viewOf({ from: dayOf("2026-06-01") }), "totals").rows[0]?.label)).toBe(
      "Balance brought forward, Jun 1, 2026",
    );
  });

  test("who is billed, and the account; nobody receives anything", () => {
    const { parties, facts } = blockOf(viewOf(), "details");
    expect(strs(parties.map(({ heading }) => heading))).toEqual(["Bill to"]);
    expect(factLines(facts)).toEqual(["Account: A-1", "Currency: US dollar (USD)"]);
  });
});

describe("the tables", () => {
  test("an overdue invoice says so in words, with the day and the days, and the last payment that failed", () => {
    const { documents } = blockOf(viewOf({ payments: [failed] }), "account");
    const [row] = documents?.rows ?? [];
    expect(str(row?.document)).toBe("Invoice INV-1");
    expect(str(row?.overdue)).toBe("Overdue since Jun 15, 2026 (16 days)");
    expect(strs(row?.notes ?? [])).toEqual(["Last payment attempt failed on Jun 20, 2026"]);
  });

  test("one day is said as one day", () => {
    const { documents } = blockOf(viewOf({ asOf: dayOf("2026-06-15") }), "account");
    expect(str(documents?.rows[0]?.overdue)).toBe("Overdue since Jun 15, 2026 (1 day)");
  });

  test("[B6] what failed has no amount in the column, and is not in the sum", () => {
    const received = paymentOf({ amount: dollars("40.00") });
    const { payments } = blockOf(viewOf({ payments: [failed, received] }), "account");
    expect(payments?.rows.map(({ amount, note }) => [str(amount), str(note)])).toEqual([
      ["40.00", undefined],
      [undefined, "Failed: 100.00 not received"],
    ]);
    expect(str(payments?.total.value)).toBe("40.00");
  });

  test("[B10] of a method there are brand and last four digits; money that came directly has none", () => {
    const bank = { kind: "bank", brand: "First Example Bank", last4: "6789" } as const;
    const payments = [
      paymentOf({ amount: dollars("1.00") }),
      failed,
      paymentOf({ date: dayOf("2026-06-21"), method: bank }),
    ];
    expect(blockOf(viewOf({ payments }), "account").payments?.rows.map(({ method }) => str(method))).toEqual([
      undefined,
      "Card Visa ending in 4242",
      "Bank account First Example Bank ending in 6789",
    ]);
  });

  test("money for a void document stands as not yet applied", () => {
    const items = [itemOf(), itemOf({ number: "INV-2", state: "void" })];
    const { documents } = blockOf(viewOf({ items, payments: [paymentOf({ number: "INV-2" })] }), "account");
    const row = documents?.rows.at(-1);
    expect([str(row?.document), str(row?.notes[0]), str(row?.open)]).toEqual([
      "Payment not yet applied",
      "Paid for INV-2",
      "-100.00",
    ]);
  });

  test("[J-ALL-10] documents bear the titles of their entity", () => {
    const { documents } = blockOf(
      viewOf({ items: [itemOf(), creditOf("CN-1", "-1.00")], entity: "au" }, { entity: "au", locale: "en-AU" }),
      "account",
    );
    expect(documents?.rows.map(({ document }) => str(document))).toEqual(["Tax invoice INV-1", "Adjustment note CN-1"]);
  });

  test("the ages are named and sum to what is open", () => {
    const { aging } = blockOf(viewOf(), "account");
    expect(aging?.buckets.map(({ label, value }) => `${str(label)} ${str(value)}`)).toEqual([
      "Not yet due 0.00",
      "1–30 days 100.00",
      "31–60 days 0.00",
      "61–90 days 0.00",
      "Over 90 days 0.00",
    ]);
    expect(str(aging?.total.value)).toBe("100.00");
  });

  test("what is empty is left out; an account without anything says so in a sentence", () => {
    const settled = blockOf(viewOf({ payments: [paymentOf()] }), "account");
    expect(settled).not.toHaveProperty("aging");
    const { empty, ...rest } = blockOf(viewOf({ items: [] }), "account");
    expect(str(empty)).toBe("Nothing was invoiced or paid.");
    expect(rest).toEqual({ kind: "account" });
  });
});

describe("paying", () => {
  test("[B2] where something is owed the entity’s accounts are named, and each invoice by its number", () => {
    const { direct, online } = blockOf(viewOf(), "paying");
    expect(online).toBeUndefined();
    expect(factLines(direct.facts)).toContain("Reference: The number of each invoice paid");
    expect(direct.facts.length).toBeGreaterThan(1);
  });

  test.each([
    ["everything is paid", { payments: [paymentOf()] }],
    ["credits settle what is open", { items: [itemOf(), creditOf("CN-1", "-100.00")] }],
    ["the balance is the customer’s", { items: [itemOf(), creditOf("CN-1", "-130.00")] }],
    ["nothing was issued", { items: [] }],
  ])("[B9] nothing is asked for where %s", (_, fields) => {
    expect(maybeBlock(viewOf(fields), "paying")).toBeUndefined();
  });

  test("a credit balance is named so", () => {
    const view = viewOf({ items: [itemOf(), creditOf("CN-1", "-130.00")] });
    const { amount } = blockOf(view, "summary");
    expect([str(amount?.label), str(amount?.value)]).toEqual(["Credit balance", "-$30.00"]);
    expect(str(blockOf(view, "totals").rows.at(-1)?.label)).toBe("Credit balance");
  });
});

test("[A8] it names the billing team of the customer’s region", () => {
  const [questions] = blockOf(viewOf(), "notes").items;
  expect(strs(questions?.links.map(({ text }) => text) ?? [])).toEqual(["billing.na@meridian.example"]);
});

test.each(LOCALES)("[A13] in %s every word is there, and no placeholder is left", (locale) => {
  const items = [itemOf(), creditOf("CN-1", "-130.00"), itemOf({ number: "INV-2", state: "void" })];
  const payments = [failed, paymentOf({ number: "INV-2", amount: dollars("1.00") })];
  const texts = allTexts(viewOf({ from: dayOf("2026-05-01"), items, payments }, { locale }));
  expect(texts.filter((text) => text === "" || /\{\{|undefined/.test(text))).toEqual([]);
});
