import {
  compareDecimals,
  decimalText,
  isNegative,
  isNegativeDecimal,
  isZeroDecimal,
  moneyText,
  parseDecimal,
  trimDecimal,
  type Decimal,
} from "../../kernel/money.ts";
import type { RatedDocument } from "../../intake/rated-document.ts";
import { fail, issuesOf, succeed, type Issue, type Result } from "../../kernel/result.ts";
import { nearest } from "../../pipeline.ts";
import { hasLeft, type Left, type LeftRow } from "./left.ts";

/** A row that a credit takes back; of a line or fee so much of it, with the sign that it has on the invoice. */
export type Taken = { readonly row: LeftRow; readonly quantity?: Decimal };

/**
 * The rows that were asked for, "line", "line=3" or "fees/line", else all that is left. Refuses more than is left, and
 * parts that nobody can reckon: of a credit, and of a line whose discount is one amount for the whole of it.
 */
export const chooseRows = (
  asked: readonly string[],
  left: Left,
  { lines }: RatedDocument,
): Result<readonly Taken[]> => {
  if (asked.length === 0) return everythingLeft(left);
  const chosen = asked.map((typed) => chooseRow(typed, left.rows));
  const issues = issuesOf(...chosen);
  if (issues.length > 0) return fail(...issues);
  const taken = chosen.flatMap((one) => (one.ok ? [one.value] : []));
  return withLine(taken, [...repeated(taken), ...taken.flatMap((one) => undividable(one, lines))]);
};

const everythingLeft = ({ rows }: Left): Result<readonly Taken[]> => {
  const taken = rows.filter(hasLeft).map((row) => takenWhole(row));
  return taken.length > 0 ? withLine(taken, []) : fail(refusal("nothing is left to credit", "it is credited in full"));
};

/** The invoice that a credit note corrects stands on its lines. */
const withLine = (taken: readonly Taken[], issues: readonly Issue[]): Result<readonly Taken[]> => {
  if (issues.length > 0) return fail(...issues);
  return taken.some(({ row }) => row.list === "lines") ? succeed(taken) : fail(NO_LINE);
};

const takenWhole = (row: LeftRow): Taken => ({
  row,
  ...(row.left.quantity !== undefined && { quantity: row.left.quantity }),
});

const chooseRow = (typed: string, rows: readonly LeftRow[]): Result<Taken> => {
  const whole = rowNamed(typed, rows);
  if (whole.length === 1) return takeWhole(whole);
  const cut = typed.lastIndexOf("=");
  const [name, digits] = cut < 0 ? [typed, undefined] : [typed.slice(0, cut), typed.slice(cut + 1)];
  const [row, second] = whole.length > 0 ? whole : rowNamed(name, rows);
  if (row === undefined) return fail(noSuchRow(name, rows));
  if (second !== undefined) {
    return fail(refusal(`"${name}" names several rows`, `say ${row.list}/${row.id} or ${second.list}/${second.id}`));
  }
  return digits === undefined ? takeWhole([row]) : takePart(row, digits);
};

const rowNamed = (name: string, rows: readonly LeftRow[]): readonly LeftRow[] =>
  rows.filter(({ list, id }) => name === id || name === `${list}/${id}`);

const takeWhole = ([row]: readonly LeftRow[]): Result<Taken> =>
  row !== undefined && hasLeft(row) ? succeed(takenWhole(row)) : fail(refusal(`nothing is left of "${row?.id ?? ""}"`));

const takePart = (row: LeftRow, digits: string): Result<Taken> => {
  const quantity = parseDecimal(digits);
  const { quantity: left, amount } = row.left;
  if (quantity === undefined || isNegativeDecimal(quantity) || isZeroDecimal(quantity)) {
    return fail(refusal(`"${digits}" is no quantity to credit of "${row.id}"`, "more than nothing, such as 3 or 0.5"));
  }
  if (left === undefined) {
    return fail(refusal(`"${row.id}" is a discount and has no quantity`, `say --line ${row.id} alone`));
  }
  if (isNegative(row.amount) || isNegativeDecimal(left)) {
    return fail(refusal(`"${row.id}" is a credit itself, which is taken back whole`, `say --line ${row.id} alone`));
  }
  if (!hasLeft(row)) return fail(refusal(`nothing is left of "${row.id}"`));
  if (compareDecimals(quantity, left) <= 0) return succeed({ row, quantity });
  const rest = `${decimalText(trimDecimal(left))}, ${moneyText(amount)} ${amount.currency}`;
  return fail(refusal(`${digits} of "${row.id}" is more than is left`, `left are ${rest}`));
};

const repeated = (taken: readonly Taken[]): readonly Issue[] =>
  taken.flatMap(({ row }, index) =>
    taken.findIndex((other) => other.row === row) < index ? [refusal(`"${row.id}" is there twice`)] : [],
  );

/** An amount that was taken off the whole of a line has no share for a part of it. */
const undividable = ({ row, quantity }: Taken, lines: RatedDocument["lines"]): readonly Issue[] => {
  const line = row.list === "lines" ? lines.find(({ id }) => id === row.id) : undefined;
  if (line?.discount?.amount === undefined || quantity === undefined) return [];
  return compareDecimals(quantity, line.quantity) === 0
    ? []
    : [refusal(`the discount of "${row.id}" is one amount for the whole line`, `credit the whole: --line ${row.id}`)];
};

const noSuchRow = (name: string, rows: readonly LeftRow[]): Issue => {
  const ids = rows.map(({ id }) => id);
  const meant = nearest(name, ids);
  return refusal(
    `the invoice has no line, fee or discount "${name}"`,
    meant === undefined ? "billwright register show lists them" : `did you mean "${meant}"?`,
  );
};

const NO_LINE: Issue = {
  rule: "A19",
  at: "--line",
  message: "fees and discounts are credited beside a line, which names the invoice",
  hint: "name a line with them; where none is left, bill a credit note of its own",
};

const refusal = (message: string, hint?: string): Issue => ({
  rule: "A19",
  at: "--line",
  message,
  ...(hint !== undefined && { hint }),
});
