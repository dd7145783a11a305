import type { FigureTable } from "./figure-table.ts";
import { compareTexts, countOf, formatCount, lengthOf, percent, shareOf } from "./run-report-figures.ts";
import type { BarChart, OutcomeChart, OutcomeKind } from "./run-report-view.ts";

export type Counted = { readonly label: string; readonly documents: number; readonly note?: string };

export type Bars = {
  readonly heading: string;
  /** What the rows are: "Region". */
  readonly label: string;
  readonly rows: readonly Counted[];
  /** What the shares are of; the sum of the rows, unless they overlap. */
  readonly whole?: number;
  readonly figures: FigureTable;
  readonly note?: string;
};

export const barChart = ({ heading, label, rows, whole, figures, note }: Bars): BarChart => {
  const all = whole ?? totalOf(rows);
  const most = mostOf(rows);
  return {
    heading,
    columns: { label, documents: "Documents", share: "Share" },
    rows: rows.map(({ documents, ...row }) => ({
      ...row,
      documents: formatCount(documents, figures),
      share: shareOf(documents, all),
      width: percent(lengthOf(documents, most)),
    })),
    ...(note !== undefined && { note }),
  };
};

/** Sums of one property, the largest first. */
export const tally = <T extends { readonly documents: number }>(
  items: readonly T[],
  labelOf: (item: T) => string,
): readonly Counted[] => {
  const sums = new Map<string, number>();
  for (const item of items) sums.set(labelOf(item), (sums.get(labelOf(item)) ?? 0) + item.documents);
  return [...sums]
    .map(([label, documents]) => ({ label, documents }))
    .toSorted((a, b) => b.documents - a.documents || compareTexts(a.label, b.label));
};

export const totalOf = (rows: readonly { readonly documents: number }[]): number =>
  rows.reduce((sum, { documents }) => sum + documents, 0);

export const mostOf = (rows: readonly { readonly documents: number }[]): number =>
  rows.reduce((most, { documents }) => Math.max(most, documents), 0);

export const OUTCOME_NAMES = {
  issued: "issued",
  "already-issued": "already issued",
  refused: "refused",
  waiting: "waiting",
} as const satisfies Record<OutcomeKind, string>;

export const OUTCOME_KINDS: readonly OutcomeKind[] = ["issued", "already-issued", "refused", "waiting"];

/** A part narrower than this, in percent of the bar, would be overlooked. */
const LEAST_PART = 1;

/** One bar of all documents that the run has dealt with; undefined where there are none. */
export const outcomeChart = (
  counts: Readonly<Record<OutcomeKind, number>>,
  figures: FigureTable,
): OutcomeChart | undefined => {
  const rows = OUTCOME_KINDS.map((kind) => ({ kind, documents: counts[kind] }));
  const all = totalOf(rows);
  if (all === 0) return undefined;
  const widths = widthsOf(rows.map(({ documents }) => (documents * 100) / all));
  return {
    heading: "What became of them",
    description: `${countOf(all, "document", figures)}: ${rows
      .map(({ kind, documents }) => `${formatCount(documents, figures)} ${OUTCOME_NAMES[kind]}`)
      .join(", ")}`,
    columns: { label: "Outcome", documents: "Documents", share: "Share" },
    parts: rows.map(({ kind, documents }, index) => ({
      kind,
      label: capital(OUTCOME_NAMES[kind]),
      documents: formatCount(documents, figures),
      share: shareOf(documents, all),
      start: percent(sumOf(widths.slice(0, index))),
      width: percent(widths[index] ?? 0),
    })),
    ...(rows.some(({ documents }) => documents > 0 && (documents * 100) / all < LEAST_PART) && {
      note: "Parts of less than 1% are drawn as 1%, so that they can be seen.",
    }),
  };
};

/** Small parts get the least width, at the cost of the others in proportion: together they stay 100. */
const widthsOf = (shares: readonly number[]): readonly number[] => {
  const isSmall = (share: number): boolean => share > 0 && share < LEAST_PART;
  const small = shares.filter(isSmall);
  const scale = (100 - small.length * LEAST_PART) / (100 - sumOf(small));
  return shares.map((share) => (isSmall(share) ? LEAST_PART : share * scale));
};

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
