import type { Invoice } from "../../compute/invoice.ts";
import type { RatedDocument } from "../../intake/rated-document.ts";
import { zeroMoney, type Currency, type Money } from "../../kernel/money.ts";
import { fail, issuesOf, succeed, type Issue, type Result } from "../../kernel/result.ts";
import { toInvoice, type InputDocument } from "../../pipeline.ts";
import type { NumberWanted } from "../register/document.ts";
import type { CardMonth, CardTotal } from "../register/payment.ts";
import type { Bench } from "./bench.ts";
import type { Candidate } from "./candidate.ts";
import { cardPaidOf, completed } from "./completed.ts";
import { planLink, type PlannedLink } from "./links.ts";
import { belongsToSeries, placeholderNumber, seriesOf } from "./series.ts";

/** A document as it would be issued, with placeholders for what only the register and the provider can give. */
export type Trial = {
  readonly candidate: Candidate;
  readonly number: NumberWanted;
  readonly link: PlannedLink;
  readonly cardPaid?: Money;
  readonly filled: InputDocument;
  /** Why it cannot have a number or a link; what else is wrong with it the trial tells. */
  readonly issues: readonly Issue[];
};

/** The month in whose card limit a document's total counts (rule B5); statements have none (rule A9). */
export const cardMonthOf = (document: InputDocument, issuer: Bench["issuer"]): CardMonth | undefined => {
  if (document.kind === "usage-statement") return undefined;
  const currency = issuer.currencies.find((code) => code === document.currency);
  return currency && { accountId: document.customer.accountId, currency, month: document.issueDate.slice(0, 7) };
};

/** The document made ready for its trial. */
export const trialOf = (candidate: Candidate, totals: readonly CardTotal[], bench: Bench): Trial => {
  const { document } = candidate;
  if (document.kind === "usage-statement") return { candidate, ...NEITHER, filled: document, issues: [] };
  const number = numberFor(document, bench.issuer);
  const invoice = toInvoice(document, bench.issuer);
  const paying = invoice.ok ? payingFor(invoice.value, totals, bench) : NOTHING_TO_PLAN;
  const { link, cardPaid } = paying.ok ? paying.value : NO_PLAN;
  const url = urlOf(link);
  const filled = completed(document, {
    number: number.ok ? textOf(number.value) : candidate.document.id,
    ...(url !== undefined && { link: url }),
    ...(cardPaid !== undefined && { cardPaidThisMonth: cardPaid }),
  });
  return {
    candidate,
    number: number.ok ? number.value : NEITHER.number,
    link,
    filled,
    ...(cardPaid !== undefined && { cardPaid }),
    issues: issuesOf(number, paying),
  };
};

const NEITHER: { readonly number: NumberWanted; readonly link: PlannedLink } = {
  number: { kind: "none" },
  link: { kind: "none" },
};

type PlannedPaying = { readonly link: PlannedLink; readonly cardPaid?: Money };

/** Of a document that does not add up: the trial tells why. */
const NO_PLAN: PlannedPaying = { link: { kind: "none" } };
const NOTHING_TO_PLAN: Result<PlannedPaying> = succeed(NO_PLAN);

const payingFor = (
  invoice: Invoice,
  totals: readonly CardTotal[],
  { issuer, tokens }: Bench,
): Result<PlannedPaying> => {
  const { document, currency } = invoice;
  const cardPaid = cardPaidOf(paidIn(document, currency, totals), document.payment.cardPaidThisMonth);
  if (cardPaid === undefined) return NOTHING_TO_PLAN;
  const link = planLink(invoice, { issuer, cardPaid, tokens });
  return link.ok ? succeed({ link: link.value, cardPaid }) : link;
};

/** Held amounts do not count on paper, as they may never be paid; the pay page counts them (rule B5). */
const paidIn = ({ customer, issueDate }: RatedDocument, currency: Currency, totals: readonly CardTotal[]): Money =>
  totals.find(
    (total) =>
      total.accountId === customer.accountId && total.currency === currency && total.month === issueDate.slice(0, 7),
  )?.paid ?? zeroMoney(currency);

const urlOf = (link: PlannedLink): string | undefined => {
  switch (link.kind) {
    case "none":
      return undefined;
    case "ready":
      return link.link.url;
    case "made":
      return link.placeholder;
  }
};

/** A number that came with the data stands, unless it could be one of the register's own (J-ALL-1). */
const numberFor = (document: RatedDocument, issuer: Bench["issuer"]): Result<NumberWanted> => {
  const { number } = document;
  if (number !== undefined) {
    return belongsToSeries(number, issuer) ? fail(takenForSeries(number)) : succeed({ kind: "given", number });
  }
  const series = seriesOf(document, issuer);
  return series === undefined ? fail(noSeries(document)) : succeed({ kind: "series", series });
};

const textOf = (number: NumberWanted): string => {
  switch (number.kind) {
    case "none":
      return "";
    case "given":
      return number.number;
    case "series":
      return placeholderNumber(number.series);
  }
};

const takenForSeries = (number: string): Issue => ({
  rule: "J-ALL-1",
  at: "/number",
  message: `"${number}" is of a series that the register gives numbers from`,
  hint: "leave the number out, or write another",
});

const noSeries = ({ entity, kind }: RatedDocument): Issue => ({
  rule: "J-ALL-1",
  at: "/number",
  message: `there is no number, and the profile has no series for a ${kind} of entity "${entity}"`,
  hint: `give entities.${entity}.numbers in the profile, or the number with the data`,
});
