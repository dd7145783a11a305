import { sum, type Currency, type Money } from "../kernel/money.ts";
import type { FigureTable } from "./figure-table.ts";
import { formatMoney } from "./figures.ts";
import { totalOf } from "./run-report-charts.ts";
import { compareTexts, countOf, formatCount } from "./run-report-figures.ts";
import type { MoneyRow, MoneyTable, RunReportView } from "./run-report-view.ts";

export type BilledKind = "invoice" | "credit-note" | "usage-statement";

/** What the run issued of one kind in one currency. */
export type Billed = {
  readonly kind: BilledKind;
  readonly currency: Currency;
  readonly documents: number;
  readonly net: Money;
  readonly tax: Money;
  /** Negative for credit notes (rule A19), so that sums need no sign put on. */
  readonly total: Money;
};

export const KIND_NAMES = {
  invoice: "Invoices",
  "credit-note": "Credit notes",
  "usage-statement": "Usage statements",
} as const satisfies Record<BilledKind, string>;

const KIND_ORDER: readonly BilledKind[] = ["invoice", "credit-note", "usage-statement"];

/** The large figures: one a currency, since nothing is converted (rule A1). */
export const presentSums = (billed: readonly Billed[], figures: FigureTable): RunReportView["sums"] => ({
  heading: "Billed, with taxes",
  items: byCurrency(billed).map(({ currency, rows }) => ({
    label: currency,
    value: formatMoney(sumOver(rows, currency, "total"), figures),
  })),
  ...(billed.length === 0 && { note: "No money was billed by this run." }),
  ...(billed.some(({ kind }) => kind === "credit-note") && { note: "Invoices less credit notes." }),
});

/** Undefined where nothing with money was issued. */
export const presentMoney = (
  billed: readonly Billed[],
  statements: number,
  figures: FigureTable,
): MoneyTable | undefined =>
  billed.length === 0
    ? undefined
    : {
        heading: "Money, by currency and kind",
        columns: { label: "Kind", documents: "Documents", net: "Net", tax: "Tax", total: "Total" },
        currencies: byCurrency(billed).map(({ currency, rows }) => ({
          code: currency,
          rows: [
            ...rows.map((row) => moneyRow({ ...row, role: "kind", label: KIND_NAMES[row.kind] }, figures)),
            ...(rows.length > 1
              ? [moneyRow({ ...summed(rows, currency), role: "sum", label: `All in ${currency}` }, figures)]
              : []),
          ],
        })),
        ...(statements > 0 && { note: `Besides, ${countOf(statements, "usage statement", figures)}, without money.` }),
      };

type CurrencyRows = { readonly currency: Currency; readonly rows: readonly Billed[] };

/** The currency with the most documents first: amounts of different currencies cannot be compared. */
const byCurrency = (billed: readonly Billed[]): readonly CurrencyRows[] =>
  [...Map.groupBy(billed, ({ currency }) => currency)]
    .map(([currency, rows]) => ({ currency, rows: rows.toSorted((a, b) => orderOf(a) - orderOf(b)) }))
    .toSorted((a, b) => totalOf(b.rows) - totalOf(a.rows) || compareTexts(a.currency, b.currency));

const orderOf = ({ kind }: Billed): number => KIND_ORDER.indexOf(kind);

const sumOver = (rows: readonly Billed[], currency: Currency, field: "net" | "tax" | "total"): Money =>
  sum(
    rows.map((row) => row[field]),
    currency,
  );

type Amounts = Pick<Billed, "documents" | "net" | "tax" | "total">;

const summed = (rows: readonly Billed[], currency: Currency): Amounts => ({
  documents: totalOf(rows),
  net: sumOver(rows, currency, "net"),
  tax: sumOver(rows, currency, "tax"),
  total: sumOver(rows, currency, "total"),
});

const moneyRow = (
  { role, label, documents, net, tax, total }: Amounts & Pick<MoneyRow, "role" | "label">,
  figures: FigureTable,
): MoneyRow => ({
  role,
  label,
  documents: formatCount(documents, figures),
  net: formatMoney(net, figures),
  tax: formatMoney(tax, figures),
  total: formatMoney(total, figures),
});
