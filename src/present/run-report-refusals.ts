import type { RuleId } from "../kernel/ids.ts";
import type { Issue } from "../kernel/result.ts";
import type { FigureTable } from "./figure-table.ts";
import { barChart } from "./run-report-charts.ts";
import { printable } from "../kernel/characters.ts";
import { compareTexts, countOf } from "./run-report-figures.ts";
import type { Example, Examples, RunReportView } from "./run-report-view.ts";

/** A document of the run that was not issued, and why. */
export type NotIssued = {
  /** "invoices.jsonl:17". */
  readonly place: string;
  readonly documentId?: string;
  readonly issues: readonly Issue[];
};

/** All documents that were refused under one rule, of which the first few are kept. */
export type RefusalGroup = {
  /** Null for matters of form. */
  readonly rule: RuleId | null;
  readonly documents: number;
  readonly examples: readonly NotIssued[];
};

const EXAMPLES_OF_A_RULE = 5;

/** How many waiting documents the report shows: more need not be read. */
export const WAITING_SHOWN = 20;

/**
 * The groups with one more refused document, which counts once in the group of each rule that it broke. Refusals come
 * one by one, since a run may have more of them than fit in memory; the groups stay few.
 */
export const addRefusal = (groups: readonly RefusalGroup[], refused: NotIssued): readonly RefusalGroup[] => {
  const rules = new Set(refused.issues.map(({ rule }) => rule));
  const known = groups.map((group) => (rules.has(group.rule) ? grown(group, refused) : group));
  const fresh = [...rules].filter((rule) => !groups.some((group) => group.rule === rule));
  return [...known, ...fresh.map((rule) => grown({ rule, documents: 0, examples: [] }, refused))];
};

const grown = ({ rule, documents, examples }: RefusalGroup, { issues, ...document }: NotIssued): RefusalGroup => ({
  rule,
  documents: documents + 1,
  examples:
    examples.length < EXAMPLES_OF_A_RULE
      ? [...examples, { ...document, issues: issues.filter((issue) => issue.rule === rule) }]
      : examples,
});

const MANY_GROUPS = 6;
const OPEN_OF_MANY = 2;

/** The most frequent first; what they come to of all that were refused. */
export const presentRefusals = (
  groups: readonly RefusalGroup[],
  refused: number,
  figures: FigureTable,
): Pick<RunReportView, "refusals"> => {
  if (groups.length === 0) return {};
  const sorted = groups.toSorted(
    (a, b) => b.documents - a.documents || compareTexts(ruleName(a.rule), ruleName(b.rule)),
  );
  const overview = barChart({
    heading: "Refused, by rule",
    label: "Rule",
    rows: sorted.map(({ rule, documents }) => ({ label: ruleName(rule), documents })),
    whole: refused,
    figures,
    note: "A document that broke several rules counts under each of them; docs/rules.md says what the rules are.",
  });
  const open = sorted.length > MANY_GROUPS ? OPEN_OF_MANY : sorted.length;
  const presented = sorted.map((group, index) => ({ ...presentGroup(group, figures), open: index < open }));
  return { refusals: { overview, groups: presented } };
};

const presentGroup = ({ rule, documents, examples }: RefusalGroup, figures: FigureTable): Examples => ({
  heading: `${ruleName(rule)}: ${countOf(documents, "document", figures)}`,
  items: examples.flatMap(examplesOf),
  ...moreOf(documents - examples.length, figures),
});

export const presentWaiting = (
  waiting: readonly NotIssued[],
  documents: number,
  figures: FigureTable,
): Pick<RunReportView, "waiting"> => {
  const shown = waiting.slice(0, WAITING_SHOWN);
  if (documents === 0) return {};
  return {
    waiting: {
      heading: `Waiting: ${countOf(documents, "document", figures)}`,
      items: shown.flatMap(examplesOf),
      ...moreOf(documents - shown.length, figures),
    },
  };
};

const moreOf = (documents: number, figures: FigureTable): Pick<Examples, "more"> =>
  documents > 0 ? { more: `and ${countOf(documents, "more document", figures)}` } : {};

const examplesOf = ({ place, documentId, issues }: NotIssued): readonly Example[] =>
  issues.map((issue) => ({
    place: printable([placeOf(issue, place), issue.at].filter((part) => part !== "").join("  ")),
    ...(documentId !== undefined && { document: printable(documentId) }),
    message: printable(issue.message),
    ...(issue.hint !== undefined && { hint: printable(issue.hint) }),
  }));

/** An issue that knows its own file and line is more exact than the record's place. */
const placeOf = ({ file, line }: Issue, place: string): string => {
  if (file === undefined) return place;
  return line === undefined ? file : `${file}:${line}`;
};

const ruleName = (rule: RuleId | null): string => rule ?? "Form";
