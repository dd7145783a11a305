import type { Locale } from "../kernel/party.ts";
import { fail, succeed, type Result } from "../kernel/result.ts";
import type { Invoice } from "../compute/invoice.ts";
import type { Issuer } from "../policy/issuer.ts";

type Customer = Invoice["document"]["customer"];

/** The one locale of a country that has one; for others the issuer's profile says it, it is never guessed. */
const LOCALE_OF: Readonly<Record<string, Locale>> = {
  AU: "en-AU",
  BR: "pt-BR",
  CA: "en-CA",
  DE: "de-DE",
  FR: "fr-FR",
  GB: "en-GB",
  JP: "ja-JP",
  NZ: "en-NZ",
  US: "en-US",
};

const QUEBEC = new Set(["QC", "QUÉBEC", "QUEBEC"]);

/**
 * The locale of a customer's documents (rule A13): the customer's own, else the country's, else the profile's.
 * A buyer in Quebec gets French, or another language at a recorded request for it (J-QC-2).
 */
export const documentLocale = (customer: Customer, issuer: Issuer): Result<Locale> => {
  if (isInQuebec(customer)) return quebecLocale(customer);
  const { country } = customer.billTo.address;
  const locale = customer.locale ?? LOCALE_OF[country] ?? issuer.localeByCountry[country];
  if (locale !== undefined) return succeed(locale);
  return fail({
    rule: "A13",
    at: "/customer/locale",
    message: `no locale is known for a customer in ${country}`,
    hint: `give customer.locale, or add "${country}" to localeByCountry in the issuer's profile`,
  });
};

const isInQuebec = ({ billTo: { address } }: Customer): boolean =>
  address.country === "CA" && address.region !== undefined && QUEBEC.has(address.region.toUpperCase());

const quebecLocale = ({ locale, languageRequest }: Customer): Result<Locale> => {
  const wanted = locale ?? languageRequest?.locale ?? "fr-CA";
  if (wanted.startsWith("fr-") || languageRequest?.locale === wanted) return succeed(wanted);
  return fail({
    rule: "J-QC-2",
    at: "/customer/locale",
    message: `a buyer in Quebec gets French; ${wanted} needs a recorded request`,
    hint: "leave customer.locale out for fr-CA, or record the request in customer.languageRequest",
  });
};
