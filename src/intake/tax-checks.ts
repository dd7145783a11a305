import { compareDecimals, decimalOf, isNegativeDecimal, isZeroDecimal, parseCurrency } from "../kernel/money.ts";
import type { Issue } from "../kernel/result.ts";
import { didYouMean } from "./nearest.ts";
import { quote } from "./quote.ts";
import type { TAX_CATEGORIES, Unsourced } from "./rated-document.ts";

/** Every row names its taxes (A7, A11), no tax has its reason (J-ALL-6), and the second currency is one (J-ALL-7). */
export function* taxIssues(document: Unsourced): Iterable<Issue> {
  yield* referenceIssues(document);
  for (const [index, tax] of document.taxes.entries()) yield* rateIssues(tax, `/taxes/${index}`);
  yield* secondCurrencyIssues(document);
  for (const [index, { rate }] of document.withholdings.entries()) {
    if (isNegativeDecimal(rate) || isZeroDecimal(rate) || compareDecimals(rate, HUNDRED) > 0) {
      yield { rule: "A7", at: `/withholdings/${index}/rate`, message: "must be more than 0 and at most 100 percent" };
    }
  }
}

type Row = { readonly at: string; readonly taxes: readonly string[] };

function* referenceIssues(document: Unsourced): Iterable<Issue> {
  const known = document.taxes.map(({ id }) => id);
  const used = new Set<string>();
  for (const row of rowsOf(document)) {
    row.taxes.forEach((id) => used.add(id));
    yield* rowIssues(row, known);
  }
  for (const [index, { id }] of document.taxes.entries()) {
    if (!used.has(id)) {
      yield {
        rule: "A11",
        at: `/taxes/${index}`,
        message: `no row names the tax ${quote(id)}`,
        hint: "take it out, or name it",
      };
    }
  }
}

/** All that has an amount and bears tax: lines with their discounts, discounts of the document, fees. */
function* rowsOf(document: Unsourced): Iterable<Row> {
  for (const list of ["lines", "discounts", "fees"] as const) {
    for (const [index, { taxes }] of document[list].entries()) yield { at: `/${list}/${index}/taxes`, taxes };
  }
}

function* rowIssues({ at, taxes }: Row, known: readonly string[]): Iterable<Issue> {
  if (taxes.length === 0) {
    yield { rule: "J-ALL-6", at, message: "names no tax", hint: "no tax is a tax with rate 0 and a reason" };
  }
  for (const [index, id] of taxes.entries()) {
    if (!known.includes(id)) {
      yield {
        rule: "A11",
        at: `${at}/${index}`,
        message: `${quote(id)} is not the id of a tax`,
        hint: didYouMean(id, known),
      };
    }
    if (taxes.indexOf(id) < index)
      yield { rule: "A11", at: `${at}/${index}`, message: `names the tax ${quote(id)} twice` };
  }
}

type Tax = Unsourced["taxes"][number];

const HUNDRED = decimalOf(100n);

/** Whether a tax of the category has a rate above zero. */
const HAS_RATE = {
  standard: true,
  reduced: true,
  zero: false,
  exempt: false,
  "reverse-charge": false,
  export: false,
  "out-of-scope": false,
} as const satisfies Record<(typeof TAX_CATEGORIES)[number], boolean>;

function* rateIssues({ category, rate, reason }: Tax, at: string): Iterable<Issue> {
  if (isNegativeDecimal(rate) || compareDecimals(rate, HUNDRED) > 0) {
    yield { rule: "A11", at: `${at}/rate`, message: "must be from 0 to 100 percent", hint: 'write 6.5 % as "6.5"' };
    return;
  }
  if (!isZeroDecimal(rate)) {
    if (!HAS_RATE[category]) {
      yield {
        rule: "J-ALL-6",
        at: `${at}/rate`,
        message: `a tax of category ${category} has rate 0`,
        hint: 'else it is "standard" or "reduced"',
      };
    }
    return;
  }
  if (HAS_RATE[category]) {
    const others = Object.entries(HAS_RATE).flatMap(([name, hasRate]) => (hasRate ? [] : [name]));
    yield {
      rule: "J-ALL-6",
      at: `${at}/category`,
      message: `a tax with rate 0 is not ${category}`,
      hint: `one of ${others.join(", ")}`,
    };
  }
  if (reason === undefined) {
    yield {
      rule: "J-ALL-6",
      at: `${at}/reason`,
      message: "is missing: no tax always has its reason",
      hint: 'such as "Reverse charge"',
    };
  }
}

function* secondCurrencyIssues({ taxCurrency, currency }: Unsourced): Iterable<Issue> {
  if (taxCurrency === undefined) return;
  const at = "/taxCurrency";
  if (parseCurrency(taxCurrency.currency) === undefined) {
    yield {
      rule: "J-ALL-7",
      at: `${at}/currency`,
      message: `${quote(taxCurrency.currency)} is not an ISO 4217 currency`,
    };
  }
  if (taxCurrency.currency === currency) {
    yield {
      rule: "J-ALL-7",
      at: `${at}/currency`,
      message: `${currency} is the document's currency already`,
      hint: "leave taxCurrency out",
    };
  }
  if (isNegativeDecimal(taxCurrency.rate) || isZeroDecimal(taxCurrency.rate)) {
    yield { rule: "J-ALL-7", at: `${at}/rate`, message: "must be more than 0" };
  }
}
