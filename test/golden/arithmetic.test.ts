import { expect, test } from "vitest";
import { findMiscounts } from "./arithmetic.ts";

const line = { id: "1", charge: "call", quantity: "36412.6", rate: "0.0055", amount: "200.27", taxes: ["wa"] };
const issued = {
  currency: "USD",
  sections: [{ id: "telephony", lines: [line], subtotal: "200.27" }],
  net: "200.27",
  taxes: [{ id: "wa", rate: "6.5", base: "200.27", amount: "13.02" }],
  tax: "13.02",
  total: "213.29",
  withheld: "0.00",
  paid: [{ amount: "3.29" }],
  due: "210.00",
};

test("[A10] a document that adds up has no miscount", () => {
  expect(findMiscounts(JSON.stringify(issued))).toEqual([]);
});

test.each([
  [
    "a line",
    { sections: [{ id: "telephony", lines: [{ ...line, amount: "200.26" }], subtotal: "200.26" }], net: "200.26" },
  ],
  ["a subtotal", { sections: [{ id: "telephony", lines: [line], subtotal: "200.28" }] }],
  ["the net total", { net: "200.28" }],
  ["the base of a tax", { taxes: [{ id: "wa", rate: "6.5", base: "200.28", amount: "13.02" }] }],
  [
    "a tax",
    {
      taxes: [{ id: "wa", rate: "6.5", base: "200.27", amount: "13.03" }],
      tax: "13.03",
      total: "213.30",
      due: "210.01",
    },
  ],
  ["the total", { total: "213.30", due: "210.01" }],
  ["what is due", { due: "213.29" }],
])("[A10] a cent too many or too few in %s is found", (_, wrong) => {
  expect(findMiscounts(JSON.stringify({ ...issued, ...wrong }))).not.toEqual([]);
});

test("[A10] a credit is rounded as the invoice that it mirrors, half away from zero", () => {
  const half = { ...line, quantity: "-1", rate: "0.025", amount: "-0.03", taxes: [] };
  const credit = {
    ...issued,
    sections: [{ id: "core", lines: [half], subtotal: "-0.03" }],
    net: "-0.03",
    taxes: [],
    tax: "0.00",
    total: "-0.03",
    paid: [],
    due: "-0.03",
  };
  expect(findMiscounts(JSON.stringify(credit))).toEqual([]);
});
