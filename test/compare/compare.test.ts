import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareDocuments } from "../../src/compare/compare.ts";
import type { Compared } from "../../src/compare/comparison.ts";
import { parseCalendarDate, type CalendarDate } from "../../src/kernel/calendar.ts";
import { computeStatement } from "../../src/compute/usage-statement.ts";
import { moneyText } from "../../src/kernel/money.ts";
import { readDraft } from "../../src/pipeline.ts";
import { invoiceOf, MERIDIAN, rawDocument, rawLine, valueOf } from "../documents.ts";

type Raw = Readonly<Record<string, unknown>>;

const day = (text: string): CalendarDate => {
  const date = parseCalendarDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

const invoice = (fields: Raw = {}, facts: { readonly number?: string; readonly dueDate?: string } = {}): Compared => ({
  kind: "invoice",
  invoice: invoiceOf(fields),
  ...(facts.number !== undefined && { number: facts.number }),
  ...(facts.dueDate !== undefined && { dueDate: day(facts.dueDate) }),
});

const TAX = { id: "vat", name: "Sales tax", jurisdiction: "US-WA", category: "standard", rate: "10" };
const taxed = (lines: readonly Raw[]): Raw => ({ lines, taxes: [TAX] });
const line = (id: string, fields: Raw = {}): Raw => rawLine({ id, taxes: ["vat"], ...fields });
const MAY = { first: "2026-05-15", last: "2026-06-14" };

describe("two documents compared", () => {
  test("say in plain words what differs: lines, amounts, dates", () => {
    const before = invoice(taxed([line("a", { quantity: "3" }), line("b", { product: "Phone" })]), {
      dueDate: "2026-06-14",
    });
    const after = invoice(
      {
        ...taxed([line("a", { quantity: "2" }), line("c", { product: "Storage", rate: "10.00" })]),
        issueDate: "2026-05-22",
      },
      { dueDate: "2026-06-21" },
    );
    expect(compareDocuments(before, after).summary).toEqual([
      "1 line changed",
      "1 line added",
      "1 line removed",
      "net −140.00 USD",
      "tax −14.00 USD",
      "total −154.00 USD",
      "due −154.00 USD",
      "issue date +7 days",
      "due date +7 days",
    ]);
  });

  test("show each line that changed, what of it, and by how much", () => {
    const before = invoice(taxed([line("a", { quantity: "3" })]));
    const after = invoice(taxed([line("a", { quantity: "2", rate: "80.00" })]));
    const [change, ...others] = compareDocuments(before, after).changed;
    expect(others).toEqual([]);
    expect(change?.fields).toEqual([
      { name: "quantity", before: "3 user", after: "2 user" },
      { name: "rate", before: "75", after: "80" },
      { name: "amount", before: "225.00", after: "160.00" },
    ]);
    expect(change?.difference && moneyText(change.difference)).toBe("-65.00");
  });

  test("[A3] tell a new month once, and not on each of its lines", () => {
    const last = invoice(taxed([line("a"), line("b", { product: "Phone" })]));
    const next = invoice(taxed([line("x1", { period: MAY }), line("x2", { product: "Phone", period: MAY })]));
    const { changed, added, removed, same, periods } = compareDocuments(last, next);
    expect({ changed, added, removed, same }).toEqual({ changed: [], added: [], removed: [], same: 2 });
    expect(periods).toEqual([{ before: { first: "2026-04-15", last: "2026-05-14" }, after: MAY, lines: 2 }]);
  });

  test("[A4] know a line again by what it charges: users and prepay users of one product are two lines", () => {
    const contract = { number: "Q-1", effectiveDate: "2026-01-15", plan: "annual-monthly", licenceModel: "named" };
    const users = line("1", { quantity: "58" });
    const prepay = line("2", { quantity: "80", prepay: true });
    const before = invoice({ ...taxed([users, prepay]), contract });
    const after = invoice({
      ...taxed([line("1", { quantity: "80", prepay: true }), line("2", { quantity: "58" })]),
      contract,
    });
    expect(compareDocuments(before, after).summary).toEqual(["no difference"]);
  });

  test("know a renamed product by the line's id", () => {
    const { changed, added, removed } = compareDocuments(
      invoice(taxed([line("a")])),
      invoice(taxed([line("a", { product: "Meridian CX 2 User" })])),
    );
    expect({ added, removed }).toEqual({ added: [], removed: [] });
    expect(changed[0]?.fields).toEqual([
      { name: "product", before: "Meridian CX 1 User", after: "Meridian CX 2 User" },
    ]);
  });

  test("[A1] have no difference of amounts in two currencies: nothing is converted", () => {
    const euro = invoice({ currency: "EUR", payment: {} });
    const { amounts, summary } = compareDocuments(invoice(), euro);
    expect(amounts.map(({ difference }) => difference)).toEqual(amounts.map(() => undefined));
    expect(summary).toContain("net 75.00 USD → 75.00 EUR");
    expect(summary).toContain("currency changed");
  });

  test("a draft and what was issued of it differ in the number only", () => {
    const { facts, summary } = compareDocuments(invoice(), invoice({}, { number: "INV-1" }));
    expect(facts).toEqual([{ name: "number", after: "INV-1" }]);
    expect(summary).toEqual(["number added"]);
  });

  test("[A9] of usage statements show quantities and no amount", () => {
    const statement = (quantity: string): Compared => {
      const { currency: _, number: __, taxes: ___, payment: ____, customer, ...rest } = rawDocument();
      const { rate: _____, taxes: ______, ...usage } = rawLine({ quantity });
      const partner = { name: "Northgate Partners" };
      const raw = { ...rest, kind: "usage-statement", lines: [usage], customer: { ...Object(customer), partner } };
      const read = valueOf(readDraft({ value: raw, locate: (pointer) => ({ file: "in.json", pointer }) }, MERIDIAN));
      if (read.kind !== "usage-statement") throw new Error("it is a statement");
      return { kind: "statement", statement: valueOf(computeStatement(read, MERIDIAN)) };
    };
    const { amounts, changed, summary } = compareDocuments(statement("3"), statement("4"));
    expect(amounts).toEqual([]);
    expect(changed[0]?.fields).toEqual([{ name: "quantity", before: "3 user", after: "4 user" }]);
    expect(summary).toEqual(["1 line changed"]);
  });
});

describe("comparing, at random", () => {
  const lines = fc
    .uniqueArray(
      fc.record({
        id: fc.stringMatching(/^[a-z]{1,3}$/),
        product: fc.constantFrom("A", "B", "C"),
        quantity: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 1, maxLength: 8, selector: ({ id }) => id },
    )
    .map((all) => taxed(all.map(({ id, product, quantity }) => line(id, { product, quantity: String(quantity) }))));

  test("a document with itself is no difference", () => {
    fc.assert(
      fc.property(lines, (fields) => {
        expect(compareDocuments(invoice(fields), invoice(fields)).summary).toEqual(["no difference"]);
      }),
    );
  });

  test("no line is lost or told twice, and what goes one way comes back the other", () => {
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const there = compareDocuments(invoice(one), invoice(other));
        const back = compareDocuments(invoice(other), invoice(one));
        const [before, after] = [Number(Object(one["lines"]).length), Number(Object(other["lines"]).length)];
        expect(there.same + there.changed.length + there.removed.length).toBe(before);
        expect(there.same + there.changed.length + there.added.length).toBe(after);
        expect(back.added.map(({ id }) => id)).toEqual(there.removed.map(({ id }) => id));
      }),
    );
  });
});
