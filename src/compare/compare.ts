import { compareAmounts } from "./amounts.ts";
import type { Compared, Comparison } from "./comparison.ts";
import { compareFacts } from "./facts.ts";
import { compareLines } from "./lines.ts";
import { summaryOf } from "./summary.ts";

/**
 * What differs between two documents, by what they mean and not by how they look: a draft and what was issued, this month
 * and last. Lines are the same where they charge the same thing, whatever their ids (rules A4, A5).
 */
export const compareDocuments = (before: Compared, after: Compared): Comparison => {
  const differences = {
    facts: compareFacts(before, after),
    amounts: compareAmounts(before, after),
    ...compareLines(before, after),
  };
  return { summary: summaryOf(differences), ...differences };
};
