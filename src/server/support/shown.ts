import { Buffer } from "node:buffer";
import type { Comparison, Explanation, Preview } from "../../app/support/answering.ts";
import type { AmountChange, LineChange, LineName } from "../../compare/comparison.ts";
import { moneyText, type Money } from "../../kernel/money.ts";
import type { Issue } from "../../kernel/result.ts";

/** Answers as JSON: amounts are texts with their currency beside them, bytes are base64. */
export const shownPreview = ({ files, lines, ...preview }: Preview) => ({
  ...preview,
  warnings: preview.warnings.map(shownIssue),
  lines: lines.map(shownLine),
  files: { ...files, ...(files.pdf !== undefined && { pdf: Buffer.from(files.pdf).toString("base64") }) },
});

export const shownExplanation = (explanation: Explanation) => explanation;

export const shownComparison = ({ amounts, changed, added, removed, ...comparison }: Comparison) => ({
  ...comparison,
  amounts: amounts.map(shownAmounts),
  changed: changed.map(shownChange),
  added: added.map(shownLine),
  removed: removed.map(shownLine),
});

const shownIssue = ({ rule, at, message, hint, file, line }: Issue) => ({ rule, at, message, hint, file, line });

const shownLine = ({ amount, ...line }: LineName) => ({ ...line, ...shownMoney("amount", amount) });

const shownChange = ({ before, after, fields, difference }: LineChange) => ({
  before: shownLine(before),
  after: shownLine(after),
  fields,
  ...shownMoney("difference", difference),
});

const shownAmounts = ({ name, before, after, difference }: AmountChange) => ({
  name,
  ...shownMoney("before", before),
  ...shownMoney("after", after),
  ...shownMoney("difference", difference),
});

/** "6000.00 USD"; no field where there is no amount. */
const shownMoney = (name: string, amount: Money | undefined): Readonly<Record<string, string>> =>
  amount === undefined ? {} : { [name]: `${moneyText(amount)} ${amount.currency}` };
