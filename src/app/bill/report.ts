import { moneyText } from "../../kernel/money.ts";
import { issueText } from "../report.ts";
import type { RunSummary } from "../register/run.ts";
import type { BillOutcome } from "./bench.ts";

/** What is wrong with one document, each issue below the place where the document stands in the input. */
export const outcomeText = ({ place, issues }: BillOutcome): string =>
  issues.map((issue) => issueText(issue, { file: issue.file ?? place, pointer: "" })).join("");

/** One line of `--json`: fields in a fixed order, absent ones as null. */
export const outcomeLine = ({ id, number, kind, outcome, issues, place }: BillOutcome): string =>
  `${JSON.stringify({
    id: id ?? null,
    number: number ?? null,
    kind: kind ?? null,
    outcome,
    place,
    issues: issues.map(({ rule, at, message, hint, line }) => ({ rule, at, message, hint, line })),
  })}\n`;

/** The reckoning of a run: every document that went in came out somewhere, and what was issued in each currency. */
export const summaryText = ({ id, state, counts, documentsIn, money, statements }: RunSummary): string => {
  const out = counts.issued + counts["already-issued"] + counts.refused + counts.waiting;
  const waiting = counts.waiting === 0 ? "" : ` + ${counts.waiting} waiting (numbered, not issued: run again)`;
  const sums = money.map(
    ({ kind, currency, documents, net, tax, total }) =>
      `  ${currency}  ${counted(documents, kind)}: net ${moneyText(net)}, tax ${moneyText(tax)}, total ${moneyText(total)}\n`,
  );
  return [
    `run ${id} ${state}: ${documentsIn ?? out} documents in = ${counts.issued} issued + ${counts["already-issued"]} already issued + ${counts.refused} refused${waiting}\n`,
    ...(documentsIn === undefined || documentsIn === out ? [] : [imbalanceText(documentsIn - out)]),
    ...sums,
    ...(statements === 0 ? [] : [`  ${counted(statements, "usage statement")}, without money (A9)\n`]),
  ].join("");
};

const imbalanceText = (difference: number): string =>
  difference > 0
    ? `  ${counted(difference, "document")} not accounted for: run the same command again, which issues nothing twice\n`
    : `  ${counted(-difference, "document")} more than the input has: it has changed since the run began\n`;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
