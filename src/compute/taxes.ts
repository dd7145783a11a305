import {
  compareMoney,
  convert,
  decimalText,
  moneyOf,
  moneyText,
  parseCurrency,
  percentOf,
  roundTax,
  roundTaxGroup,
  sum,
  type Currency,
  type Decimal,
  type Money,
  type RoundingMode,
} from "../kernel/money.ts";
import { invariant, type Issue } from "../kernel/result.ts";
import type { RatedDocument, RatedTax } from "../intake/rated-document.ts";
import type { Line, TaxRow, WithholdingRow } from "./invoice.ts";

/**
 * One row for each tax: computed on the sum of its lines and rounded once, not line by line (rule A11).
 * Taxes of one rounding group are rounded together. A tax whose lines were all left out has no row.
 */
export const computeTaxes = (
  document: RatedDocument,
  lines: readonly Line[],
  rounding: { mode: RoundingMode; currency: Currency },
): readonly TaxRow[] => {
  const used = document.taxes.filter((tax) => lines.some((line) => line.taxes.includes(tax.id)));
  const bases = used.map((tax) => {
    const base = baseOf(tax, lines, rounding.currency);
    return { tax, base, exact: percentOf(base, tax.rate) };
  });
  const groups = Map.groupBy(bases, ({ tax }) => tax.roundingGroup ?? `alone:${tax.id}`);
  const amounts = new Map<RatedTax, Money>();
  for (const group of groups.values()) {
    const rounded = roundTaxGroup(
      group.map(({ exact }) => exact),
      rounding.mode,
    );
    group.forEach(({ tax }, index) => {
      const amount = rounded[index];
      invariant(amount !== undefined, "a rounded tax for each row of its group (A11)");
      amounts.set(tax, amount);
    });
  }
  return bases.map((row): TaxRow => {
    const amount = amounts.get(row.tax);
    invariant(amount !== undefined, "each tax is in one rounding group (A11)");
    return { ...row, amount, ...localTax(amount, document, rounding.mode) };
  });
};

/** Withholding taxes on the net total or the base that is given; whether they are deducted the contract says (rule A7). */
export const computeWithholdings = (
  document: RatedDocument,
  net: Money,
  mode: RoundingMode,
): readonly WithholdingRow[] =>
  document.withholdings.map((withholding) => {
    const base = withholding.base === undefined ? net : moneyGiven(withholding.base, net.currency);
    const exact = percentOf(base, withholding.rate);
    return { withholding, base, exact, amount: roundTax(exact, mode) };
  });

/** A tax that came with the data must be the one computed here: a difference of a cent is refused, not smoothed over (rule A11). */
export const taxIssues = (rows: readonly (TaxRow | WithholdingRow)[]): readonly Issue[] =>
  rows.flatMap((row): readonly Issue[] => {
    const given = "tax" in row ? row.tax : row.withholding;
    if (given.amount === undefined) return [];
    const amount = moneyOf(given.amount, row.amount.currency);
    if (amount !== undefined && compareMoney(amount, row.amount) === 0) return [];
    return [
      {
        rule: "tax" in row ? "A11" : "A7",
        at: `${given.source.pointer}/amount`,
        message: `${decimalText(given.amount)} is given, but ${decimalText(given.rate)} % of ${moneyText(row.base)} is ${moneyText(row.amount)}`,
        hint: "leave the amount out, or mend its base, rate or rounding group",
      },
    ];
  });

const baseOf = (tax: RatedTax, lines: readonly Line[], currency: Currency): Money =>
  sum(
    lines.filter((line) => line.taxes.includes(tax.id)).map((line) => line.amount),
    currency,
  );

/** The tax in the currency of its jurisdiction, at the rate that the data give with date and source (J-ALL-7). */
const localTax = (amount: Money, { taxCurrency }: RatedDocument, mode: RoundingMode): { readonly local?: Money } => {
  if (taxCurrency === undefined) return {};
  const currency = parseCurrency(taxCurrency.currency);
  invariant(currency !== undefined, "intake has checked the currency of the tax (J-ALL-7)");
  return { local: roundTax(convert(amount, taxCurrency.rate, currency), mode) };
};

const moneyGiven = (value: Decimal, currency: Currency): Money => {
  const given = moneyOf(value, currency);
  invariant(given !== undefined, "intake has checked that the base has no fractions of the minor unit");
  return given;
};
