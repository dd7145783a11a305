import type { Money } from "../kernel/money.ts";
import type { Issuer, LegalEntity } from "../policy/issuer.ts";
import type { IssuedInvoice } from "../issue/issued-invoice.ts";
import { printAddress } from "./addresses.ts";
import { countryLines } from "./details.ts";
import type { Fact, Text } from "./document-view.ts";
import type { EmailView } from "./email-view.ts";
import { formatMoney } from "./figures.ts";
import { subjectOf } from "./subject.ts";
import { plain } from "./text.ts";
import type { Language } from "./words.ts";

/** A document with its number. A preview is another type, so it cannot be mailed (rule F4). */
export type NumberedInvoice = IssuedInvoice & { readonly state: { readonly kind: "numbered" } };

/** Whether a document can be mailed (rule F4). */
export const isNumbered = (issued: IssuedInvoice): issued is NumberedInvoice => issued.state.kind === "numbered";

/** From whom a mail comes, and what it says before it is opened. */
export type Envelope = {
  readonly seller: LegalEntity;
  readonly customer: IssuedInvoice["invoice"]["document"]["customer"];
  readonly marks: readonly Text[];
  readonly subject: string;
  readonly preheader: readonly string[];
};

type Frame = Pick<EmailView, "locale" | "subject" | "preheader" | "brand" | "marks" | "foot">;

/** What every mail has: its marks stand before the subject, since a list of mails shows nothing else (rule F7). */
export const emailFrame = (
  { seller, customer, marks, subject, preheader }: Envelope,
  { issuer, language }: { readonly issuer: Issuer; readonly language: Language },
): Frame => {
  const address = printAddress(seller.address, language, { country: countryLines(customer, seller) });
  return {
    locale: language.locale,
    subject: subjectOf([...marks.map((mark) => `[${textOf(mark)}]`), subject].join(" ")),
    preheader: plain(preheader.join(" · ")),
    brand: plain(issuer.brand),
    marks,
    foot: [seller.legalName, ...address.lines, ...seller.imprint].map(plain),
  };
};

/** An amount in running text: with its ISO code, which no other currency shares, in the language's order (rule A13). */
export const amountInWords = (amount: Money, { say, figures }: Language): string =>
  say("email.amount", { amount: formatMoney(amount, figures), code: amount.currency });

export const factOf = (label: string, ...values: readonly string[]): Fact => ({
  label: plain(label),
  value: values.map(plain),
});

export const textOf = ({ runs }: Text): string => runs.map(({ text }) => text).join("");
