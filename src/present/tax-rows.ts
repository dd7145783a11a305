import { invariant } from "../kernel/result.ts";
import type { Invoice, TaxRow } from "../compute/invoice.ts";
import type { TotalRow } from "./document-view.ts";
import { formatMoney, formatPercent, formatQuantity, formatShortDate } from "./figures.ts";
import { taxMarks } from "./tax-marks.ts";
import { plain } from "./text.ts";
import type { Language } from "./words.ts";

/**
 * One row for each tax and rate, with its base, the seller's number for it and, where there is none to pay, the reason
 * (rule A7, J-ALL-5, J-ALL-6); then what they come to together, and in the jurisdiction's currency.
 */
export const taxRows = (invoice: Invoice, language: Language): readonly TotalRow[] => {
  const marks = taxMarks(invoice);
  return [
    ...invoice.taxes.map((row) => taxRow(row, marks.get(row.tax.id), language)),
    ...totalTax(invoice, language),
    ...localRows(invoice, language),
  ];
};

const taxRow = (row: TaxRow, mark: string | undefined, language: Language): TotalRow => {
  const { name, registration } = row.tax;
  const { say, figures } = language;
  return {
    role: "sum",
    label: plain(registration === undefined ? name : say("totals.taxRegistration", { name, registration })),
    detail: plain(taxDetail(row, language)),
    ...(mark !== undefined && { mark: plain(mark) }),
    value: plain(formatMoney(row.amount, figures)),
  };
};

const taxDetail = ({ tax, base }: TaxRow, { say, figures }: Language): string => {
  const values = { rate: formatPercent(tax.rate, figures), base: formatMoney(base, figures) };
  return tax.reason === undefined
    ? say("totals.taxDetail", values)
    : say("totals.taxDetailReason", { ...values, reason: tax.reason });
};

const totalTax = ({ taxes, tax }: Invoice, { say, figures }: Language): readonly TotalRow[] =>
  taxes.length < 2 ? [] : [{ role: "note", label: plain(say("totals.tax")), value: plain(formatMoney(tax, figures)) }];

/** The tax in the currency of the jurisdiction, by rate where there are several, with the exchange rate (J-ALL-7). */
const localRows = (invoice: Invoice, language: Language): readonly TotalRow[] => {
  const { localTax, document, currency } = invoice;
  if (localTax === undefined) return [];
  const { taxCurrency } = document;
  invariant(taxCurrency !== undefined, "a tax in local currency has an exchange rate (J-ALL-7)");
  const { say, figures } = language;
  const inLocal = invoice.taxes.filter((row) => row.local !== undefined);
  const detail = say("totals.localTaxDetail", {
    from: currency,
    to: taxCurrency.currency,
    rate: formatQuantity(taxCurrency.rate, figures),
    source: taxCurrency.source,
    date: formatShortDate(taxCurrency.date, figures),
  });
  return [
    ...(inLocal.length < 2 ? [] : inLocal.flatMap((row) => localRow(row, language))),
    {
      role: "note",
      label: plain(say("totals.localTax", { currency: localTax.currency })),
      detail: plain(detail),
      value: plain(formatMoney(localTax, figures)),
      code: plain(localTax.currency),
    },
  ];
};

const localRow = ({ tax, local }: TaxRow, { say, figures }: Language): readonly TotalRow[] =>
  local === undefined
    ? []
    : [
        {
          role: "note",
          label: plain(say("totals.localTaxOf", { name: tax.name, currency: local.currency })),
          value: plain(formatMoney(local, figures)),
          code: plain(local.currency),
        },
      ];
