import type { Issue } from "../kernel/result.ts";
import { LIMITS, type Unsourced } from "./rated-document.ts";
import { groupedNumber } from "./schema.ts";
import type { UnsourcedStatement } from "./usage-statement.ts";

/**
 * All texts of a document together: what it takes to set them grows with their characters, and each alone may be within
 * its limit. Identifiers, dates and figures are not counted: the number of lines bounds them.
 */
export function* totalTextIssues(document: Unsourced | UnsourcedStatement): Iterable<Issue> {
  const characters = textOfLines(document) + lengthOf(document.memo) + (isRated(document) ? textBeside(document) : 0);
  if (characters <= LIMITS.totalText) return;
  yield {
    rule: null,
    at: "",
    message: `all texts of the document together are too long: ${groupedNumber(characters)} characters`,
    hint: `at most ${groupedNumber(LIMITS.totalText)}`,
  };
}

type Line = (Unsourced | UnsourcedStatement)["lines"][number];

/** An organisation is named in Billing Details, and again on each of its lines (rule A16). */
const textOfLines = ({ lines, customer }: Unsourced | UnsourcedStatement): number => {
  const names = new Map(customer.organisations.map(({ id, name }) => [id, name.length]));
  const textOf = (line: Line): number =>
    line.product.length + lengthOf(line.description) + (names.get(line.organisation ?? "") ?? 0) + reasonsOf(line);
  return total([...names.values(), ...lines.map(textOf)]);
};

/** Why less is charged or something is given back (rules A19, F8). */
const reasonsOf = (line: Line): number =>
  "rate" in line ? lengthOf(line.discount?.reason) + lengthOf(line.corrects?.reason) : 0;

const isRated = (document: Unsourced | UnsourcedStatement): document is Unsourced =>
  document.kind !== "usage-statement";

/** Rows of their own beside the lines. */
const textBeside = ({ taxes, withholdings, discounts, fees, paid }: Unsourced): number =>
  total([
    ...taxes.map(({ name, reason }) => name.length + lengthOf(reason)),
    ...withholdings.map(({ name }) => name.length),
    ...discounts.map(({ reason }) => reason.length),
    ...fees.map(({ name, reason }) => name.length + lengthOf(reason)),
    ...paid.map(({ reason }) => reason.length),
  ]);

const lengthOf = (text: string | undefined): number => text?.length ?? 0;

const total = (lengths: readonly number[]): number => lengths.reduce((sum, length) => sum + length, 0);
