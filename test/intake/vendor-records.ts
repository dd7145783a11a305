import { readFileSync } from "node:fs";
import { invariant, type Issue, type Result } from "../../src/kernel/result.ts";
import { issuerSchema, type Issuer } from "../../src/policy/issuer.ts";
import type { Draft } from "../../src/intake/draft.ts";
import { parseJson, type JsonRecord } from "../../src/intake/json.ts";
import { readOverlays, type Overlays } from "../../src/intake/overlay.ts";
import { valueAt } from "../../src/intake/pointer.ts";
import { importSubscriptionOverview } from "../../src/intake/subscription-overview.ts";
import { importVendorInvoice } from "../../src/intake/vendor-invoice.ts";

type Fields = Readonly<Record<string, unknown>>;

const genesys = issuerSchema.parse(JSON.parse(readFileSync("issuers/genesys.json", "utf8")));

/** The shipped profile with the optional fields that these tests are about. */
export const issuer: Issuer = {
  ...genesys,
  imports: {
    ...genesys.imports,
    numberWords: { recurring: ["MRC", "Recurring Charge"], setup: ["NRC", "Set Up", "Setup"] },
    unitKinds: { minute: "call", message: "messaging" },
    minimumProduct: "Minimum monthly amount",
  },
};

export const ORGANISATION = "00000000-0000-4000-8000-000000000001";

const party = {
  name: "Example Outdoor Inc.",
  address: { lines: ["1 Example Way"], city: "Seattle", region: "WA", postalCode: "98101", country: "US" },
};

const rest = {
  id: "doc-1",
  kind: "invoice",
  entity: "us",
  taxes: [{ id: "t", name: "Sales tax", jurisdiction: "US-WA", category: "zero", rate: "0", reason: "not taxable" }],
  lineTaxes: ["t"],
};

/** What an overview needs beside itself. */
export const overlayEntry = (over: Fields = {}): Fields => ({
  match: { organizationId: ORGANISATION },
  ...rest,
  issueDate: "2026-05-01",
  number: "INV-1",
  customer: { accountId: "A-1", billTo: party, region: "NA" },
  contract: { number: "C-1", effectiveDate: "2025-01-01" },
  ...over,
});

export const overview = (over: Fields = {}): Fields => ({
  organization: { id: ORGANISATION, name: "Sample Org" },
  currency: "USD",
  enabledProducts: [],
  subscriptionType: "PREPAY",
  billingPeriodStartDate: "2026-04-01T00:00:00Z",
  billingPeriodEndDate: "2026-04-30T23:59:59Z",
  usages: [],
  ...over,
});

export const usage = (over: Fields = {}): Fields => ({
  name: "Genesys Cloud CX 1",
  partNumber: "",
  grouping: "user-license",
  unitOfMeasureType: "user",
  usageQuantity: "0",
  overagePrice: "90.00",
  prepayQuantity: "0",
  prepayPrice: "75.00",
  isThirdParty: false,
  ...over,
});

export const invoiceEntry = (over: Fields = {}): Fields => ({
  match: { invoiceId: "vi-1" },
  ...rest,
  customer: { region: "NA" },
  contract: { number: "C-1", effectiveDate: "2025-01-01", plan: "annual-monthly" },
  amountIs: "net",
  ...over,
});

export const vendorInvoice = (over: Fields = {}, lines: unknown = []): Fields => ({
  invoice: {
    id: "vi-1",
    number: "INV-9",
    dateInvoiced: "2026-05-01",
    currencyIsoCode: "USD",
    paymentStatus: "Unpaid",
    paymentTerms: "Net 30",
    billToCustomer: { id: "c-1", number: "A-7", name: "Example Outdoor Inc." },
    billToAddress: {
      addressType: "BillTo",
      line1: "1 Example Way",
      line2: "",
      cityName: "Seattle",
      stateCode: "WA",
      postalCode: "98101",
      countryCode: "US",
    },
    ...over,
  },
  lines,
});

export const invoiceItem = (over: Fields = {}): Fields => ({
  id: "li-1",
  product: { id: "p-1", sku: "S", name: "Genesys Cloud CX 1 User", unitOfMeasure: "User" },
  dateStart: "2026-04-01",
  dateEnd: "2026-04-30",
  organization: { id: ORGANISATION, name: "Sample Org" },
  quantity: 58,
  unitOfMeasure: "User",
  amount: 5220,
  ...over,
});

/** Vendor data as they come from a file: numbers are their source text. */
export const parseVendor = (text: string): JsonRecord =>
  valueOf(parseJson(text, { file: "vendor.json", numbers: "source-text" }));

export const overlaysOf = (...documents: readonly Fields[]): Result<Overlays> => {
  const text = JSON.stringify({ format: "billwright/overlay@1", documents });
  return readOverlays([valueOf(parseJson(text, { file: "overlay.json", numbers: "integers" }))]);
};

export const importOverview = (record: Fields, entry: Fields = overlayEntry()): Result<Draft> =>
  importSubscriptionOverview(parseVendor(JSON.stringify(record)), { overlays: valueOf(overlaysOf(entry)), issuer });

/** A record as text where the numbers' own digits matter. */
export const importInvoice = (record: Fields | string, entry: Fields = invoiceEntry()): Result<Draft> =>
  importVendorInvoice(parseVendor(typeof record === "string" ? record : JSON.stringify(record)), {
    overlays: valueOf(overlaysOf(entry)),
    issuer,
  });

export const valueOf = <T>(result: Result<T>): T => {
  invariant(result.ok, result.ok ? "" : JSON.stringify(result.issues));
  return result.value;
};

/** Lines of the draft, their named fields only. */
export const linesOf = (result: Result<Draft>, ...fields: readonly string[]): readonly Fields[] => {
  const lines = valueAt(valueOf(result).value, ["lines"]);
  invariant(Array.isArray(lines), "a draft has lines");
  return lines.map((line: unknown) =>
    Object.fromEntries(
      fields.flatMap((name) => (valueAt(line, [name]) === undefined ? [] : [[name, valueAt(line, [name])]])),
    ),
  );
};

export const issuesIn = (result: Result<unknown>): readonly Issue[] => (result.ok ? [] : result.issues);

/** "E1 /usages/1/name": what an issue is about. */
export const marksOf = (result: Result<unknown>): readonly string[] =>
  issuesIn(result).map(({ rule, at }) => `${rule ?? "–"} ${at}`);
