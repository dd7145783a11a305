/** A postal address as it was given; its order and casing in print follow the country (present/addresses.ts). */
export type Address = {
  /** Street, building, floor: one to four lines. */
  readonly lines: readonly string[];
  readonly city: string;
  /** State, province or prefecture: "WA", "QC", "東京都". */
  readonly region?: string | undefined;
  readonly postalCode?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
};

/** A tax registration as it is printed: {scheme: "VAT", value: "GB123456789"}. */
export type TaxId = { readonly scheme: string; readonly value: string };

/** Somebody who sells, buys or receives. */
export type Party = {
  readonly name: string;
  /** A person or department to whom the document goes: "Accounts Payable". */
  readonly attention?: string | undefined;
  readonly address: Address;
  readonly taxIds: readonly TaxId[];
};

/** The billing team that answers for a customer (rule A8); where its services are hosted is another matter (rule F5). */
export const BILLING_REGIONS = ["NA", "LATAM", "EMEA", "APAC"] as const;
export type BillingRegion = (typeof BILLING_REGIONS)[number];

/** A language and region of documents: words, figures and dates (rule A13). */
export const LOCALES = [
  "en-US",
  "en-GB",
  "en-AU",
  "en-NZ",
  "en-CA",
  "fr-CA",
  "fr-FR",
  "de-DE",
  "pt-BR",
  "ja-JP",
] as const;
export type Locale = (typeof LOCALES)[number];
