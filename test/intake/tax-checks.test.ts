import { describe } from "vitest";
import { BOTH, lineWith, refuses, takes, type Refusal } from "./refusals.ts";
import { sampleDocument, sampleLine, sampleTax } from "./sample-document.ts";

const taxWith = (overrides: object) => sampleDocument({ taxes: [sampleTax(overrides), sampleTax({ id: "sea" })] });

describe("taxes", () => {
  const reasonHint = 'such as "Reverse charge"';
  const untaxed = (category: string) => taxWith({ category, rate: "0", reason: "Outside the state" });
  const local = (overrides: object) =>
    sampleDocument({ taxCurrency: { currency: "AUD", rate: "1.5", date: "2026-05-15", source: "RBA", ...overrides } });
  refuses([
    [
      "[J-ALL-6] a line names at least one tax",
      sampleDocument({ lines: [sampleLine({ taxes: [] })] }),
      {
        rule: "J-ALL-6",
        at: "/lines/0/taxes",
        message: "names no tax",
        hint: "no tax is a tax with rate 0 and a reason",
      },
    ],
    [
      "[J-ALL-6] a discount names the taxes that it lessens",
      sampleDocument({
        discounts: [{ id: "D1", reason: "Offer", amount: "1.00", taxes: [] }],
        lines: [sampleLine({ taxes: BOTH })],
      }),
      {
        rule: "J-ALL-6",
        at: "/discounts/0/taxes",
        message: "names no tax",
        hint: "no tax is a tax with rate 0 and a reason",
      },
    ],
    [
      "[A11] a line names taxes of the document",
      lineWith({ taxes: ["wa", "sea", "was"] }),
      { rule: "A11", at: "/lines/0/taxes/2", message: '"was" is not the id of a tax', hint: 'did you mean "wa"?' },
    ],
    [
      "[A11] a line names a tax once",
      lineWith({ taxes: ["wa", "sea", "wa"] }),
      { rule: "A11", at: "/lines/0/taxes/2", message: 'names the tax "wa" twice' },
    ],
    [
      "[A11] a tax that no row names is refused",
      sampleDocument({ taxes: [sampleTax(), sampleTax({ id: "sea" }), sampleTax({ id: "king" })] }),
      { rule: "A11", at: "/taxes/2", message: 'no row names the tax "king"', hint: "take it out, or name it" },
    ],
    ...["-1", "100.1"].map((rate): Refusal => [
      `[A11] a tax of ${rate} percent is refused`,
      taxWith({ rate }),
      { rule: "A11", at: "/taxes/0/rate", message: "must be from 0 to 100 percent", hint: 'write 6.5 % as "6.5"' },
    ]),
    ...["standard", "reduced"].map((category): Refusal => [
      `[J-ALL-6] a tax with rate 0 is not ${category}`,
      untaxed(category),
      {
        rule: "J-ALL-6",
        at: "/taxes/0/category",
        message: `a tax with rate 0 is not ${category}`,
        hint: "one of zero, exempt, reverse-charge, export, out-of-scope",
      },
    ]),
    ...["zero", "exempt", "reverse-charge", "export", "out-of-scope"].map((category): Refusal => [
      `[J-ALL-6] a tax of category ${category} has no rate`,
      taxWith({ category, rate: "0.1", reason: "Outside the state" }),
      {
        rule: "J-ALL-6",
        at: "/taxes/0/rate",
        message: `a tax of category ${category} has rate 0`,
        hint: 'else it is "standard" or "reduced"',
      },
    ]),
    [
      "[J-ALL-6] no tax has a reason",
      taxWith({ category: "exempt", rate: "0.00" }),
      { rule: "J-ALL-6", at: "/taxes/0/reason", message: "is missing: no tax always has its reason", hint: reasonHint },
    ],
    [
      "[J-ALL-7] the tax currency is one of ISO 4217",
      local({ currency: "ZZZ" }),
      { rule: "J-ALL-7", at: "/taxCurrency/currency", message: '"ZZZ" is not an ISO 4217 currency' },
    ],
    [
      "[J-ALL-7] the tax currency is another than the document's",
      local({ currency: "USD" }),
      {
        rule: "J-ALL-7",
        at: "/taxCurrency/currency",
        message: "USD is the document's currency already",
        hint: "leave taxCurrency out",
      },
    ],
    [
      "[J-ALL-7] the rate of exchange is more than zero",
      local({ rate: "0" }),
      { rule: "J-ALL-7", at: "/taxCurrency/rate", message: "must be more than 0" },
    ],
    ...["0", "-15", "101"].map((rate): Refusal => [
      `[A7] a withholding of ${rate} percent is refused`,
      sampleDocument({ withholdings: [{ id: "W1", name: "Withholding tax", rate }] }),
      { rule: "A7", at: "/withholdings/0/rate", message: "must be more than 0 and at most 100 percent" },
    ]),
  ]);
  takes([
    ["[J-ALL-6] no tax with its reason is a tax", untaxed("export")],
    ["[J-ALL-7] the tax of an Australian entity is told in AUD too", local({})],
  ]);
});
