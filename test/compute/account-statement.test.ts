import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AccountFacts, AccountItem, AccountPayment } from "../../src/compute/account-facts.ts";
import { accountStatementJson } from "../../src/compute/account-json.ts";
import { computeAccountStatement, type AccountStatement } from "../../src/compute/account-statement.ts";
import { plusDays } from "../../src/kernel/calendar.ts";
import { isNegative, isZero, moneyText, negate, subtract, sum, type Money } from "../../src/kernel/money.ts";
import { accountFacts, creditOf, dayOf, dollars, itemOf, moneyIn, paymentOf, USD } from "../accounts.ts";
import { valueOf } from "../documents.ts";

const statementOf = (fields: Partial<AccountFacts> = {}): AccountStatement =>
  valueOf(computeAccountStatement(accountFacts(fields)));

const issuesOf = (fields: Partial<AccountFacts>): readonly string[] => {
  const result = computeAccountStatement(accountFacts(fields));
  return result.ok ? [] : result.issues.map(({ rule, at }) => `${rule ?? "-"} ${at}`);
};

const agesOf = ({ aging }: AccountStatement): Readonly<Record<string, string>> =>
  Object.fromEntries(aging.map(({ bucket, amount }) => [bucket, moneyText(amount)]));

describe("what is open", () => {
  test("an invoice is open by what was not received for it", () => {
    const { rows, balance } = statementOf({ payments: [paymentOf({ amount: dollars("40.00") })] });
    expect(rows.map(({ paid, open }) => [moneyText(paid), moneyText(open)])).toEqual([["40.00", "60.00"]]);
    expect(moneyText(balance)).toBe("60.00");
  });

  test("[B6] a failed payment changes no amount; the invoice says the day of the last one while it is open", () => {
    const failed = [
      paymentOf({ date: dayOf("2026-06-10"), status: "failed" }),
      paymentOf({ date: dayOf("2026-06-03"), status: "failed" }),
    ];
    const open = statementOf({ payments: failed });
    expect(moneyText(open.balance)).toBe("100.00");
    expect(open.rows[0]?.failed).toBe("2026-06-10");
    expect(open.payments.map(({ date }) => date)).toEqual(["2026-06-03", "2026-06-10"]);
    const paid = statementOf({ payments: [...failed, paymentOf({ date: dayOf("2026-06-11") })] });
    expect(paid.rows[0]).not.toHaveProperty("failed");
    expect(moneyText(paid.received)).toBe("100.00");
  });

  test("[A19] a credit note reduces the balance and is no younger or older debt", () => {
    const statement = statementOf({ items: [itemOf(), creditOf("CN-1", "-30.00")] });
    expect(moneyText(statement.balance)).toBe("70.00");
    expect(moneyText(statement.outstanding)).toBe("100.00");
    expect(agesOf(statement)["1-30"]).toBe("100.00");
  });

  test("a credit that exceeds what is open is a credit balance", () => {
    const { balance, outstanding } = statementOf({ items: [itemOf(), creditOf("CN-1", "-130.00")] });
    expect([moneyText(balance), moneyText(outstanding)]).toEqual(["-30.00", "100.00"]);
  });

  test("what is paid too much is the customer’s, and a refund takes it back", () => {
    const over = [paymentOf({ amount: dollars("120.00") })];
    expect(moneyText(statementOf({ payments: over }).balance)).toBe("-20.00");
    const refund = paymentOf({ date: dayOf("2026-06-05"), amount: dollars("-20.00") });
    expect(moneyText(statementOf({ payments: [...over, refund] }).balance)).toBe("0.00");
  });

  test("a void document does not count; money received for it is the customer’s until it is refunded", () => {
    const items = [itemOf(), itemOf({ number: "INV-2", state: "void" })];
    const paid = [paymentOf({ number: "INV-2", amount: dollars("50.00") })];
    const statement = statementOf({ items, payments: paid });
    expect(statement.rows.map(({ number }) => number)).toEqual(["INV-1"]);
    expect(statement.unapplied).toEqual([{ number: "INV-2", date: "2026-06-01", amount: dollars("50.00") }]);
    expect(moneyText(statement.balance)).toBe("50.00");
    const refund = paymentOf({ number: "INV-2", date: dayOf("2026-06-05"), amount: dollars("-50.00") });
    expect(statementOf({ items, payments: [...paid, refund] }).unapplied).toEqual([]);
  });

  test("what is issued or paid after the day of the statement is not on it", () => {
    const items = [itemOf(), itemOf({ number: "INV-2", issueDate: dayOf("2026-07-01"), dueDate: dayOf("2026-07-31") })];
    const later = paymentOf({ date: dayOf("2026-07-01") });
    const onTheDay = paymentOf({ date: dayOf("2026-06-30"), amount: dollars("1.00") });
    const statement = statementOf({ items, payments: [later, onTheDay] });
    expect(moneyText(statement.balance)).toBe("99.00");
    expect(statement.payments).toHaveLength(1);
  });

  test("an account without a document has a balance of nothing", () => {
    const statement = statementOf({ items: [] });
    expect(statement.rows).toEqual([]);
    expect(isZero(statement.balance)).toBe(true);
    expect(statement).not.toHaveProperty("overdue");
  });
});

describe("how old it is", () => {
  test.each([
    ["2026-06-30", "not-due", undefined],
    ["2026-06-29", "1-30", 1],
    ["2026-05-31", "1-30", 30],
    ["2026-05-30", "31-60", 31],
    ["2026-05-01", "31-60", 60],
    ["2026-04-30", "61-90", 61],
    ["2026-04-01", "61-90", 90],
    ["2026-03-31", "over-90", 91],
  ])("[B1] due on %s and open on 30 June 2026: %s", (due, bucket, days) => {
    const dueDate = dayOf(due);
    const statement = statementOf({ items: [itemOf({ issueDate: plusDays(dueDate, -30), dueDate })] });
    expect(agesOf(statement)[bucket]).toBe("100.00");
    expect(statement.rows[0]?.overdue?.days).toBe(days);
  });

  test("overdue is the sum past due, since the day after the oldest due date", () => {
    const items = [
      itemOf(),
      itemOf({ number: "INV-0", issueDate: dayOf("2026-04-15"), dueDate: dayOf("2026-05-15") }),
      itemOf({ number: "INV-2", issueDate: dayOf("2026-06-15"), dueDate: dayOf("2026-07-15") }),
    ];
    expect(statementOf({ items }).overdue).toEqual({ amount: dollars("200.00"), since: "2026-05-16" });
  });

  test("a paid invoice is not overdue", () => {
    const statement = statementOf({ payments: [paymentOf()] });
    expect(statement.rows[0]).not.toHaveProperty("overdue");
    expect(statement).not.toHaveProperty("overdue");
  });
});

describe("a period", () => {
  const items = [
    itemOf({ number: "OLD", issueDate: dayOf("2026-03-15"), dueDate: dayOf("2026-04-14") }),
    itemOf({ number: "PAID-NOW", issueDate: dayOf("2026-04-15"), dueDate: dayOf("2026-05-15") }),
    itemOf({ number: "OPEN", issueDate: dayOf("2026-05-31"), dueDate: dayOf("2026-06-30") }),
    itemOf({ number: "NEW", issueDate: dayOf("2026-06-01"), dueDate: dayOf("2026-07-01") }),
  ];
  const payments = [
    paymentOf({ number: "OLD", date: dayOf("2026-05-31") }),
    paymentOf({ number: "PAID-NOW", date: dayOf("2026-06-01") }),
  ];
  const june = statementOf({ from: dayOf("2026-06-01"), items, payments });

  test("what was settled before it is in the opening balance alone", () => {
    expect(june.opening).toEqual(dollars("200.00"));
    expect(june.rows.map(({ number }) => number)).toEqual(["PAID-NOW", "OPEN", "NEW"]);
    expect(june.payments.map(({ number }) => number)).toEqual(["PAID-NOW"]);
    expect([june.invoiced, june.credited, june.received, june.balance].map(moneyText)).toEqual([
      "100.00",
      "0.00",
      "100.00",
      "200.00",
    ]);
  });

  test("without one there is no opening balance, and everything is told", () => {
    const whole = statementOf({ items, payments });
    expect(whole).not.toHaveProperty("opening");
    expect(whole.rows).toHaveLength(4);
  });

  test("what was refunded in it stands on it, though it was settled before", () => {
    const refund = paymentOf({ number: "OLD", date: dayOf("2026-06-20"), amount: dollars("-10.00") });
    const statement = statementOf({ from: dayOf("2026-06-01"), items, payments: [...payments, refund] });
    expect(statement.rows.map(({ number }) => number)).toContain("OLD");
  });

  test("one day is a period; one that ends before it begins is none", () => {
    expect(issuesOf({ from: dayOf("2026-06-30") })).toEqual([]);
    expect(issuesOf({ from: dayOf("2026-07-01") })).toEqual(["- /from"]);
  });
});

describe("what cannot be true is refused, all of it at once", () => {
  test.each<readonly [string, Partial<AccountFacts>, readonly string[]]>([
    [
      "[A1] an amount in another currency",
      { items: [itemOf({ total: moneyIn("EUR", "1.00") })] },
      ["A1 /items/0/total"],
    ],
    [
      "[A1] a payment in another currency",
      { payments: [paymentOf({ amount: moneyIn("EUR", "1.00") })] },
      ["A1 /payments/0/amount"],
    ],
    ["[A19] a credit note over a positive amount", { items: [creditOf("CN-1", "0.01")] }, ["A19 /items/0/total"]],
    ["[J-ALL-1] a number twice", { items: [itemOf(), itemOf()] }, ["J-ALL-1 /items/1/number"]],
    [
      "[B4] a payment for a document of another account",
      { payments: [paymentOf({ number: "INV-9" })] },
      ["B4 /payments/0/number"],
    ],
    [
      "[B10] more than four digits of a card",
      { payments: [paymentOf({ method: { kind: "card", brand: "Visa", last4: "64242" } })] },
      ["B10 /payments/0/method/last4"],
    ],
  ])("%s", (_, fields, issues) => {
    expect(issuesOf(fields)).toEqual(issues);
  });

  test("[B1] an invoice to be paid has a due date, one of nothing needs none", () => {
    const { dueDate: _, ...undated } = itemOf();
    expect(issuesOf({ items: [undated] })).toEqual(["B1 /items/0"]);
    expect(issuesOf({ items: [{ ...undated, total: dollars("0.00") }] })).toEqual([]);
  });

  test("several faults are told together", () => {
    expect(
      issuesOf({ from: dayOf("2027-01-01"), items: [itemOf(), itemOf()], payments: [paymentOf({ number: "X" })] }),
    ).toHaveLength(3);
  });
});

const cents = fc
  .bigInt({ min: 0n, max: 10_000_000n })
  .map((minor) => dollars(`${minor / 100n}.${String(minor % 100n).padStart(2, "0")}`));
const day = fc.integer({ min: 0, max: 400 }).map((days) => plusDays(dayOf("2025-12-01"), days));

const invoice = fc.record({
  issueDate: day,
  total: cents,
  netDays: fc.integer({ min: 0, max: 90 }),
  isVoid: fc.boolean(),
});
const account = fc
  .record({
    invoices: fc.array(invoice, { maxLength: 8 }),
    credits: fc.array(fc.record({ issueDate: day, total: cents }), { maxLength: 3 }),
    payments: fc.array(
      fc.record({ date: day, amount: cents, of: fc.nat(), status: fc.constantFrom("received", "failed") }),
      { maxLength: 10 },
    ),
    asOf: day,
    before: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
  })
  .map(({ invoices, credits, payments, asOf, before }): AccountFacts => {
    const items: readonly AccountItem[] = [
      ...invoices.map(({ issueDate, total, netDays, isVoid }, index) =>
        itemOf({
          number: `INV-${index}`,
          issueDate,
          dueDate: plusDays(issueDate, netDays),
          total,
          state: isVoid ? "void" : "open",
        }),
      ),
      ...credits.map(({ issueDate, total }, index) => ({
        ...creditOf(`CN-${index}`, "0.00"),
        issueDate,
        total: negate(total),
      })),
    ];
    const paid = payments.flatMap(({ of, ...payment }): readonly AccountPayment[] => {
      const item = items.at(of % Math.max(1, items.length));
      return item === undefined ? [] : [{ ...payment, number: item.number }];
    });
    const from = before === undefined ? {} : { from: plusDays(asOf, -before) };
    return accountFacts({ asOf, ...from, items, payments: paid });
  });

describe("whatever the account", () => {
  const total = (amounts: readonly Money[]): Money => sum(amounts, USD);

  test("the balance is the sum of its documents less its payments, up to the day", () => {
    fc.assert(
      fc.property(account, (facts) => {
        const items = facts.items.filter(({ state, issueDate }) => state === "open" && issueDate <= facts.asOf);
        const paid = facts.payments.filter(({ status, date }) => status === "received" && date <= facts.asOf);
        const expected = subtract(total(items.map((item) => item.total)), total(paid.map(({ amount }) => amount)));
        expect(valueOf(computeAccountStatement(facts)).balance).toEqual(expected);
      }),
    );
  });

  test("the ages sum to what is outstanding, and the open amounts of all rows to the balance", () => {
    fc.assert(
      fc.property(account, (facts) => {
        const { aging, outstanding, rows, unapplied, balance } = valueOf(computeAccountStatement(facts));
        expect(total(aging.map(({ amount }) => amount))).toEqual(outstanding);
        expect(total([...rows.map(({ open }) => open), ...unapplied.map(({ amount }) => negate(amount))])).toEqual(
          balance,
        );
        expect(isNegative(outstanding)).toBe(false);
      }),
    );
  });

  test("opening balance and movements of the period lead to the balance, which no period changes", () => {
    fc.assert(
      fc.property(account, (facts) => {
        const { opening, invoiced, credited, received, balance } = valueOf(computeAccountStatement(facts));
        const moved = total([...(opening === undefined ? [] : [opening]), invoiced, credited, negate(received)]);
        expect(moved).toEqual(balance);
        const { from: _, ...whole } = facts;
        expect(valueOf(computeAccountStatement(whole)).balance).toEqual(balance);
      }),
    );
  });

  test("the order of documents and payments changes nothing", () => {
    fc.assert(
      fc.property(
        account.chain((facts) =>
          fc.tuple(
            fc.constant(facts),
            fc.shuffledSubarray([...facts.items], { minLength: facts.items.length }),
            fc.shuffledSubarray([...facts.payments], { minLength: facts.payments.length }),
          ),
        ),
        ([facts, items, payments]) => {
          const shuffled = valueOf(computeAccountStatement({ ...facts, items, payments }));
          expect(shuffled).toEqual(valueOf(computeAccountStatement(facts)));
        },
      ),
    );
  });
});

test("the statement for machines has decimals, dates and codes, and of a method the last four digits", () => {
  const method = { kind: "card", brand: "Visa", last4: "4242" } as const;
  const statement = statementOf({ payments: [paymentOf({ amount: dollars("40.00"), method })] });
  expect(JSON.parse(accountStatementJson(statement))).toMatchObject({
    format: "billwright/account-statement@1",
    asOf: "2026-06-30",
    balance: "60.00",
    aging: { "not-due": "0.00", "1-30": "60.00" },
    items: [
      { number: "INV-1", total: "100.00", paid: "40.00", open: "60.00", overdue: { since: "2026-06-15", days: 16 } },
    ],
    payments: [{ date: "2026-06-01", amount: "40.00", method }],
  });
});
