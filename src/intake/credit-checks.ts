import { isNegativeDecimal, isZeroDecimal } from "../kernel/money.ts";
import type { Issue } from "../kernel/result.ts";
import { quote } from "./quote.ts";
import type { Unsourced } from "./rated-document.ts";

/** A credit has a negative quantity and names the earlier invoice that it corrects (rule A19). */
export function* creditIssues(document: Unsourced): Iterable<Issue> {
  for (const [index, { quantity, corrects }] of document.lines.entries()) {
    const at = `/lines/${index}`;
    if (isNegativeDecimal(quantity) && corrects === undefined) {
      yield {
        rule: "A19",
        at: `${at}/corrects`,
        message: "is missing: a negative quantity is a credit",
        hint: "number and date of the invoice that it corrects, and the reason",
      };
    }
    if (corrects === undefined) continue;
    // A credit note for an invoice that holds a credit takes that back too.
    const takesCreditBack = document.kind === "credit-note" && !isZeroDecimal(quantity);
    if (!isNegativeDecimal(quantity) && !takesCreditBack) {
      yield {
        rule: "A19",
        at: `${at}/quantity`,
        message: "a line that corrects an invoice has a negative quantity",
        hint: "leave corrects out of a charge",
      };
    }
    yield* correctedIssues(corrects, document, `${at}/corrects`);
  }
  for (const [index, { quantity }] of document.fees.entries()) {
    if (isNegativeDecimal(quantity) && document.kind === "invoice") {
      yield {
        rule: "A19",
        at: `/fees/${index}/quantity`,
        message: "is negative, which only a credit note's fees may be",
      };
    }
  }
}

function* correctedIssues(
  corrects: NonNullable<Unsourced["lines"][number]["corrects"]>,
  { number, issueDate }: Unsourced,
  at: string,
): Iterable<Issue> {
  if (corrects.number === number) {
    yield { rule: "A19", at: `${at}/number`, message: `${quote(corrects.number)} is this document itself` };
  }
  if (corrects.date > issueDate) {
    yield { rule: "A19", at: `${at}/date`, message: `is later than this document of ${issueDate}` };
  }
}
