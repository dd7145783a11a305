import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasLeft } from "../../../src/app/ledger/left.ts";
import { rowsOf, sumsOf } from "../../../src/app/ledger/rows.ts";
import type { Invoice } from "../../../src/compute/invoice.ts";
import { isNegative, isZero, moneyText, sum, type Money } from "../../../src/kernel/money.ts";
import type { Result } from "../../../src/kernel/result.ts";
import { readDraft, toInvoice } from "../../../src/pipeline.ts";
import { invoiceOf, MERIDIAN, rawLine, valueOf } from "../../documents.ts";
import { validDocuments } from "../../fuzz/arbitrary-document.ts";
import { credit, credited, issuesIn, leftIn, type Account } from "./crediting.ts";

/** Credits, discounts, fees, withholdings, taxes in groups: an invoice can have all of them. */
const invoiceFrom = (raw: unknown): Result<Invoice> => {
  const locate = (pointer: string) => ({ file: "in.json", pointer });
  const read = readDraft({ value: JSON.parse(JSON.stringify(raw)), locate }, MERIDIAN);
  if (!read.ok) return read;
  if (read.value.kind === "usage-statement") throw new Error("a document with amounts was read as a statement");
  return toInvoice(read.value, MERIDIAN);
};

const amountsOf = (invoice: Invoice): ReadonlyMap<string, Money> => {
  const { net, tax, total, withheld, taxes, currency } = invoice;
  return new Map([
    ...Object.entries({ net, tax, total, withheld }),
    ...taxes.map((row) => [`tax ${row.tax.id}`, row.amount] as const),
    ...taxes.flatMap((row) => (row.local === undefined ? [] : [[`local ${row.tax.id}`, row.local] as const])),
    ...[...sumsOf(rowsOf(invoice), currency)].map(([name, amount]) => [`base ${name}`, amount] as const),
    ...rowsOf(invoice).map(({ list, id, amount }) => [`${list} ${id}`, amount] as const),
  ]);
};

/** What invoice and credits together come to, where it is something. */
const remainders = ({ invoice, credits }: Account): readonly string[] => {
  const all = [invoice, ...credits].map(amountsOf);
  const places = new Set(all.flatMap((amounts) => [...amounts.keys()]));
  return [...places].flatMap((place) => {
    const minor = all.reduce((total, amounts) => total + (amounts.get(place)?.minor ?? 0n), 0n);
    return minor === 0n ? [] : [`${place}: ${minor}`];
  });
};

describe("an invoice and its credit", () => {
  test("[A10, A11, A19] of the whole come to zero in every line, tax and total, at random", () => {
    fc.assert(
      fc.property(validDocuments, ({ document }) => {
        fc.pre(document["kind"] === "invoice");
        // Seldom a document at random holds the digits of a card (B10), or its taxes turn its total (A19): it is refused.
        const read = invoiceFrom(document);
        fc.pre(read.ok && !isZero(read.value.total));
        const invoice = valueOf(read);
        const account = credited({ invoice, credits: [] });
        expect(remainders(account)).toEqual([]);
        expect(leftIn(account).rows.filter(hasLeft)).toEqual([]);
        expect(issuesIn(credit(account))[0]).toContain("nothing is left to credit");
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  test("[A19] in parts never come to less than zero in a row or a tax's base, and the last takes all, at random", () => {
    const usage = fc.record({
      quantity: fc.integer({ min: 2, max: 2_000 }),
      rate: fc.integer({ min: 1, max: 99_999 }),
      parts: fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 6 }),
    });
    fc.assert(
      fc.property(usage, ({ quantity, rate, parts }) => {
        const line = rawLine({
          kind: "call",
          unit: "minute",
          quantity: `${quantity}`,
          rate: `0.${String(rate).padStart(5, "0")}`,
        });
        const invoice = invoiceOf({ lines: [line, rawLine({ id: "l2" })] });
        const account = parts.reduce<Account>(
          (before, part) => {
            const next = credit(before, [`l1=${part}`]);
            return next.ok ? { invoice, credits: [...before.credits, next.value] } : before;
          },
          { invoice, credits: [] },
        );
        const left = leftIn(account);
        expect(left.rows.filter(({ left: { amount } }) => isNegative(amount))).toEqual([]);
        const done = leftIn(credited(account));
        expect(done.rows.filter(hasLeft)).toEqual([]);
        expect([...done.sums.values()].filter(isNegative)).toEqual([]);
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });
});

const accountOf = (fields: Readonly<Record<string, unknown>>): Account => ({ invoice: invoiceOf(fields), credits: [] });
const leftTexts = (account: Account): readonly string[] =>
  leftIn(account).rows.map(({ id, left }) => `${id} ${moneyText(left.amount)}`);

describe("a credit of a part", () => {
  const calls = accountOf({ lines: [rawLine({ quantity: "3", rate: "0.105" }), rawLine({ id: "l2" })] });

  test("[A19] takes so much of a line, and the rest is left", () => {
    const account = credited(calls, ["l1=1"]);
    expect(leftTexts(account)).toEqual(["l1 0.21", "l2 75.00"]);
    expect(leftTexts(credited(account, ["l1", "l2"]))).toEqual(["l1 0.00", "l2 0.00"]);
  });

  test("[A10, A19] that would round to more than the whole gives the difference back as a discount", () => {
    const account = credited(credited(credited(calls, ["l1=1"]), ["l1=1"]), ["l1=1"]);
    const amounts = account.credits.map(({ net }) => moneyText(net));
    expect(amounts).toEqual(["-0.11", "-0.11", "-0.10"]);
    expect(account.credits[2]?.document.discounts.map(({ id, reason }) => [id, reason])).toEqual([
      ["rounding/lines/l1", "rounding"],
    ]);
    expect(leftTexts(account)).toEqual(["l1 0.00", "l2 75.00"]);
  });

  test("[A19] of more than is left is refused, with what is left", () => {
    const again = credit(credited(calls, ["l1=2"]), ["l1=2"]);
    expect(again).toMatchObject({
      ok: false,
      issues: [{ rule: "A19", at: "--line", message: '2 of "l1" is more than is left', hint: "left are 1, 0.11 USD" }],
    });
  });

  test.each([
    ["l1=0", '"0" is no quantity to credit of "l1"'],
    ["l1=-1", '"-1" is no quantity to credit of "l1"'],
    ["l1=a few", '"a few" is no quantity to credit of "l1"'],
    ["l3", 'the invoice has no line, fee or discount "l3"'],
  ])("[A19] of %s is refused", (asked, message) => {
    expect(issuesIn(credit(calls, [asked]))).toEqual([`A19 --line ${message}`]);
  });

  test("of one line twice is refused", () => {
    expect(issuesIn(credit(calls, ["l1=1", "l1=1"]))).toEqual(['A19 --line "l1" is there twice']);
  });

  test("finds a line whose id looks like a quantity", () => {
    const account = accountOf({ lines: [rawLine({ id: "users=3" }), rawLine({ id: "users", quantity: "9" })] });
    expect(leftTexts(credited(account, ["users=3"]))).toEqual(["users=3 0.00", "users 675.00"]);
    expect(leftTexts(credited(account, ["users=3=0.5"]))).toEqual(["users=3 37.50", "users 675.00"]);
  });

  test("[F8] takes the share of a discount in percent, and of one amount only the whole", () => {
    const percent = accountOf({ lines: [rawLine({ quantity: "10", discount: { reason: "term", percent: "10" } })] });
    expect(moneyText(valueOf(credit(percent, ["l1=4"])).net)).toBe("-270.00");
    const amount = accountOf({ lines: [rawLine({ quantity: "10", discount: { reason: "term", amount: "50.00" } })] });
    expect(issuesIn(credit(amount, ["l1=4"]))).toEqual([
      'A19 --line the discount of "l1" is one amount for the whole line',
    ]);
    expect(moneyText(valueOf(credit(amount, ["l1"])).net)).toBe("-700.00");
  });

  test("[A19, F8] does not take more than the discounts of the document have left of the net total", () => {
    const off = { id: "off", reason: "goodwill", amount: "100.00", taxes: ["none"] };
    const account = credited(accountOf({ lines: [rawLine(), rawLine({ id: "l2" })], discounts: [off] }), []);
    expect(account.credits.map(({ net }) => moneyText(net))).toEqual(["-50.00"]);

    const open = accountOf({ lines: [rawLine(), rawLine({ id: "l2" })], discounts: [off] });
    expect(issuesIn(credit(open, ["l1"]))).toEqual([
      "A19 --line of the net total 50.00 USD is left, and this credit comes to 75.00",
      'A19 --line of the amounts on the tax "none" 50.00 USD is left, and this credit comes to 75.00',
    ]);
    expect(issuesIn(credit(open, ["l1", "off"]))).toEqual(["A19 /kind the total is 25.00: that is an invoice"]);
    expect(issuesIn(credit(open, ["off=1"]))).toEqual(['A19 --line "off" is a discount and has no quantity']);
  });

  test("[A19] takes a credit that stands on the invoice back whole, and not in parts", () => {
    const corrects = { number: "INV-0", date: "2026-04-01", reason: "counted twice" };
    const lines = [rawLine({ quantity: "5" }), rawLine({ id: "back", quantity: "-2", corrects })];
    const account = accountOf({ lines });
    expect(issuesIn(credit(account, ["back=1"]))).toEqual([
      'A19 --line "back" is a credit itself, which is taken back whole',
    ]);
    const whole = valueOf(credit(account));
    expect(whole.document.lines.map(({ quantity, corrects: of }) => [quantity.units, of?.number])).toEqual([
      [-5n, "INV-1"],
      [2n, "INV-1"],
    ]);
    expect(moneyText(whole.net)).toBe("-225.00");
  });

  test("[A19] says which of several rows of one id is meant", () => {
    const fee = { id: "l1", name: "911 fee", quantity: "4", unit: "number", rate: "0.25", taxes: ["none"] };
    const account = accountOf({ lines: [rawLine()], fees: [fee] });
    expect(issuesIn(credit(account, ["l1"]))).toEqual(['A19 --line "l1" names several rows']);
    expect(moneyText(valueOf(credit(account, ["lines/l1", "fees/l1=3"])).net)).toBe("-75.75");
    expect(issuesIn(credit(account, ["fees/l1=3"]))).toEqual([
      "A19 --line fees and discounts are credited beside a line, which names the invoice",
    ]);
  });

  test("[A7] is refused where a withholding tax has a base of its own; the whole is credited with it", () => {
    const withholdings = [{ id: "irrf", name: "IRRF", rate: "10", base: "50.00" }];
    const account = accountOf({ lines: [rawLine({ quantity: "2" })], withholdings });
    expect(issuesIn(credit(account, ["l1=1"]))[0]).toContain("A7 --line the invoice names a withholding tax");
    expect(moneyText(valueOf(credit(account)).withholdings[0]?.amount ?? sum([], account.invoice.currency))).toBe(
      "-5.00",
    );
  });
});

test("[A10] a profile that rounds taxes otherwise than at issue is refused for the whole, as a cent would stay", () => {
  const tax = { id: "wa", name: "Sales tax", jurisdiction: "US-WA", category: "standard", rate: "6.5" };
  const account = accountOf({ lines: [rawLine({ rate: "75.10", taxes: ["wa"] })], taxes: [tax] });
  const { us } = MERIDIAN.entities;
  if (us === undefined) throw new Error("the profile has an entity us");
  const rounding = { ...MERIDIAN, entities: { ...MERIDIAN.entities, us: { ...us, taxRounding: "down" as const } } };
  expect(moneyText(account.invoice.tax)).toBe("4.88");
  expect(issuesIn(credit(account, [], rounding))).toEqual([]);
  const up = { ...MERIDIAN, entities: { ...MERIDIAN.entities, us: { ...us, taxRounding: "up" as const } } };
  expect(issuesIn(credit(account, [], up))).toEqual([
    "A10 /totals/tax comes to -4.89 USD, but the invoice's is 4.88 USD",
    "A10 /totals/total comes to -79.99 USD, but the invoice's is 79.98 USD",
  ]);
});
