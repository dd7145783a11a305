import { decimalOf } from "../kernel/money.ts";
import type { Party } from "../kernel/party.ts";
import type { LegalEntity } from "../policy/issuer.ts";
import type { IssuedInvoice } from "../issue/issued-invoice.ts";
import { printAddress } from "./addresses.ts";
import type { DetailsBlock, Fact, PartyView } from "./document-view.ts";
import { formatPeriod } from "./figures.ts";
import type { PresentContext } from "./present-context.ts";
import { printTaxId } from "./tax-ids.ts";
import { plain } from "./text.ts";
import type { Language } from "./words.ts";

/**
 * Bill-to, ship-to and Billing Details (rules A2, A14). On a partner's invoice the partner is billed and the end
 * customer receives; where nobody else receives, it is the one who is billed.
 */
export const detailsBlock = (issued: IssuedInvoice, { language }: PresentContext): DetailsBlock => ({
  kind: "details",
  parties: partyViews(issued.invoice.document.customer, issued.seller, language),
  heading: plain(language.say("details.heading")),
  facts: billingDetails(issued, language),
});

type Customer = IssuedInvoice["invoice"]["document"]["customer"];

/** Who is billed and who receives; where nobody else receives, it is the one who is billed. */
export const partyViews = (customer: Customer, seller: LegalEntity, language: Language): readonly PartyView[] => {
  const { billTo, shipTo } = customer;
  const country = countryLines(customer, seller);
  const receiver = shipTo ?? { name: billTo.name, address: billTo.address, taxIds: [] };
  return [
    partyView(billTo, language, { heading: "party.billTo", country }),
    partyView(receiver, language, { heading: "party.shipTo", country }),
  ];
};

/** Whose usage it is, on a document that bills nobody (rule A9). */
export const customerView = (customer: Customer, seller: LegalEntity, language: Language): PartyView =>
  partyView(customer.shipTo ?? customer.billTo, language, {
    heading: "party.customer",
    country: countryLines(customer, seller),
  });

/** Countries are named where seller, buyer and receiver are not all in one. */
export const countryLines = ({ billTo, shipTo }: Customer, seller: LegalEntity): "shown" | "omitted" => {
  const countries = new Set([seller.address.country, billTo.address.country, (shipTo ?? billTo).address.country]);
  return countries.size > 1 ? "shown" : "omitted";
};

type PartyOptions = { readonly heading: string; readonly country: "shown" | "omitted" };

const partyView = (
  { name, attention, address, taxIds }: Party,
  language: Language,
  { heading, country }: PartyOptions,
): PartyView => {
  const { say } = language;
  const printed = printAddress(address, language, { country });
  const attn = attention === undefined ? [] : [say("party.attention", { name: attention })];
  const ids = taxIds.map((id) => printTaxId(id, language));
  const view = { heading: plain(say(heading)), name: plain(say("party.honorific", { name })) };
  return printed.name === "last"
    ? { ...view, above: printed.lines.map(plain), lines: [...attn, ...ids].map(plain) }
    : { ...view, lines: [...attn, ...printed.lines, ...ids].map(plain) };
};

const billingDetails = (issued: IssuedInvoice, language: Language): readonly Fact[] => {
  return [
    ...currencyFact(issued, language),
    ...periodFacts(issued, language),
    ...fact(language.say("details.terms"), termsOf(issued, language)),
    ...contractFacts(issued.invoice.document, language),
  ];
};

const fact = (label: string, ...values: readonly (string | undefined)[]): readonly Fact[] => {
  const given = values.filter((value) => value !== undefined);
  return given.length === 0 ? [] : [{ label: plain(label), value: given.map(plain) }];
};

type Contracted = Pick<IssuedInvoice["invoice"]["document"], "customer" | "contract">;

/** Account, organisations, contract, plan and references (rule A2). */
export const contractFacts = ({ customer, contract }: Contracted, language: Language): readonly Fact[] => {
  const { say, sayMany } = language;
  const { organisations } = customer;
  return [
    ...fact(say("details.account"), customer.accountId),
    ...fact(
      sayMany("details.organisation", decimalOf(BigInt(organisations.length))),
      ...organisations.map(({ name }) => name),
    ),
    ...fact(say("details.contract"), contract.number),
    ...fact(say("details.plan"), say(`plan.${contract.plan}`)),
    ...fact(say("details.licenceModel"), say(`licenceModel.${contract.licenceModel}`)),
    ...fact(say("details.purchaseOrder"), contract.purchaseOrder),
    ...fact(say("details.masterOrder"), contract.masterOrder),
    ...fact(say("details.buyerReference"), customer.buyerReference),
    ...fact(say("details.partner"), customer.partner?.name),
  ];
};

const currencyFact = ({ invoice }: IssuedInvoice, { say }: Language): readonly Fact[] => {
  const { currency, document } = invoice;
  const key = document.kind === "credit-note" ? "summary.creditedIn" : "summary.payableIn";
  const name = say("currency.withCode", { name: say(`currency.${currency}`), code: currency });
  return [{ label: plain(say(key)), value: [plain(name)] }];
};

/** Where charges ahead and in arrears both occur, each period is named (rule A3). */
export const periodFacts = ({ invoice }: IssuedInvoice, { say, figures }: Language): readonly Fact[] => {
  const { prepay, arrears } = invoice.periods;
  const isBoth = prepay !== undefined && arrears !== undefined;
  return [
    { key: isBoth ? "details.servicePeriodArrears" : "details.servicePeriod", period: arrears },
    { key: isBoth ? "details.servicePeriodPrepay" : "details.servicePeriod", period: prepay },
  ].flatMap(({ key, period }) =>
    period === undefined ? [] : [{ label: plain(say(key)), value: [plain(formatPeriod(period, figures))] }],
  );
};

/** What demands nothing has no terms: a credit note (rule A19), an invoice with nothing left to pay (rule B9). */
const termsOf = ({ state, netDays }: IssuedInvoice, { say, sayMany }: Language): string | undefined => {
  if (state.kind === "numbered" && state.dueDate === undefined) return undefined;
  return netDays === 0 ? say("details.dueOnReceipt") : sayMany("details.netDays", decimalOf(BigInt(netDays)));
};
