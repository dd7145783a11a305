import { readFileSync } from "node:fs";
import type { Draft } from "../../src/intake/draft.ts";
import { readDraft } from "../../src/intake/read-draft.ts";
import { issuesOf, type Issue } from "../../src/kernel/result.ts";
import { issuerSchema, type Issuer } from "../../src/policy/issuer.ts";

/** An invented vendor whose profile is complete and no demo. */
export const issuer: Issuer = issuerSchema.parse(JSON.parse(readFileSync("test/issuers/meridian.json", "utf8")));

const PERIOD = { first: "2026-04-15", last: "2026-05-14" };

/** A line that is right; overrides make it wrong, or another one. */
export const sampleLine = (overrides: object = {}): object => ({
  id: "L1",
  kind: "user",
  product: "Meridian CX 1 User",
  organisation: "harbor-prod",
  licenceModel: "named",
  quantity: "58",
  unit: "user",
  rate: "90.00",
  period: PERIOD,
  taxes: ["wa"],
  ...overrides,
});

export const sampleTax = (overrides: object = {}): object => ({
  id: "wa",
  name: "Washington sales tax",
  jurisdiction: "US-WA",
  category: "standard",
  rate: "6.5",
  ...overrides,
});

const sampleParty = (overrides: object = {}): object => ({
  name: "Harbor & Finch Insurance Group",
  attention: "Accounts Payable",
  address: {
    lines: ["2200 Westlake Avenue North"],
    city: "Seattle",
    region: "WA",
    postalCode: "98109",
    country: "US",
  },
  taxIds: [{ scheme: "EIN", value: "12-3456789" }],
  emails: ["ap@harbor.example"],
  ...overrides,
});

export const sampleCustomer = (overrides: object = {}): object => ({
  accountId: "A-00018342",
  organisations: [
    { id: "harbor-prod", name: "harborfinch-prod" },
    { id: "harbor-claims", name: "harborfinch-claims" },
  ],
  billTo: sampleParty(),
  region: "NA",
  locale: "en-US",
  timeZone: "America/Los_Angeles",
  netDays: 30,
  ...overrides,
});

export const sampleContract = (overrides: object = {}): object => ({
  number: "Q-118204",
  effectiveDate: "2025-05-15",
  plan: "annual-monthly",
  licenceModel: "named",
  purchaseOrder: "PO 77-20391",
  ...overrides,
});

/** A rated document as it is written, with every list filled; overrides replace whole fields. */
export const sampleDocument = (overrides: object = {}): Record<string, unknown> => ({
  format: "billwright/rated-document@1",
  id: "2026-05-harbor",
  kind: "invoice",
  issueDate: "2026-05-15",
  number: "INV-2026-004711",
  currency: "USD",
  entity: "us",
  customer: sampleCustomer(),
  contract: sampleContract(),
  lines: [
    sampleLine({ committed: "80", used: "138" }),
    sampleLine({ id: "L2", prepay: true, quantity: 80, rate: "75.00", discount: { reason: "Loyalty", percent: "5" } }),
    sampleLine({
      id: "L3",
      kind: "call",
      unit: "minute",
      licenceModel: undefined,
      quantity: "36412.6",
      rate: "0.0055",
    }),
    sampleLine({
      id: "L4",
      quantity: "-2",
      corrects: { number: "INV-2026-003102", date: "2026-04-15", reason: "Two users counted twice" },
    }),
  ],
  taxes: [sampleTax(), sampleTax({ id: "sea", name: "Seattle local sales tax", rate: "3.85" })],
  withholdings: [{ id: "W1", name: "Withholding tax", rate: "15" }],
  discounts: [{ id: "D1", reason: "Launch offer", amount: "100.00", taxes: ["wa", "sea"] }],
  fees: [{ id: "F1", name: "911 fee", quantity: "5", unit: "number", rate: "0.25", taxes: ["wa"] }],
  paid: [{ id: "P1", date: "2026-05-01", amount: "250.00", reason: "Deposit" }],
  payment: {
    link: "https://pay.meridian.example/i/7Q2M-4KX9",
    savedMethod: { kind: "card", brand: "Visa", last4: "4242" },
  },
  memo: "Thank you.\nSee you soon.",
  ...overrides,
});

/** As a file gives it: without what is undefined. */
export const draftOf = (value: unknown): Draft => ({
  value: value === undefined ? undefined : JSON.parse(JSON.stringify(value)),
  locate: (pointer) => ({ file: "input.json", pointer, line: 1 }),
});

/** All that is wrong with a document; empty where it is right. */
export const issuesIn = (document: unknown): readonly Issue[] => issuesOf(readDraft(draftOf(document), issuer));
