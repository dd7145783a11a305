import { decimalText, moneyText, trimDecimal, type Money } from "../kernel/money.ts";
import type { Line, Part, Section, TaxRow } from "../compute/invoice.ts";
import type { IssuedInvoice, Paying } from "./issued-invoice.ts";

/**
 * The issued document for machines (`billwright/issued-document@1`): decimals as strings, dates and codes, no words of
 * any language. Keys stand in a fixed order, so equal documents are equal bytes (rules A20, F1).
 */
export const issuedDocumentJson = (issued: IssuedInvoice): string =>
  `${JSON.stringify(issuedDocument(issued), undefined, 2)}\n`;

const issuedDocument = (issued: IssuedInvoice) => {
  const { invoice, seller, state } = issued;
  const { document } = invoice;
  const { customer, contract } = document;
  return {
    format: "billwright/issued-document@1",
    id: document.id,
    kind: document.kind,
    state: state.kind,
    ...(state.kind === "preview" ? { chargesUpTo: state.upTo } : { number: state.number }),
    issueDate: issued.issueDate,
    ...(state.kind === "numbered" && { dueDate: state.dueDate }),
    netDays: issued.netDays,
    currency: invoice.currency,
    servicePeriods: invoice.periods,
    seller: { entity: document.entity, legalName: seller.legalName, address: seller.address, taxIds: seller.taxIds },
    customer,
    contract,
    sections: invoice.sections.map(sectionJson),
    net: moneyText(invoice.net),
    taxes: invoice.taxes.map(taxJson),
    tax: moneyText(invoice.tax),
    ...(invoice.localTax !== undefined && { localTax: localTaxJson(invoice.localTax, document.taxCurrency) }),
    total: moneyText(invoice.total),
    withholdings: invoice.withholdings.map(({ withholding, base, amount }) => ({
      id: withholding.id,
      name: withholding.name,
      rate: decimalText(withholding.rate),
      base: moneyText(base),
      amount: moneyText(amount),
    })),
    withheld: moneyText(invoice.withheld),
    paid: invoice.paid.map(({ paid, amount }) => ({
      id: paid.id,
      date: paid.date,
      reason: paid.reason,
      amount: moneyText(amount),
    })),
    due: moneyText(invoice.due),
    ...(state.kind === "numbered" && state.paying !== undefined && { paying: payingJson(state.paying) }),
    fiscal: document.fiscal,
    memo: document.memo,
  };
};

const partJson = (part: Part) => ({ id: part.id, lines: part.lines.map(lineJson), subtotal: moneyText(part.subtotal) });

const sectionJson = (section: Section) => {
  const { id, lines, subtotal } = partJson(section);
  return { id, lines, ...(section.parts.length > 0 && { parts: section.parts.map(partJson) }), subtotal };
};

const lineJson = (line: Line) => {
  const common = { taxes: line.taxes, because: line.because, source: line.source.pointer };
  switch (line.kind) {
    case "charge": {
      const { rated } = line;
      return {
        id: line.id,
        charge: rated.kind,
        product: rated.product,
        description: rated.description,
        organisation: rated.organisation,
        licenceModel: rated.licenceModel,
        prepay: rated.prepay,
        period: rated.period,
        quantity: decimalText(line.quantity),
        unit: rated.unit,
        rate: decimalText(line.rate.price),
        exact: decimalText(trimDecimal(line.exact.value)),
        amount: moneyText(line.amount),
        committed: rated.committed && decimalText(rated.committed),
        included: rated.included && decimalText(rated.included),
        used: rated.used && decimalText(rated.used),
        corrects: rated.corrects,
        ...common,
      };
    }
    case "discount":
      return {
        id: line.id,
        charge: "discount",
        reason: line.reason,
        percent: line.percent && decimalText(line.percent),
        amount: moneyText(line.amount),
        ...common,
      };
    case "fee":
      return {
        id: line.id,
        charge: "fee",
        name: line.name,
        reason: line.reason,
        quantity: decimalText(line.quantity),
        unit: line.unit,
        rate: decimalText(line.rate.price),
        amount: moneyText(line.amount),
        ...common,
      };
  }
};

const taxJson = ({ tax, base, amount, local }: TaxRow) => ({
  id: tax.id,
  name: tax.name,
  jurisdiction: tax.jurisdiction,
  category: tax.category,
  rate: decimalText(tax.rate),
  registration: tax.registration,
  reason: tax.reason,
  roundingGroup: tax.roundingGroup,
  base: moneyText(base),
  amount: moneyText(amount),
  local: local && moneyText(local),
});

const localTaxJson = (amount: Money, taxCurrency: IssuedInvoice["invoice"]["document"]["taxCurrency"]) => ({
  currency: amount.currency,
  amount: moneyText(amount),
  rate: taxCurrency && decimalText(taxCurrency.rate),
  date: taxCurrency?.date,
  source: taxCurrency?.source,
});

/** Accounts are the profile's; what a payer quotes and where he clicks is the document's (rule B10: brand and last four only). */
const payingJson = ({ online, announced, accounts, reference }: Paying) => ({ online, announced, accounts, reference });
