import { z } from "zod";
import { parseCalendarDate, type CalendarDate } from "../kernel/calendar.ts";
import { CHARGE_KINDS, LICENCE_MODELS, SUBSCRIPTION_PLANS, UNITS } from "../kernel/charge.ts";
import type { SourceRef } from "../kernel/ids.ts";
import { decimalOf, parseDecimal, type Decimal } from "../kernel/money.ts";
import { BILLING_REGIONS, LOCALES } from "../kernel/party.ts";

/**
 * Limits of one document; what is over them is refused with the limit named.
 * A field's description ends with the rule behind it, which is the rule of the issues that its form gives rise to.
 */
export const LIMITS = {
  lines: 10_000,
  shortText: 200,
  text: 1_000,
  longText: 20_000,
  link: 2_000,
  /** Characters of all texts of a document as they are printed: what takes a minute to set where it is Japanese. */
  totalText: 1_000_000,
  list: 200,
  /** Objects and lists in one another. */
  depth: 32,
  /** A line of a JSONL file. */
  recordBytes: 16 * 1024 * 1024,
  /** A JSON file that is not JSONL: it is held as a whole. */
  fileBytes: 64 * 1024 * 1024,
} as const;

const record = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape).readonly();
const list = <Item extends z.ZodType>(item: Item, most: number = LIMITS.list) => z.array(item).max(most).readonly();

/** Text is taken without blanks at its ends and in composed characters (NFC): equal texts are equal bytes. */
const textUpTo = (most: number) => z.string().trim().normalize("NFC").min(1).max(most);
const short = textUpTo(LIMITS.shortText);
const text = textUpTo(LIMITS.text);
const long = textUpTo(LIMITS.longText);

const date = z
  .string()
  .meta({ format: "date" })
  .transform((digits, context): CalendarDate => {
    const day = parseCalendarDate(digits);
    if (day === undefined) {
      const message = "is not a day of the calendar, written YYYY-MM-DD";
      context.addIssue({ code: "custom", message, params: { hint: "write a day that exists, such as 2026-02-28" } });
    }
    return day ?? z.NEVER;
  });

/** The form that `parseDecimal` takes, for the JSON Schema. */
const DECIMAL_PATTERN = "^-?(?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{1,12})?$";
const DECIMAL_HINT = "digits with a point before the decimals; no grouping, no exponent, no sign but -";

const decimal = z
  .union([z.string().meta({ pattern: DECIMAL_PATTERN }), z.int()], { error: 'must be a decimal in quotes: "12.50"' })
  .transform((digits, context): Decimal => {
    const value = typeof digits === "number" ? decimalOf(BigInt(digits)) : parseDecimal(digits);
    if (value === undefined) {
      context.addIssue({
        code: "custom",
        message: 'is not a decimal such as "0.0055"',
        params: { hint: DECIMAL_HINT },
      });
    }
    return value ?? z.NEVER;
  });

const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, "a currency code such as USD")
  .describe("ISO 4217 code; which ones are billed is policy (A1)");
const country = z.string().regex(/^[A-Z]{2}$/, "an ISO 3166-1 alpha-2 code such as US");
const period = record({ first: date, last: date }).describe("days, both included (C1)");

const address = record({
  lines: z.array(text).min(1).max(4).readonly().describe("street, building, floor"),
  city: short,
  region: short.optional().describe("state, province, prefecture"),
  postalCode: short.optional(),
  country,
});

const taxId = record({ scheme: short.describe("as printed: VAT, ABN, GST/HST"), value: short });

const party = record({
  name: text,
  attention: text.optional(),
  address,
  taxIds: list(taxId, 10).default([]),
  emails: list(z.email(), 20).default([]).describe("billing contacts (F2)"),
});

const customer = record({
  accountId: short,
  organisations: list(record({ id: short, name: text })).describe("whose use the document covers (A16)"),
  billTo: party.describe("the partner, on a partner's invoice (A14)"),
  shipTo: party.optional().describe("the end customer, on a partner's invoice (A14)"),
  region: z.enum(BILLING_REGIONS).describe("whose billing team answers (A8)"),
  hostingRegion: short.optional().describe("where the services run; changes neither content nor price (F5)"),
  locale: z.enum(LOCALES).optional().describe("of the document; else by country (A13)"),
  languageRequest: record({ locale: z.enum(LOCALES), date })
    .optional()
    .describe("recorded, for Quebec (J-QC-2)"),
  timeZone: short.default("UTC").describe("IANA zone of the account (C4)"),
  netDays: z.int().min(0).max(365).optional().describe("days from issue to due date; else the issuer's (B1)"),
  buyerReference: short.optional(),
  endpoint: record({ scheme: short, value: short }).optional().describe("Peppol"),
  partner: record({ name: text, accountId: short.optional() }).optional(),
});

const contract = record({
  number: short.describe("as printed in Billing Details (A2)"),
  masterOrder: short.optional(),
  effectiveDate: date,
  plan: z.enum(SUBSCRIPTION_PLANS).describe("decides which lines may occur (D13)"),
  licenceModel: z.enum(LICENCE_MODELS).describe("of all contact-centre licences (E1)"),
  purchaseOrder: short.optional(),
  term: period.optional(),
  withholding: z.enum(["inform", "deduct"]).default("inform").describe("named only, or kept back by the customer (A7)"),
});

const discount = record({
  reason: text,
  percent: decimal.optional(),
  amount: decimal.optional().describe("positive: what is taken off"),
}).describe("either percent or amount (F8)");

const line = record({
  id: short,
  kind: z.enum(CHARGE_KINDS),
  section: short.optional().describe("a section of the issuer's profile; else by kind (A5)"),
  product: text.describe("printed as it is, in every language (A12)"),
  description: long.optional().describe("printed below the product"),
  organisation: short.optional().describe("id of one of the customer's organisations (A16)"),
  licenceModel: z.enum(LICENCE_MODELS).optional().describe("of a contact-centre licence (E1)"),
  quantity: decimal.describe("what is billed; negative for a credit (A19)"),
  unit: z.enum(UNITS),
  rate: decimal.describe("price of one unit, never negative (A1)"),
  discount: discount.optional(),
  amount: decimal.optional().describe("checked against quantity × rate (A6)"),
  period,
  prepay: z.boolean().default(false).describe("invoiced in advance (A3)"),
  committed: decimal.optional().describe("printed beside the billed quantity (A17)"),
  included: decimal.optional().describe("fair-use allowance (A17, E8)"),
  used: decimal.optional().describe("printed beside the billed quantity (A17)"),
  taxes: list(short, 20).describe("ids of taxes[]; never empty: zero tax is a tax with rate 0 and a reason (A7)"),
  corrects: record({ number: short, date, reason: text })
    .optional()
    .describe("the invoice that a credit corrects (A19)"),
});

export const TAX_CATEGORIES = [
  "standard",
  "reduced",
  "zero",
  "exempt",
  "reverse-charge",
  "export",
  "out-of-scope",
] as const;

const tax = record({
  id: short,
  name: text.describe("as printed: GST, TVQ, Washington sales tax"),
  jurisdiction: short.describe("country or state: AU, CA-QC, US-WA"),
  category: z.enum(TAX_CATEGORIES).describe("zero, exempt and the like have rate 0 and a reason (J-ALL-6)"),
  rate: decimal.describe("percent"),
  registration: short.optional().describe("the seller's number for this tax"),
  reason: text.optional().describe("why there is no tax (J-ALL-6)"),
  roundingGroup: short.optional().describe("taxes that are rounded together (A11)"),
  amount: decimal.optional().describe("checked (A11)"),
});

const withholding = record({
  id: short,
  name: text,
  rate: decimal.describe("percent"),
  base: decimal.optional().describe("else the net total"),
  amount: decimal.optional().describe("checked"),
});

export const ratedDocumentSchema = record({
  format: z.literal("billwright/rated-document@1"),
  id: short.describe("the caller's idempotency key; names the output files"),
  kind: z.enum(["invoice", "credit-note"]).describe("a credit note is what the seller owes in the end (A19)"),
  issueDate: date,
  number: short.optional().describe("of the invoice or credit note, from a series without gaps (J-ALL-1)"),
  currency,
  entity: short.describe("which legal entity of the issuer sells (F7)"),
  customer,
  contract,
  lines: list(line, LIMITS.lines),
  taxes: list(tax).default([]),
  taxCurrency: record({
    currency,
    rate: decimal.describe("its units for one unit of the document's"),
    date,
    source: text,
  })
    .optional()
    .describe("the currency of the tax jurisdiction, where it is another (J-ALL-7)"),
  withholdings: list(withholding).default([]).describe("named, or deducted where the contract says so (A7)"),
  discounts: list(
    record({
      id: short,
      reason: text,
      amount: decimal.describe("positive: what is taken off"),
      taxes: list(short, 20),
    }),
  )
    .default([])
    .describe("off the whole document (F8)"),
  fees: list(
    record({
      id: short,
      name: text,
      reason: text.optional(),
      quantity: decimal,
      unit: z.enum(UNITS),
      rate: decimal,
      taxes: list(short, 20),
    }),
  )
    .default([])
    .describe("per-unit telecom fees and surcharges (F8)"),
  paid: list(record({ id: short, date, amount: decimal, reason: text }))
    .default([])
    .describe("amounts already paid (F8)"),
  totals: record({
    net: decimal.optional(),
    tax: decimal.optional(),
    total: decimal.optional(),
    due: decimal.optional(),
  })
    .optional()
    .describe("control totals: must agree"),
  payment: record({
    link: z.string().max(LIMITS.link).optional().describe("https, to a host of the profile (B10)"),
    savedMethod: record({
      kind: z.enum(["card", "bank"]),
      brand: short,
      last4: z.string().regex(/^\d{4}$/, "the last four digits"),
    })
      .optional()
      .describe("charged on the due date (B7)"),
    cardPaidThisMonth: decimal.optional(),
  }).default({}),
  fiscal: record({ document: short, key: short.optional(), link: z.string().max(LIMITS.link).optional() })
    .optional()
    .describe("the legal document elsewhere (J-ALL-9)"),
  memo: long.optional(),
  showZeroLines: z
    .boolean()
    .optional()
    .describe("usage that comes to nothing is printed (A18); else the profile decides"),
});

/** The document as it is written: decimals are text ("0.0055") or whole numbers, days are "YYYY-MM-DD". */
export type RatedDocumentInput = z.input<typeof ratedDocumentSchema>;

/** The document as the schema gives it: its items do not yet know where they stand. */
export type Unsourced = z.output<typeof ratedDocumentSchema>;
type Sourced<Item> = Item & { readonly source: SourceRef };
type ListField = "lines" | "taxes" | "withholdings" | "discounts" | "fees" | "paid";

/** The waist of the pipeline: what somebody who rates has decided, checked in itself, each item with its place in the input. */
export type RatedDocument = Omit<Unsourced, ListField> & {
  readonly [Field in ListField]: readonly Sourced<Unsourced[Field][number]>[];
} & { readonly source: SourceRef };

export type RatedLine = RatedDocument["lines"][number];
export type RatedTax = RatedDocument["taxes"][number];
export type Customer = RatedDocument["customer"];
export type Contract = RatedDocument["contract"];
