import type { Invoice } from "../compute/invoice.ts";
import type { RatedDocument } from "../intake/rated-document.ts";
import type { Facts } from "../issue/issued-invoice.ts";
import { dateIn, type CalendarDate, type Instant } from "../kernel/calendar.ts";
import { decimalOf, decimalText, moneyOf } from "../kernel/money.ts";
import { fail, succeed, type Issue, type Result } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";

/**
 * Documents with the number and link that came with the data, or previews of a cycle that still runs (rule F4): on the
 * day that it is now where the seller is, or on a day that the caller names.
 */
export type Mode =
  | { readonly kind: "numbered" }
  | { readonly kind: "preview"; readonly now: Instant }
  | { readonly kind: "preview"; readonly today: CalendarDate };

/** What the data must bring along in this mode: a demand for payment has a number (J-ALL-1). */
export const lacking = (document: RatedDocument, mode: Mode): readonly Issue[] =>
  mode.kind === "preview" || document.number !== undefined
    ? []
    : [
        {
          rule: "J-ALL-1",
          at: "/number",
          message: "there is no number",
          hint: "give the document its number, or make a preview (--preview)",
          ...placeOf(document),
        },
      ];

/** What the world knows of this invoice, as plain values for the pure stages. */
export const factsOf = (invoice: Invoice, issuer: Issuer, mode: Mode): Result<Facts> => {
  if (mode.kind === "numbered") return numberedFacts(invoice);
  return "today" in mode ? succeed({ kind: "preview", today: mode.today }) : previewFacts(invoice, issuer, mode.now);
};

/** A preview shows charges up to the day before today, and today is a day of the selling entity's zone (rules C4, F4). */
const previewFacts = ({ document }: Invoice, issuer: Issuer, now: Instant): Result<Facts> => {
  const entity = issuer.entities[document.entity];
  return entity === undefined
    ? fail({
        rule: "F7",
        at: "/entity",
        message: `the issuer has no entity "${document.entity}"`,
        hint: `it has ${Object.keys(issuer.entities).join(", ")}`,
        ...placeOf(document),
      })
    : succeed({ kind: "preview", today: dateIn(now, entity.timeZone) });
};

const numberedFacts = ({ document, currency }: Invoice): Result<Facts> => {
  const { number, payment } = document;
  const paid = payment.cardPaidThisMonth ?? decimalOf(0n);
  const cardPaidThisMonth = moneyOf(paid, currency);
  if (number === undefined) return fail(...lacking(document, { kind: "numbered" }));
  if (cardPaidThisMonth === undefined) {
    return fail({
      rule: "A1",
      at: "/payment/cardPaidThisMonth",
      message: `${decimalText(paid)} is finer than the minor unit of ${currency}`,
      ...placeOf(document),
    });
  }
  const { link } = payment;
  return succeed({ kind: "numbered", number, ...(link === undefined ? {} : { link }), cardPaidThisMonth });
};

const placeOf = ({ source }: RatedDocument): Pick<Issue, "file"> => ({ file: source.file });
