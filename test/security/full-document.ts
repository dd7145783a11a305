import { rawDocument } from "../documents.ts";

type Raw = Readonly<Record<string, unknown>>;

const PERIOD = { first: "2026-04-15", last: "2026-05-14" };

const party = (who: string): Raw => ({
  name: `${who} name`,
  attention: `${who} attention`,
  address: {
    lines: [`${who} street`],
    city: `${who} city`,
    region: `${who} region`,
    postalCode: `${who} code`,
    country: "US",
  },
  taxIds: [{ scheme: `${who} scheme`, value: `${who} registration` }],
  emails: [`${who}@example.com`],
});

const customer: Raw = {
  accountId: "account 1",
  organisations: [
    { id: "organisation 1", name: "first organisation" },
    { id: "organisation 2", name: "second organisation" },
  ],
  billTo: party("payer"),
  shipTo: party("receiver"),
  region: "NA",
  locale: "en-US",
  languageRequest: { locale: "en-US", date: "2026-01-02" },
  timeZone: "America/New_York",
  buyerReference: "buyer reference 1",
  endpoint: { scheme: "0060", value: "endpoint 1" },
  partner: { name: "partner name", accountId: "partner account" },
};

const contract: Raw = {
  number: "contract 1",
  masterOrder: "master order 1",
  effectiveDate: "2026-01-15",
  plan: "annual-monthly",
  licenceModel: "named",
  purchaseOrder: "purchase order 1",
  term: { first: "2026-01-15", last: "2027-01-14" },
};

const used: Raw = {
  id: "line 1",
  kind: "user",
  section: "core",
  product: "first product",
  description: "first description",
  organisation: "organisation 1",
  licenceModel: "named",
  quantity: "10",
  unit: "user",
  period: PERIOD,
  committed: "5",
  used: "15",
};

const lines: readonly Raw[] = [
  { ...used, rate: "75.00", discount: { reason: "line discount", percent: "10" }, taxes: ["tax 1"] },
  {
    id: "line 2",
    kind: "user",
    product: "second product",
    organisation: "organisation 2",
    quantity: "-1",
    unit: "user",
    rate: "75.00",
    period: PERIOD,
    taxes: ["tax 2"],
    corrects: { number: "INV 0", date: "2026-04-15", reason: "a slip" },
  },
];

const taxes: readonly Raw[] = [
  {
    id: "tax 1",
    name: "first tax",
    jurisdiction: "US-WA",
    category: "standard",
    rate: "6.5",
    registration: "tax registration",
    roundingGroup: "group 1",
  },
  {
    id: "tax 2",
    name: "second tax",
    jurisdiction: "US-OR",
    category: "exempt",
    rate: "0",
    reason: "a reason for none",
  },
];

/** An invoice with nearly every field that the model has, each text of it another, so that it can be found again. */
export const fullInvoice = (fields: Raw = {}): Raw =>
  rawDocument({
    id: "document 1",
    number: "INV 1",
    customer,
    contract,
    lines,
    taxes,
    taxCurrency: { currency: "EUR", rate: "0.9", date: "2026-05-14", source: "a central bank" },
    withholdings: [{ id: "withholding 1", name: "a withholding", rate: "1.5" }],
    discounts: [{ id: "discount 1", reason: "document discount", amount: "5.00", taxes: ["tax 1"] }],
    fees: [
      { id: "fee 1", name: "a fee", reason: "fee reason", quantity: "1", unit: "item", rate: "1.00", taxes: ["tax 1"] },
    ],
    paid: [{ id: "payment 1", date: "2026-05-01", amount: "10.00", reason: "an early payment" }],
    payment: {
      link: "https://pay.meridian.example/i/full",
      savedMethod: { kind: "card", brand: "Brand", last4: "4242" },
      cardPaidThisMonth: "10.00",
    },
    fiscal: { document: "fiscal document 1", key: "fiscal key 1", link: "https://fiscal.example/1" },
    memo: "first memo",
    ...fields,
  });

/** A credit for a part of two lines of an earlier invoice. */
export const fullCreditNote = (): Raw =>
  fullInvoice({
    id: "credit 1",
    kind: "credit-note",
    number: "CN 1",
    lines: lines.map((line, index) => ({
      ...line,
      quantity: "-1",
      corrects: { number: `INV ${index}`, date: "2026-04-15", reason: `slip ${index}` },
    })),
    discounts: [],
    fees: [],
    paid: [],
    withholdings: [],
    payment: {},
  });

/** What a partner's customer gets (rule A9), with nearly every field, too. */
export const fullStatement = (): Raw => ({
  format: "billwright/rated-document@1",
  id: "statement 1",
  kind: "usage-statement",
  issueDate: "2026-05-15",
  entity: "us",
  customer,
  contract,
  lines: [used],
  memo: "statement memo",
});

/** The same where the customer's own address is the only one: then the statement is in its name. */
export const statementWithoutShipTo = (): Raw => ({ ...fullStatement(), customer: { ...customer, shipTo: undefined } });

/** The invoice as it goes to Japan: address forms, names and figures of another locale. */
export const japaneseInvoice = (): Raw => {
  const inJapan = (who: string): Raw => ({
    ...party(who),
    address: { ...Object(party(who)["address"]), city: `${who} 区`, country: "JP" },
  });
  return fullInvoice({
    currency: "JPY",
    entity: "jp",
    customer: {
      ...customer,
      billTo: inJapan("payer"),
      shipTo: inJapan("receiver"),
      locale: "ja-JP",
      languageRequest: undefined,
      region: "APAC",
    },
    taxes: taxes.map((tax) => ({ ...tax, jurisdiction: "JP" })),
    discounts: [{ id: "discount 1", reason: "document discount", amount: "5", taxes: ["tax 1"] }],
    paid: [{ id: "payment 1", date: "2026-05-01", amount: "10", reason: "an early payment" }],
    taxCurrency: undefined,
    payment: {},
  });
};
