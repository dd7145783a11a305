import type { ChargeKind, LicenceModel, Unit } from "../kernel/charge.ts";
import type { Issuer } from "../policy/issuer.ts";

type Imports = Issuer["imports"];

/** Whether one of the words stands in the name, whole and in any case: "CX 1" is not in "CX 10". */
export const hasWord = (name: string, words: readonly string[]): boolean =>
  words.some((word) => spaced(name).includes(spaced(word)));

/** A number's recurring or set-up charge, told by the words of the profile (rules D5, D7, D8); undefined for all else. */
export const numberKind = (name: string, unit: Unit, { numberWords }: Imports): ChargeKind | undefined => {
  if (unit !== "number" || numberWords === undefined) return undefined;
  if (hasWord(name, numberWords.setup)) return "number-setup";
  return hasWord(name, numberWords.recurring) ? "number-recurring" : undefined;
};

/** How a contact-centre licence is counted; undefined for what is none, as Communicate, which is always named (rule E1). */
export const licenceModelOf = (name: string, { contactCentre, licenceWords }: Imports): LicenceModel | undefined => {
  if (!hasWord(name, contactCentre)) return undefined;
  if (hasWord(name, licenceWords.hourly)) return "hourly";
  return hasWord(name, licenceWords.concurrent) ? "concurrent" : "named";
};

/** "User – Prepay" is the product "User", paid ahead; the marker is printed in the document's language (rules A4, A12). */
export const withoutPrepay = (
  name: string,
  { prepayWords }: Imports,
): { readonly product: string; readonly prepay: boolean } => {
  const ending = prepayWords
    .toSorted((a, b) => b.length - a.length)
    .find((word) => name.length > word.length && name.toLowerCase().endsWith(word.toLowerCase()));
  return ending === undefined
    ? { product: name, prepay: false }
    : { product: name.slice(0, -ending.length).trimEnd(), prepay: true };
};

const spaced = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
