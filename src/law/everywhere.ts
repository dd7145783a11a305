import type { RuleId } from "../kernel/ids.ts";
import { compareMoney, isZero, isZeroDecimal, minorDigits, subtract, sum, type Money } from "../kernel/money.ts";
import type { Issue } from "../kernel/result.ts";
import type { TaxRow } from "../compute/invoice.ts";
import type { IssuedInvoice } from "../issue/issued-invoice.ts";

/** One row of the law: what it asks, how a document that passes has met it, and the faults of one that has not. */
export type Check = {
  readonly rule: RuleId;
  readonly how: string;
  readonly faults: (issued: IssuedInvoice) => readonly Omit<Issue, "rule">[];
};

/** What every jurisdiction asks (J-ALL). Rows about the register (J-ALL-1's series, J-ALL-11) are held where documents are stored. */
export const EVERYWHERE: readonly Check[] = [
  {
    rule: "J-ALL-1",
    how: "it shows its own number; a credit names the document that it corrects, with number and date",
    faults: ({ invoice, state }) => [
      ...(state.kind === "numbered" && state.number.trim() === "" ? [{ at: "/number", message: "is empty" }] : []),
      ...(invoice.document.kind === "credit-note"
        ? invoice.document.lines
            .filter((line) => line.corrects === undefined)
            .map((line) => ({
              at: `${line.source.pointer}/corrects`,
              message: "is missing: a credit note names the invoice that it corrects",
            }))
        : []),
    ],
  },
  {
    rule: "J-ALL-2",
    how: "issue date, service periods and due date are shown",
    faults: ({ invoice }) =>
      invoice.periods.arrears === undefined && invoice.periods.prepay === undefined && invoice.document.lines.length > 0
        ? [{ at: "/lines", message: "no line has a service period" }]
        : [],
  },
  {
    rule: "J-ALL-3",
    how: "legal names and addresses of seller and buyer are shown, and the tax numbers that the tax treatment rests on",
    faults: sellerAndBuyerFaults,
  },
  {
    rule: "J-ALL-4",
    how: "each line has description, quantity, unit, net unit price, amount and tax",
    faults: ({ invoice }) =>
      invoice.document.lines
        .filter((line) => line.taxes.length === 0)
        .map((line) => ({ at: `${line.source.pointer}/taxes`, message: "names no tax" })),
  },
  {
    rule: "J-ALL-5",
    how: "the tax rows add up to the tax, net and tax to the total, total less paid and withheld to the amount due",
    faults: sumFaults,
  },
  {
    rule: "J-ALL-6",
    how: "every zero tax states its reason",
    faults: ({ invoice }) =>
      invoice.taxes
        .filter(({ tax }) => isZeroDecimal(tax.rate) && tax.reason === undefined)
        .map(({ tax }) => ({
          at: `${tax.source.pointer}/reason`,
          message: `is missing: why is there no ${tax.name}?`,
        })),
  },
  {
    rule: "J-ALL-7",
    how: "where the document's currency is another, the tax is shown in local currency with rate, date and source",
    faults: localTaxFaults,
  },
  {
    rule: "J-ALL-8",
    how: "amounts have the decimals of ISO 4217",
    faults: ({ invoice }) =>
      minorDigits(invoice.currency) > 2 ? [{ at: "/currency", message: "has more than two decimals" }] : [],
  },
  { rule: "J-ALL-9", how: "a document that is not the fiscal document says so and shows its key", faults: () => [] },
  {
    rule: "J-ALL-10",
    how: "the title fits the kind of document and the seller's registration",
    faults: ({ seller }) =>
      seller.titles.invoice === "tax-invoice" && seller.taxIds.length === 0
        ? [
            {
              at: "/entity",
              message: "a seller without a tax registration may not issue a tax invoice",
              hint: 'set titles.invoice to "invoice" or add the registration',
            },
          ]
        : [],
  },
];

function sellerAndBuyerFaults({ invoice, seller }: IssuedInvoice): readonly Omit<Issue, "rule">[] {
  const { billTo } = invoice.document.customer;
  const charged = invoice.taxes.filter((row) => !isZero(row.amount));
  const reversed = invoice.taxes.filter(({ tax }) => tax.category === "reverse-charge");
  return [
    // Sales tax in the United States needs no number on the invoice (J-US-1, J-US-7).
    ...(charged.length > 0 &&
    seller.taxIds.length === 0 &&
    seller.address.country !== "US" &&
    charged.every(({ tax }) => tax.registration === undefined)
      ? [
          {
            at: "/entity",
            message: `${seller.legalName} charges tax but the profile has no tax number of it`,
            hint: "add it to entities.*.taxIds",
          },
        ]
      : []),
    ...(reversed.length > 0 && billTo.taxIds.length === 0
      ? [
          {
            at: "/customer/billTo/taxIds",
            message: "the buyer's tax number is missing: under reverse charge the buyer owes the tax",
          },
        ]
      : []),
  ];
}

function sumFaults({ invoice }: IssuedInvoice): readonly Omit<Issue, "rule">[] {
  const { currency, net, tax, total, withheld, paid, due } = invoice;
  const sumOf = (amounts: readonly Money[]) => sum(amounts, currency);
  const pairs: readonly (readonly [string, Money, Money])[] = [
    ["net", net, sumOf(invoice.sections.map((section) => section.subtotal))],
    ["tax", tax, sumOf(invoice.taxes.map((row) => row.amount))],
    ["total", total, sumOf([net, tax])],
    ["due", due, subtract(total, sumOf([withheld, ...paid.map(({ amount }) => amount)]))],
  ];
  return pairs
    .filter(([, stated, reckoned]) => compareMoney(stated, reckoned) !== 0)
    .map(([name]) => ({ at: `/totals/${name}`, message: "does not add up" }));
}

/** The currency that a jurisdiction's tax is owed in; the United States ask for no conversion. */
const CURRENCY_OF: Readonly<Record<string, string>> = {
  AU: "AUD",
  BR: "BRL",
  CA: "CAD",
  GB: "GBP",
  JP: "JPY",
  NZ: "NZD",
  AT: "EUR",
  BE: "EUR",
  CY: "EUR",
  DE: "EUR",
  EE: "EUR",
  ES: "EUR",
  FI: "EUR",
  FR: "EUR",
  GR: "EUR",
  HR: "EUR",
  IE: "EUR",
  IT: "EUR",
  LT: "EUR",
  LU: "EUR",
  LV: "EUR",
  MT: "EUR",
  NL: "EUR",
  PT: "EUR",
  SI: "EUR",
  SK: "EUR",
  BG: "EUR",
  CZ: "CZK",
  DK: "DKK",
  HU: "HUF",
  PL: "PLN",
  RO: "RON",
  SE: "SEK",
};

function localTaxFaults({ invoice }: IssuedInvoice): readonly Omit<Issue, "rule">[] {
  const { taxCurrency } = invoice.document;
  const owedIn = (row: TaxRow): string => CURRENCY_OF[row.tax.jurisdiction.slice(0, 2)] ?? invoice.currency;
  return invoice.taxes
    .filter((row) => !isZero(row.amount) && owedIn(row) !== invoice.currency && taxCurrency?.currency !== owedIn(row))
    .map((row) => ({
      at: "/taxCurrency",
      message: `${row.tax.name} is owed in ${owedIn(row)}, but the document is in ${invoice.currency}`,
      hint: `give taxCurrency with currency ${owedIn(row)}, rate, date and source`,
    }));
}
