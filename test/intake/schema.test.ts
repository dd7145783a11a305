import { expect, test } from "vitest";
import { z } from "zod";
import { parseWith } from "../../src/intake/schema.ts";
import { issuesOf, type Issue } from "../../src/kernel/result.ts";
import { issuesIn, sampleContract, sampleCustomer, sampleDocument, sampleLine, sampleTax } from "./sample-document.ts";

const lineWith = (overrides: object) => sampleDocument({ lines: [sampleLine({ taxes: ["wa", "sea"], ...overrides })] });

type Case = readonly [what: string, document: unknown, expected: Partial<Issue>];

test.each<Case>([
  [
    "a field is missing",
    sampleDocument({ issueDate: undefined }),
    { rule: null, at: "/issueDate", message: "is missing" },
  ],
  [
    "an inner field is missing",
    lineWith({ rate: undefined }),
    { rule: "A1", at: "/lines/0/rate", message: "is missing" },
  ],
  [
    "[A7] taxes are missing",
    lineWith({ taxes: undefined }),
    { rule: "A7", at: "/lines/0/taxes", message: "is missing" },
  ],
  [
    "null stands for nothing",
    lineWith({ description: null }),
    { at: "/lines/0/description", message: "is null", hint: "leave the field out where there is nothing" },
  ],
  [
    "a number stands for text",
    sampleDocument({ id: 17 }),
    { at: "/id", message: "must be text, is a number", hint: "write it in quotes" },
  ],
  [
    "a list stands for an object",
    sampleDocument({ customer: [] }),
    { at: "/customer", message: "must be an object, is a list" },
  ],
  [
    "an object stands for a list",
    sampleDocument({ lines: {} }),
    { at: "/lines", message: "must be a list, is an object" },
  ],
  [
    "text stands for a truth value",
    lineWith({ prepay: "yes" }),
    { rule: "A3", message: "must be true or false, is text" },
  ],
  [
    "[A1] a rate has a comma",
    lineWith({ rate: "1,50" }),
    {
      rule: "A1",
      at: "/lines/0/rate",
      message: '"1,50" is not a decimal such as "0.0055"',
      hint: "digits with a point before the decimals; no grouping, no exponent, no sign but -",
    },
  ],
  ["a quantity is no number", lineWith({ quantity: true }), { message: 'must be a decimal in quotes: "12.50"' }],
  [
    "[C1] a day is not in the calendar",
    lineWith({ period: { first: "2026-02-30", last: "2026-03-01" } }),
    {
      rule: "C1",
      at: "/lines/0/period/first",
      message: '"2026-02-30" is not a day of the calendar, written YYYY-MM-DD',
    },
  ],
  [
    "a field has another spelling",
    lineWith({ licenseModel: "named" }),
    {
      at: "/lines/0/licenseModel",
      message: '"licenseModel" is not a field here',
      hint: 'did you mean "licenceModel"?',
    },
  ],
  [
    "a field is written in another style",
    sampleDocument({ customer: sampleCustomer({ Ship_To: {} }) }),
    { at: "/customer/Ship_To", hint: 'did you mean "shipTo"?' },
  ],
  [
    "a field is like none",
    sampleDocument({ taxes: [sampleTax({ colour: "red" }), sampleTax({ id: "sea" })] }),
    {
      at: "/taxes/0/colour",
      message: '"colour" is not a field here',
      hint: "fields here: id, name, jurisdiction, category, rate, registration, reason, roundingGroup, amount",
    },
  ],
  [
    "[D13] a word is not known",
    sampleDocument({ contract: sampleContract({ plan: "anual-prepay" }) }),
    {
      rule: "D13",
      at: "/contract/plan",
      message: '"anual-prepay" is not known here',
      hint: 'did you mean "annual-prepay"?',
    },
  ],
  [
    "[A8] a word is like none",
    sampleDocument({ customer: sampleCustomer({ region: "Moon" }) }),
    { rule: "A8", at: "/customer/region", hint: "known: NA, LATAM, EMEA, APAC" },
  ],
  [
    "[B1] a term is too long",
    sampleDocument({ customer: sampleCustomer({ netDays: 400 }) }),
    { rule: "B1", at: "/customer/netDays", message: "is too large", hint: "at most 365" },
  ],
  [
    "[B1] a term is below zero",
    sampleDocument({ customer: sampleCustomer({ netDays: -1 }) }),
    { rule: "B1", message: "is too little", hint: "at least 0" },
  ],
  ["a text is empty", lineWith({ product: "" }), { rule: "A12", at: "/lines/0/product", message: "is empty" }],
  [
    "a list is too long",
    lineWith({ taxes: Array(21).fill("wa") }),
    { message: "has too many entries: 21", hint: "at most 20" },
  ],
  [
    "[F2] an address is no e-mail's",
    sampleDocument({
      customer: sampleCustomer({ billTo: { ...Object(Reflect.get(sampleCustomer(), "billTo")), emails: ["ap@"] } }),
    }),
    { rule: "F2", at: "/customer/billTo/emails/0", message: '"ap@" is not an e-mail address' },
  ],
  [
    "[A1] a currency is no code",
    sampleDocument({ currency: "Dollar" }),
    { rule: "A1", at: "/currency", message: '"Dollar" is not a currency code such as USD' },
  ],
  [
    "[B7] more than the last digits are given",
    sampleDocument({ payment: { savedMethod: { kind: "card", brand: "Visa", last4: "42424" } } }),
    { rule: "B7", at: "/payment/savedMethod/last4", message: '"42424" is not the last four digits' },
  ],
])("%s", (_what, document, expected) => {
  const issues = issuesIn(document);
  expect(issues).toEqual([expect.objectContaining({ file: "input.json", line: 1, ...expected })]);
});

test("all that is missing is told at once", () => {
  expect(issuesIn({ format: "billwright/rated-document@1" }).map(({ at }) => at)).toEqual([
    "/id",
    "/kind",
    "/issueDate",
    "/currency",
    "/entity",
    "/customer",
    "/contract",
    "/lines",
  ]);
});

test("no message speaks the schema library's language", () => {
  const wrong = [undefined, null, 3, true, "", "x", [], {}, [1], ["a"], { a: 1 }];
  const names = Object.keys(sampleDocument());
  const messages = names.flatMap((name) => wrong.flatMap((value) => issuesIn(sampleDocument({ [name]: value }))));
  expect(messages.length).toBeGreaterThan(100);
  expect(messages.filter(({ message }) => /invalid|expected|received|undefined|NaN|zod/i.test(message))).toEqual([]);
});

test("a check of a schema may bring its own rule and hint", () => {
  const schema = z.object({
    end: z.string().superRefine((_, context) => {
      context.addIssue({ code: "custom", message: "is no end", params: { rule: "C5", hint: "at 23:59:59" } });
    }),
  });
  expect(issuesOf(parseWith(schema, { end: "noon" }))).toEqual([
    { rule: "C5", at: "/end", message: '"noon" is no end', hint: "at 23:59:59" },
  ]);
});
