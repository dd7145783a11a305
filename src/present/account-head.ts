import type { LegalEntity } from "../policy/issuer.ts";
import type { AccountStatement } from "../compute/account-statement.ts";
import { balanceLabel } from "./account-tables.ts";
import { printAddress } from "./addresses.ts";
import { countryLines, partyViews } from "./details.ts";
import type { DetailsBlock, Fact, LetterheadBlock, SummaryBlock } from "./document-view.ts";
import { formatLongDate, formatMoneyWithSymbol, formatPeriod } from "./figures.ts";
import type { PresentContext } from "./present-context.ts";
import { printTaxId } from "./tax-ids.ts";
import { plain } from "./text.ts";
import type { Language } from "./words.ts";

export type AccountContext = PresentContext & {
  /** The legal entity to which the account is owed (rule F7). */
  readonly seller: LegalEntity;
};

/** Who sends it, and that it is no invoice. */
export const letterheadOf = (
  { customer }: AccountStatement,
  { issuer, language, seller }: AccountContext,
): LetterheadBlock => {
  const { say } = language;
  const address = printAddress(seller.address, language, { country: countryLines(customer, seller) });
  const marks = [...(issuer.demo ? ["mark.sample"] : []), "mark.noInvoice"];
  return {
    kind: "letterhead",
    brand: plain(issuer.brand),
    sender: [seller.legalName, ...address.lines, ...seller.taxIds.map((id) => printTaxId(id, language))].map(plain),
    title: plain(say("title.account-statement")),
    marks: marks.map((key) => plain(say(key))),
  };
};

/** A label and its lines. */
export const factOf = (label: string, ...value: readonly string[]): Fact => ({
  label: plain(label),
  value: value.map(plain),
});

/** The day, the period, what is overdue since when; the balance with symbol and ISO code (rule A13). */
export const summaryOf = (statement: AccountStatement, language: Language): SummaryBlock => {
  const { asOf, from, overdue, balance, currency } = statement;
  const { say, figures } = language;
  return {
    kind: "summary",
    facts: [
      factOf(say("summary.asOf"), formatLongDate(asOf, figures)),
      ...(from === undefined
        ? []
        : [factOf(say("summary.period"), formatPeriod({ first: from, last: asOf }, figures))]),
      ...(overdue === undefined
        ? []
        : [
            factOf(
              say("summary.overdue"),
              formatMoneyWithSymbol(overdue.amount, figures),
              say("account.since", { date: formatLongDate(overdue.since, figures) }),
            ),
          ]),
    ],
    amount: {
      label: plain(balanceLabel(statement, language)),
      value: plain(formatMoneyWithSymbol(balance, figures)),
      code: plain(currency),
    },
  };
};

/** Only who is billed: a statement delivers nothing. */
export const detailsOf = (
  { customer, currency }: AccountStatement,
  { language, seller }: AccountContext,
): DetailsBlock => {
  const { say } = language;
  const name = say("currency.withCode", { name: say(`currency.${currency}`), code: currency });
  return {
    kind: "details",
    parties: partyViews(customer, seller, language).slice(0, 1),
    heading: plain(say("account.heading")),
    facts: [
      factOf(say("details.account"), customer.accountId),
      factOf(say("account.currency"), name),
      ...(customer.buyerReference === undefined
        ? []
        : [factOf(say("details.buyerReference"), customer.buyerReference)]),
    ],
  };
};
