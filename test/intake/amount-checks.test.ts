import { describe } from "vitest";
import { BOTH, lineWith, refuses, takes, type Refusal } from "./refusals.ts";
import { sampleDocument, sampleTax } from "./sample-document.ts";

const taxWith = (overrides: object) => sampleDocument({ taxes: [sampleTax(overrides), sampleTax({ id: "sea" })] });
const paymentWith = (payment: object) => sampleDocument({ payment });

describe("amounts", () => {
  const discounted = (discount: object) => lineWith({ discount: { reason: "Loyalty", ...discount } });
  const positive = "must be more than nothing";
  const positiveHint = "the sign is the document's: write what is taken off or paid";
  const fine = (at: string, document: unknown): Refusal => [
    `[A1] ${at} is no finer than the minor unit`,
    document,
    { rule: "A1", at, message: "an amount in USD has 2 decimals", hint: "only rates may be finer" },
  ];
  refuses([
    [
      "[F8] a discount is not both a percentage and an amount",
      discounted({ percent: "5", amount: "5.00" }),
      { rule: "F8", at: "/lines/0/discount", message: "has both percent and amount", hint: "give one of the two" },
    ],
    [
      "[F8] a discount is a percentage or an amount",
      discounted({}),
      { rule: "F8", at: "/lines/0/discount", message: "has neither percent nor amount", hint: "give one of the two" },
    ],
    ...["0", "-5", "100.01"].map((percent): Refusal => [
      `[F8] a discount of ${percent} percent is refused`,
      discounted({ percent }),
      { rule: "F8", at: "/lines/0/discount/percent", message: "must be more than 0 and at most 100" },
    ]),
    ...["0", "-5.00"].map((amount): Refusal => [
      `[F8] a discount of ${amount} is refused`,
      discounted({ amount }),
      { rule: "F8", at: "/lines/0/discount/amount", message: positive, hint: positiveHint },
    ]),
    [
      "[F8] a discount of the document is more than nothing",
      sampleDocument({ discounts: [{ id: "D1", reason: "Offer", amount: "-1.00", taxes: BOTH }] }),
      { rule: "F8", at: "/discounts/0/amount", message: positive, hint: positiveHint },
    ],
    [
      "[F8] what is paid already is more than nothing",
      sampleDocument({ paid: [{ id: "P1", date: "2026-05-01", amount: "0", reason: "Deposit" }] }),
      { rule: "F8", at: "/paid/0/amount", message: positive, hint: positiveHint },
    ],
    [
      "[F8] what is paid already was paid by the issue date",
      sampleDocument({ paid: [{ id: "P1", date: "2026-05-16", amount: "1.00", reason: "Deposit" }] }),
      {
        rule: "F8",
        at: "/paid/0/date",
        message: "is later than this document of 2026-05-15, so it is not paid already",
      },
    ],
    [
      "[B5] what was paid by card this month is not negative",
      paymentWith({ cardPaidThisMonth: "-0.01" }),
      { rule: "B5", at: "/payment/cardPaidThisMonth", message: "is less than nothing" },
    ],
    fine("/lines/0/amount", lineWith({ amount: "1.005" })),
    fine("/lines/0/discount/amount", discounted({ amount: "0.005" })),
    fine("/taxes/0/amount", taxWith({ amount: "1.001" })),
    fine("/withholdings/0/base", sampleDocument({ withholdings: [{ id: "W", name: "W", rate: "5", base: "1.001" }] })),
    fine(
      "/withholdings/0/amount",
      sampleDocument({ withholdings: [{ id: "W", name: "W", rate: "5", amount: "1.001" }] }),
    ),
    fine(
      "/discounts/0/amount",
      sampleDocument({ discounts: [{ id: "D", reason: "R", amount: "1.001", taxes: BOTH }] }),
    ),
    fine("/paid/0/amount", sampleDocument({ paid: [{ id: "P", date: "2026-05-01", amount: "1.001", reason: "R" }] })),
    fine("/totals/due", sampleDocument({ totals: { due: "1.001" } })),
    fine("/payment/cardPaidThisMonth", paymentWith({ cardPaidThisMonth: "1.001" })),
    [
      "[A1] an amount in yen has no decimals",
      sampleDocument({ currency: "JPY", paid: [{ id: "P", date: "2026-05-01", amount: "0.5", reason: "R" }] }),
      {
        rule: "A1",
        at: "/paid/0/amount",
        message: "an amount in JPY has no decimals",
        hint: "only rates may be finer",
      },
    ],
  ]);
  takes([
    ["[F8] a discount of 100 percent gives all", discounted({ percent: "100" })],
    ["[A1] zeros at the end are no finer", lineWith({ amount: "1.0500" })],
    [
      "[F8] a payment on the issue date is paid already",
      sampleDocument({ paid: [{ id: "P", date: "2026-05-15", amount: "1", reason: "R" }] }),
    ],
  ]);
});
