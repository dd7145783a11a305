import { z } from "zod";
import { refusedCharacter } from "../kernel/characters.ts";
import { CHARGE_KINDS, UNITS } from "../kernel/charge.ts";
import { parseCurrency, parseDecimal, type Currency, type Decimal } from "../kernel/money.ts";
import { BILLING_REGIONS, LOCALES } from "../kernel/party.ts";

/**
 * The policy file of one vendor, issuers/*.json: everything that another vendor would set differently.
 * Texts are by language ("de") or locale ("de-DE") and replace the wording of the same key in locales/.
 */
const record = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape).readonly();
const text = z
  .string()
  .min(1)
  .max(2_000)
  .refine(
    (words) => refusedCharacter(words.replaceAll("\n", "")) === undefined,
    "holds a character that nobody can see",
  );
const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "lower-case letters, digits and hyphens");

const currency = z
  .string()
  .refine((code) => parseCurrency(code) !== undefined, "not an ISO 4217 code")
  .transform((code) => code as Currency);

const decimal = z.string().transform((digits, context): Decimal => {
  const value = parseDecimal(digits);
  if (value === undefined) context.addIssue({ code: "custom", message: "not a decimal such as 25000.00" });
  return value ?? z.NEVER;
});

export const address = record({
  lines: z.array(text).min(1).max(4).readonly(),
  city: text,
  region: text.optional(),
  postalCode: text.optional(),
  country: z.string().regex(/^[A-Z]{2}$/, "an ISO 3166-1 alpha-2 code"),
});

/**
 * How a series of numbers is written (J-ALL-1): "INV-US-{year}-{serial:6}". With {year} each year of issue has its own
 * serials from 1; the serial is filled up with zeros.
 */
const numberPattern = z
  .string()
  .max(60)
  .regex(/^[A-Za-z0-9./-]*(?:\{year\}[A-Za-z0-9./-]*)?\{serial:(?:[1-9]|1[0-2])\}$/, "such as INV-{year}-{serial:6}");

/** Where payment links come from: with the data; made by the provider at issue; or permanent addresses of our own. */
export const LINK_MODES = ["given", "payment-link", "pay-page"] as const;
export type LinkMode = (typeof LINK_MODES)[number];

/** Ways of paying on the payment page (rule B5). */
export const ONLINE_METHODS = ["card", "ach", "bank-debit"] as const;
export type OnlineMethod = (typeof ONLINE_METHODS)[number];

/** Ways of paying directly (rule B2), each with the fields that a payer needs; the labels are words of locales/. */
const account = record({
  method: z.enum(["bank-transfer", "check"]),
  fields: z
    .array(
      record({
        label: z.enum([
          "bank",
          "holder",
          "account",
          "routing",
          "iban",
          "bic",
          "sort-code",
          "bsb",
          "branch",
          "transit",
          "payable-to",
          "mail-to",
        ]),
        value: text,
      }),
    )
    .min(1)
    .readonly(),
});

const entity = record({
  legalName: text,
  address,
  /** Registrations as they are printed under the address: ABN, VAT, CNPJ (J-ALL-3). */
  taxIds: z.array(record({ scheme: text, value: text })).readonly(),
  /** Register entries and the like, printed in the foot. */
  imprint: z.array(text).readonly().default([]),
  timeZone: text,
  /** Which title of locales/ heads an invoice of this entity: "title.tax-invoice" in Australia (J-ALL-10). */
  titles: record({
    invoice: z.enum(["invoice", "tax-invoice"]),
    "credit-note": z.enum(["credit-note", "adjustment-note"]),
  }),
  /** The series that the register gives numbers from; without them only documents that bring their number are issued. */
  numbers: record({ invoice: numberPattern, "credit-note": numberPattern }).optional(),
  taxRounding: z.enum(["half-away-from-zero", "half-even", "down", "up"]),
  /** Whom its mails come from, and where those that cannot be delivered go back to; without it nothing is mailed. */
  mail: record({
    from: z.email(),
    bounce: z.email().optional(),
    /** So many mails in any minute to the mailboxes of one domain. */
    domainRatePerMinute: z.int().min(1).max(100_000).default(100),
  }).optional(),
  /** Accounts by currency (rule F7); an invoice in a currency without one is refused. */
  accounts: z.partialRecord(z.string(), z.array(account).min(1).readonly()).readonly(),
});

const onlineCurrency = record({
  methods: z.array(z.enum(ONLINE_METHODS)).min(1).readonly(),
  cardLimit: record({ perInvoice: decimal, perMonth: decimal }),
});

/** Sections in print order; a section `within` another is a part of it, with a subtotal of its own (rule A5). */
const section = record({ id, kinds: z.array(z.enum(CHARGE_KINDS)).readonly(), within: id.optional() });

const languages = z.partialRecord(z.string(), text).readonly();

const issuerShape = record({
  format: z.literal("billwright/issuer@1"),
  id,
  /** Placeholder bank or tax data: every document says SAMPLE and nothing can be issued (rule F7). */
  demo: z.boolean(),
  brand: text,
  /** Rule A1. */
  currencies: z.array(currency).min(1).readonly(),
  netDays: z.int().min(0).max(365),
  /** Rule A18. */
  printZeroLines: z.boolean(),
  /** The billing team of each region (rule A8). */
  billingTeams: z.record(z.enum(BILLING_REGIONS), z.email()).readonly(),
  online: record({
    provider: text,
    /** Bill-to countries that may pay online (rule B3). */
    countries: z.array(z.string()).readonly(),
    /** Hosts that a payment link may lead to (rule B10). */
    hosts: z.array(z.string()).readonly(),
    questions: z.email(),
    /** Where the link of an issued invoice comes from (rule B3). */
    links: z.enum(LINK_MODES).default("given"),
    /** What stands before the token in an address of "pay-page": "https://pay.example.com/p/". */
    payPage: z
      .url({ protocol: /^https$/ })
      .max(200)
      .optional(),
    /** Keyed by currency: methods and limits (rule B5). */
    currencies: z.partialRecord(z.string(), onlineCurrency).readonly(),
  }),
  /** Hosts that the link to a fiscal document may lead to, such as a tax authority's (J-ALL-9, rule B10). */
  fiscalHosts: z.array(z.string()).readonly().default([]),
  sections: z.array(section).min(1).readonly(),
  /** The locale for a country without one of its own: {"AT": "de-DE"}; never guessed. */
  localeByCountry: z.partialRecord(z.string(), z.enum(LOCALES)).readonly(),
  /** Own wording: {"notice.taxExclusion": {"en": "…"}}. */
  texts: z.partialRecord(z.string(), languages).readonly(),
  entities: z.record(id, entity).readonly(),
  /** How the vendor's own data files name things. */
  imports: record({
    /** The vendor's `grouping` to our charge kind. */
    groupings: z.record(z.string(), z.enum(CHARGE_KINDS)).readonly(),
    /** The vendor's unit of measure, lower case, to ours. */
    units: z.record(z.string(), z.enum(UNITS)).readonly(),
    /** Words in a name that make a contact-centre licence, and those that tell its model (rule E1). */
    contactCentre: z.array(text).readonly(),
    licenceWords: record({ concurrent: z.array(text).readonly(), hourly: z.array(text).readonly() }),
    /** Endings that mark a prepay line on the vendor's invoice. */
    prepayWords: z.array(text).readonly(),
    /** Words in the name of a charge by the number: recurring (MRC) and for its set-up (NRC); else the grouping decides (rule D7). */
    numberWords: record({ recurring: z.array(text).readonly(), setup: z.array(text).readonly() }).optional(),
    /** What a line of the vendor's invoice charges, by its unit, where neither overlay nor name tells. */
    unitKinds: z.partialRecord(z.enum(UNITS), z.enum(CHARGE_KINDS)).readonly().optional(),
    /** The name of the line that brings core services up to the contract's least amount (rule D12). */
    minimumProduct: text.optional(),
  }),
});

/** The shape above, and what must agree within it: every charge kind has one section, parts are one level deep. */
export const issuerSchema = issuerShape.superRefine((issuer, context) => {
  const fault = (path: readonly (string | number)[], message: string) =>
    context.addIssue({ code: "custom", path: [...path], message });
  for (const kind of CHARGE_KINDS) {
    const count = issuer.sections.filter(({ kinds }) => kinds.includes(kind)).length;
    if (count !== 1) fault(["sections"], `the charge kind "${kind}" is in ${count} sections; it must be in one (A5)`);
  }
  issuer.sections.forEach(({ within }, index) => {
    if (within === undefined) return;
    const outer = issuer.sections.find(({ id: other }) => other === within);
    if (outer === undefined || outer.within !== undefined) {
      fault(["sections", index, "within"], `"${within}" is not a section of the first level (A5)`);
    }
  });
  const { links, payPage, hosts, currencies } = issuer.online;
  if (links === "pay-page" && (payPage === undefined || !hosts.includes(new URL(payPage).hostname))) {
    fault(["online", "payPage"], "must be an https address on one of the hosts of the profile (B10)");
  }
  for (const [code, policy] of Object.entries(currencies)) {
    if (links !== "payment-link" || policy?.methods.includes("bank-debit") !== true) continue;
    const path = ["online", "currencies", code, "methods"];
    fault(path, "links that the provider makes take no bank debit: leave it out, or use pay-page (B5)");
  }
  const patterns = Object.values(issuer.entities).flatMap(({ numbers }) => Object.values(numbers ?? {}));
  for (const pattern of new Set(patterns.filter((one, index) => patterns.indexOf(one) !== index))) {
    fault(["entities"], `two series are both written "${pattern}"; no number may come twice (J-ALL-1)`);
  }
  for (const [name, { accounts }] of Object.entries(issuer.entities)) {
    for (const code of Object.keys(accounts).filter((key) => !issuer.currencies.some((billed) => billed === key))) {
      fault(["entities", name, "accounts", code], `${code} is not among the currencies of the profile (A1)`);
    }
  }
});

/** The profile as it is written. */
export type IssuerInput = z.input<typeof issuerSchema>;
export type Issuer = z.output<typeof issuerSchema>;
export type LegalEntity = Issuer["entities"][string];
export type RemittanceAccount = z.output<typeof account>;
export type AccountField = RemittanceAccount["fields"][number]["label"];
