import type { TaxId } from "../kernel/party.ts";
import type { Language } from "./words.ts";

/** Registrations whose name is another in another language: GST/HST is TPS/TVH in French (J-QC-3). */
const TRANSLATED: readonly string[] = ["GST/HST", "QST"];

/** A registration as it is printed: "ABN 51 824 753 556". A scheme without a word of its own is printed as it is given. */
export const printTaxId = ({ scheme, value }: TaxId, { say }: Language): string =>
  say("party.taxId", { scheme: TRANSLATED.includes(scheme) ? say(`scheme.${scheme}`) : scheme, value });
