import type { Address } from "../kernel/party.ts";
import { ADDRESS_FORMS, GENERAL_ADDRESS_FORM } from "./address-forms.ts";
import { countryName } from "./country-names.ts";
import type { AddressForm } from "./figure-table.ts";
import type { Language } from "./words.ts";

export type PrintedAddress = {
  readonly lines: readonly string[];
  /** Whether the addressee stands above the address or below it (J-JP-13). */
  readonly name: "first" | "last";
};

/**
 * An address in the order of its country, whatever the language of the document (rule A13); the country's name, in the
 * document's language, is its last line where the document crosses a border.
 */
export const printAddress = (
  address: Address,
  language: Language,
  { country }: { readonly country: "shown" | "omitted" },
): PrintedAddress => {
  const form = localForm(address, language);
  const format = form?.format ?? ADDRESS_FORMS[address.country] ?? GENERAL_ADDRESS_FORM;
  const lines = fillForm(format, fieldsOf(address, form));
  return {
    lines: country === "shown" ? [...lines, countryName(address.country, language)] : lines,
    name: form?.name ?? "first",
  };
};

/** The locale's own form for a country, where it has one for addresses written so. */
const localForm = (address: Address, { figures }: Language): AddressForm | undefined => {
  const form = figures.addresses[address.country];
  if (form?.script === undefined) return form;
  return new RegExp(`\\p{Script=${form.script}}`, "u").test(address.city) ? form : undefined;
};

const fieldsOf = (
  { lines, city, region = "", postalCode = "" }: Address,
  form?: AddressForm,
): ReadonlyMap<string, string> =>
  new Map([
    ["lines", lines.join("\n")],
    ["city", city],
    ["CITY", city.toUpperCase()],
    ["region", form?.regions[region] ?? region],
    ["postalCode", postalCode],
  ]);

/** Fills fields in one pass; a part in brackets disappears with its field, an empty line with its fields. */
const fillForm = (format: string, fields: ReadonlyMap<string, string>): readonly string[] => {
  const fill = (part: string): string => part.replaceAll(FIELD, (_, name: string) => fields.get(name) ?? "");
  const isGiven = (part: string): boolean =>
    [...part.matchAll(FIELD)].every(([, name = ""]) => (fields.get(name) ?? "") !== "");
  return format
    .replaceAll(PART, (part: string, optional: string | undefined) => {
      if (optional === undefined) return fill(part);
      return isGiven(optional) ? fill(optional) : "";
    })
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
};

const FIELD = /\{(\w+)\}/g;
const PART = /\[([^\]]+)\]|\{\w+\}/g;
