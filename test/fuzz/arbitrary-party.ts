import fc from "fast-check";
import { BILLING_REGIONS, LOCALES } from "../../src/kernel/party.ts";
import { dayOf, name, textUpTo } from "./arbitrary-words.ts";

/** Entities of test/issuers/meridian.json with what each bills in, where its taxes are owed, and how they are rounded. */
export const SELLERS = [
  {
    entity: "us",
    currencies: ["USD", "EUR", "JPY"],
    jurisdiction: "US-WA",
    owed: undefined,
    mode: "half-away-from-zero",
  },
  { entity: "ca", currencies: ["CAD"], jurisdiction: "CA-ON", owed: "CAD", mode: "half-away-from-zero" },
  { entity: "br", currencies: ["BRL"], jurisdiction: "BR-SP", owed: "BRL", mode: "half-away-from-zero" },
  { entity: "de", currencies: ["EUR"], jurisdiction: "DE", owed: "EUR", mode: "half-away-from-zero" },
  { entity: "gb", currencies: ["GBP", "EUR"], jurisdiction: "GB", owed: "GBP", mode: "half-away-from-zero" },
  { entity: "jp", currencies: ["JPY"], jurisdiction: "JP", owed: "JPY", mode: "down" },
  { entity: "au", currencies: ["AUD", "USD"], jurisdiction: "AU", owed: "AUD", mode: "half-away-from-zero" },
  { entity: "nz", currencies: ["NZD"], jurisdiction: "NZ", owed: "NZD", mode: "half-away-from-zero" },
] as const;

export const COUNTRIES = ["US", "CA", "BR", "DE", "FR", "GB", "JP", "AU", "NZ", "AT", "CH", "IE", "SG"] as const;
/** Where one pays online, and in which currencies (rule B3, as the profile has it). */
export const ONLINE = { countries: ["US", "CA"], currencies: ["USD", "CAD"] };

export type Raw = Readonly<Record<string, unknown>>;
export type Pick = fc.GeneratorValue;

/** What a document is decided by first. */
export type Base = {
  readonly pick: Pick;
  readonly seller: (typeof SELLERS)[number];
  readonly currency: string;
  readonly kind: "invoice" | "credit-note";
  readonly country: string;
  /** Day of issue, counted from the first of 2024. */
  readonly issued: number;
};

/** A value, or none. */
export const maybe = <T>(pick: Pick, arbitrary: fc.Arbitrary<T>): T | undefined =>
  pick(() => fc.option(arbitrary, { nil: undefined }));
export const chance = (pick: Pick, oneIn: number): boolean => pick(fc.integer, { min: 1, max: oneIn }) === 1;
export const one = <T>(pick: Pick, values: readonly T[]): T => pick(() => fc.constantFrom(...values));
export const many = <T>(pick: Pick, values: readonly T[]): readonly T[] =>
  pick(() => fc.subarray([...values], { minLength: 1 }));

const party = (pick: Pick, country: string): Raw => ({
  name: pick(() => name(300)),
  attention: maybe(pick, name(100)),
  address: {
    lines: pick(() => fc.array(name(200), { minLength: 1, maxLength: 4 })),
    city: pick(() => name(100)),
    region: country === "CA" ? one(pick, ["ON", "BC", "QC"]) : maybe(pick, name(40)),
    postalCode: maybe(pick, textUpTo(10)),
    country,
  },
  taxIds: [{ scheme: pick(() => textUpTo(12)), value: pick(() => textUpTo(20)) }],
});

/** Who is billed and who receives, in any country and language. */
export const customerOf = ({ pick, country, issued }: Base, organisations: readonly string[]): Raw => {
  const billTo = party(pick, country);
  const isInQuebec = /"region":"QC"/.test(JSON.stringify(billTo));
  const locale = isInQuebec ? undefined : one(pick, [...LOCALES, undefined]);
  return {
    accountId: pick(() => name(100)),
    organisations: organisations.map((id) => ({ id, name: pick(() => name(200)) })),
    billTo,
    shipTo: chance(pick, 4) ? party(pick, one(pick, COUNTRIES)) : undefined,
    region: one(pick, BILLING_REGIONS),
    locale,
    languageRequest: locale !== undefined && chance(pick, 8) ? { locale, date: dayOf(issued) } : undefined,
    timeZone: one(pick, ["UTC", "America/New_York", "Asia/Tokyo"]),
    netDays: maybe(pick, fc.integer({ min: 0, max: 365 })),
    buyerReference: maybe(pick, name(100)),
    partner: chance(pick, 6) ? { name: pick(() => name(200)) } : undefined,
  };
};
