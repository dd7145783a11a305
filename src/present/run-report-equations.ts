import type { FigureTable } from "./figure-table.ts";
import { OUTCOME_KINDS, OUTCOME_NAMES, totalOf } from "./run-report-charts.ts";
import { countOf, formatCount } from "./run-report-figures.ts";
import { KIND_NAMES, type Billed } from "./run-report-money.ts";
import type { Equation, OutcomeKind, RunReportView } from "./run-report-view.ts";

export type Reckoned = {
  readonly state: "running" | "finished" | "stopped";
  /** Documents that were read from the input, counted where they were read; known once all of it is read. */
  readonly documentsIn?: number;
  readonly counts: Readonly<Record<OutcomeKind, number>>;
  readonly money: readonly Billed[];
  readonly statements: number;
};

/** Nothing is lost: what came in is what went out, and what went out is of a kind (quality bar 6). */
export const presentReconciliation = (run: Reckoned, figures: FigureTable): RunReportView["reconciliation"] => ({
  heading: "Does it add up?",
  equations: [...inAndOut(run, figures), issuedByKind(run, figures)],
});

const inAndOut = ({ state, documentsIn, counts }: Reckoned, figures: FigureTable): readonly Equation[] => {
  if (documentsIn === undefined) return [];
  const missing = documentsIn - OUTCOME_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  return [
    equation(
      { label: "documents in", value: documentsIn },
      OUTCOME_KINDS.map((kind) => ({ label: OUTCOME_NAMES[kind], value: counts[kind] })),
      { figures, otherwise: missing > 0 ? SHORT[state] : OVER },
    ),
  ];
};

const issuedByKind = ({ counts, money, statements }: Reckoned, figures: FigureTable): Equation => {
  const documentsOf = (kind: Billed["kind"]): number => totalOf(money.filter((billed) => billed.kind === kind));
  return equation(
    { label: "issued by this run", value: counts.issued },
    [
      { label: KIND_NAMES.invoice.toLowerCase(), value: documentsOf("invoice") },
      { label: KIND_NAMES["credit-note"].toLowerCase(), value: documentsOf("credit-note") },
      { label: KIND_NAMES["usage-statement"].toLowerCase(), value: statements },
    ],
    { figures, otherwise: "The register does not agree with itself: have it verified before anything is sent." },
  );
};

type Term = { readonly label: string; readonly value: number };

const equation = (
  left: Term,
  right: readonly Term[],
  { figures, otherwise }: { readonly figures: FigureTable; readonly otherwise: string },
): Equation => {
  const difference = Math.abs(left.value - right.reduce((sum, { value }) => sum + value, 0));
  const inFigures = ({ label, value }: Term) => ({ label, value: formatCount(value, figures) });
  return {
    left: inFigures(left),
    right: right.map(inFigures),
    holds: difference === 0,
    verdict:
      difference === 0
        ? "It adds up."
        : `It does not add up: a difference of ${countOf(difference, "document", figures)}. ${otherwise}`,
  };
};

const SHORT = {
  running: "The run is still going on.",
  stopped: "The run was stopped; the same command goes on with what is left.",
  finished: "Some are not accounted for: run the same command again, which issues nothing twice.",
} as const satisfies Record<Reckoned["state"], string>;

const OVER = "More came out than went in: the input has changed since the run began.";
