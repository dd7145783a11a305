import { readFileSync } from "node:fs";
import { ratedDocumentSchema, type RatedDocument } from "../src/intake/rated-document.ts";
import { issuerSchema, type Issuer } from "../src/policy/issuer.ts";
import { computeInvoice } from "../src/compute/compute.ts";
import type { Invoice } from "../src/compute/invoice.ts";
import type { Result } from "../src/kernel/result.ts";

const readIssuer = (path: string): Issuer =>
  issuerSchema.parse(JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")));

/** The complete, invented profile that tests issue from. */
export const MERIDIAN = readIssuer("issuers/meridian.json");
/** The shipped demo profile. */
export const GENESYS = readIssuer("../issuers/genesys.json");

type Raw = Readonly<Record<string, unknown>>;

const US_PARTY = {
  name: "Harbor & Finch Insurance Group",
  attention: "Accounts Payable",
  address: { lines: ["2200 Westlake Avenue North"], city: "Seattle", region: "WA", postalCode: "98109", country: "US" },
};

const NO_TAX = {
  id: "none",
  name: "Sales tax",
  jurisdiction: "US-WA",
  category: "exempt",
  rate: "0",
  reason: "resale certificate A12",
};

/** One charge; `fields` replace what stands here. */
export const rawLine = (fields: Raw = {}) => ({
  id: "l1",
  kind: "user",
  product: "Meridian CX 1 User",
  quantity: "1",
  unit: "user",
  rate: "75.00",
  period: { first: "2026-04-15", last: "2026-05-14" },
  taxes: ["none"],
  ...fields,
});

/** The customer of the small document, who has the document mailed (rule F2). */
export const mailedCustomer = (): Raw => ({
  accountId: "A-1",
  organisations: [{ id: "org-1", name: "harborfinch-prod" }],
  billTo: { ...US_PARTY, emails: ["ap@harborfinch.example"] },
  region: "NA",
});

/** A small valid document of a US customer as it would be typed; `fields` replace what stands here. */
export const rawDocument = (fields: Raw = {}): Raw => ({
  format: "billwright/rated-document@1",
  id: "doc-1",
  kind: "invoice",
  issueDate: "2026-05-15",
  number: "INV-1",
  currency: "USD",
  entity: "us",
  customer: {
    accountId: "A-1",
    organisations: [{ id: "org-1", name: "harborfinch-prod" }],
    billTo: US_PARTY,
    region: "NA",
  },
  contract: { number: "Q-1", effectiveDate: "2026-01-15", plan: "annual-monthly", licenceModel: "named" },
  lines: [rawLine()],
  taxes: [NO_TAX],
  payment: { link: "https://pay.meridian.example/i/abc" },
  ...fields,
});

/** The document with places, for tests of the stages behind intake. */
export const ratedDocument = (fields: Raw = {}): RatedDocument => {
  const parsed = ratedDocumentSchema.parse(rawDocument(fields));
  const sourced = <Item extends object>(items: readonly Item[], field: string) =>
    items.map((item, index) => ({ ...item, source: { file: "test.json", pointer: `/${field}/${index}` } }));
  return {
    ...parsed,
    lines: sourced(parsed.lines, "lines"),
    taxes: sourced(parsed.taxes, "taxes"),
    withholdings: sourced(parsed.withholdings, "withholdings"),
    discounts: sourced(parsed.discounts, "discounts"),
    fees: sourced(parsed.fees, "fees"),
    paid: sourced(parsed.paid, "paid"),
    source: { file: "test.json", pointer: "" },
  };
};

/** The value of a result that must be good; the issues otherwise. */
export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok)
    throw new Error(result.issues.map(({ rule, at, message }) => `${rule ?? ""} ${at} ${message}`).join("\n"));
  return result.value;
};

export const invoiceOf = (fields: Raw = {}, issuer: Issuer = MERIDIAN): Invoice =>
  valueOf(computeInvoice(ratedDocument(fields), issuer));
