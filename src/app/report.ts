import { printable } from "../kernel/characters.ts";
import type { SourceRef } from "../kernel/ids.ts";
import type { Issue } from "../kernel/result.ts";
import type { Outcome, Tally } from "./outcome.ts";

/** All that is wrong with one document, each issue with its hint below it: "invoices.jsonl:17  /lines/3/rate  …  [A1]". */
export const outcomeText = ({ issues, source }: Outcome): string =>
  issues.map((issue) => issueText(issue, source)).join("");

export const issueText = (issue: Issue, source?: SourceRef): string => {
  const { rule, at, message, hint } = issue;
  const parts = [placeOf(issue, source), at, message, rule === null ? "" : `[${rule}]`];
  const line = parts.filter((part) => part !== "").join("  ");
  return `${printable(line)}\n${hint === undefined ? "" : `    ${printable(hint)}\n`}`;
};

/** An issue that knows no line of its own stands at the line where its record begins. */
const placeOf = ({ file, line }: Issue, source: SourceRef | undefined): string => {
  const name = file ?? source?.file ?? "";
  const at = line ?? (name === source?.file ? source.line : undefined);
  return at === undefined ? name : `${name}:${at}`;
};

/** Counts that came to something; a run without documents says so. */
export const tallyText = (tally: Tally): string => {
  const counts = Object.entries(tally).filter(([, documents]) => documents > 0);
  return counts.length === 0
    ? "no documents"
    : counts.map(([status, documents]) => `${status} ${documents}`).join(", ");
};
