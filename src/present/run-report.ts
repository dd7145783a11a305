import type { CalendarDate, Instant } from "../kernel/calendar.ts";
import type { FigureTable } from "./figure-table.ts";
import { barChart, outcomeChart, tally, totalOf, type Counted } from "./run-report-charts.ts";
import { dueDateChart } from "./run-report-due-dates.ts";
import { presentReconciliation } from "./run-report-equations.ts";
import { printable } from "../kernel/characters.ts";
import { formatCount, formatDuration, formatInstant, formatRate } from "./run-report-figures.ts";
import { presentMoney, presentSums, type Billed } from "./run-report-money.ts";
import { presentRefusals, presentWaiting, type NotIssued, type RefusalGroup } from "./run-report-refusals.ts";
import type { Labelled, OutcomeKind, RunReportView } from "./run-report-view.ts";

/** All that is known of a run, as the shell reads it from the register. */
export type RunFacts = {
  readonly id: string;
  readonly state: "running" | "finished" | "stopped";
  readonly startedAt: Instant;
  readonly finishedAt?: Instant;
  /** From its first start to its end, in seconds; in a run that was stopped and went on, the pause too. */
  readonly elapsedSeconds?: number;
  /** As they were named on the command line. */
  readonly inputs: readonly string[];
  /** A demo profile marks everything SAMPLE (rule F7). */
  readonly profile: { readonly name: string; readonly hash: string; readonly demo: boolean };
  readonly version: string;
  /** Documents that were read from the input, counted where they were read; known once all of it is read. */
  readonly documentsIn?: number;
  readonly counts: Readonly<Record<OutcomeKind, number>>;
  readonly money: readonly Billed[];
  readonly statements: number;
  /** Documents issued by the run. */
  readonly spread: readonly {
    readonly region: string;
    readonly locale: string;
    readonly dueDate?: CalendarDate;
    readonly documents: number;
  }[];
  /** Gathered by `addRefusal`. */
  readonly refusals: readonly RefusalGroup[];
  /** The first `WAITING_SHOWN` of them, or more. */
  readonly waiting: readonly NotIssued[];
  readonly workers: readonly { readonly name: string; readonly lastSeen?: Instant; readonly documents: number }[];
  /** Numbers that the run gave, by series (J-ALL-1). */
  readonly series: readonly {
    readonly key: string;
    readonly first: string;
    readonly last: string;
    readonly documents: number;
  }[];
};

/** A run as a page: what was issued, whether it adds up, what was refused and why. Text of others is spelt out. */
export const presentRunReport = (facts: RunFacts, figures: FigureTable): RunReportView => {
  const { counts, money, statements, spread, refusals, waiting } = facts;
  const outcomes = outcomeChart(counts, figures);
  const moneyTable = presentMoney(money, statements, figures);
  const dueDates = dueDateChart(spread, figures);
  return {
    brand: "Billwright",
    title: "Bill run",
    run: printable(facts.id),
    marks: marksOf(facts),
    facts: headFacts(facts, figures),
    headline: {
      label: counts.issued === 1 ? "Document issued" : "Documents issued",
      value: formatCount(counts.issued, figures),
    },
    sums: presentSums(money, figures),
    reconciliation: presentReconciliation(facts, figures),
    ...(outcomes !== undefined && { outcomes }),
    ...(moneyTable !== undefined && { money: moneyTable }),
    ...presentSpread(facts, figures),
    ...(dueDates !== undefined && { dueDates }),
    ...presentRefusals(refusals, counts.refused, figures),
    ...presentWaiting(waiting, counts.waiting, figures),
    ...presentWorkers(facts, figures),
    ...presentSeries(facts, figures),
    provenance: { heading: "How it was made", facts: provenanceOf(facts) },
  };
};

const marksOf = ({ state, profile }: RunFacts): readonly string[] => [
  ...(profile.demo ? ["SAMPLE – made with a demo profile; nothing of it is a demand for payment"] : []),
  ...(state === "running" ? ["Still running: the figures are those of the moment"] : []),
  ...(state === "stopped" ? ["Stopped before its end: the same command goes on with it"] : []),
];

const headFacts = ({ startedAt, finishedAt, elapsedSeconds, counts }: RunFacts, figures: FigureTable): Labelled[] => {
  const rate = elapsedSeconds === undefined ? undefined : formatRate(counts.issued, elapsedSeconds, figures);
  return [
    { label: "Started", value: formatInstant(startedAt) },
    ...(finishedAt === undefined ? [] : [{ label: "Ended", value: formatInstant(finishedAt) }]),
    ...(elapsedSeconds === undefined ? [] : [{ label: "From start to end", value: formatDuration(elapsedSeconds) }]),
    ...(rate === undefined ? [] : [{ label: "Issued a second", value: rate }]),
  ];
};

const presentSpread = ({ spread }: RunFacts, figures: FigureTable): Pick<RunReportView, "regions" | "locales"> => {
  if (totalOf(spread) === 0) return {};
  const rowsBy = (part: "region" | "locale"): readonly Counted[] => tally(spread, (one) => printable(one[part]));
  return {
    regions: barChart({ heading: "Issued, by region", label: "Region", rows: rowsBy("region"), figures }),
    locales: barChart({ heading: "Issued, by locale", label: "Locale", rows: rowsBy("locale"), figures }),
  };
};

/** One worker did it all, and there is nothing to compare. */
const presentWorkers = (
  { workers, elapsedSeconds }: RunFacts,
  figures: FigureTable,
): Pick<RunReportView, "workers"> => {
  if (workers.length < 2) return {};
  const rows = workers.map(({ name, documents, lastSeen }) => {
    const rate = elapsedSeconds === undefined ? undefined : formatRate(documents, elapsedSeconds, figures);
    const notes = [
      ...(rate === undefined ? [] : [`${rate} a second`]),
      ...(lastSeen === undefined ? [] : [`last heard of ${formatInstant(lastSeen)}`]),
    ];
    return { label: printable(name), documents, ...(notes.length > 0 && { note: notes.join(", ") }) };
  });
  return { workers: barChart({ heading: "Workers", label: "Worker", rows, figures }) };
};

const presentSeries = ({ series }: RunFacts, figures: FigureTable): Pick<RunReportView, "series"> =>
  series.length === 0
    ? {}
    : {
        series: {
          heading: "Numbers given",
          columns: { series: "Series", first: "First", last: "Last", documents: "Documents" },
          rows: series.map(({ key, first, last, documents }) => ({
            series: printable(key),
            first: printable(first),
            last: printable(last),
            documents: formatCount(documents, figures),
          })),
        },
      };

/** So many inputs are named; a shell's glob may have made thousands. */
const INPUTS_SHOWN = 10;

const provenanceOf = ({ id, inputs, profile, version }: RunFacts): readonly Labelled[] => {
  const named = inputs.slice(0, INPUTS_SHOWN).map(printable).join(", ");
  const more = inputs.length - INPUTS_SHOWN;
  return [
    { label: "Run", value: printable(id) },
    { label: "Input", value: more > 0 ? `${named} and ${more} more` : named },
    { label: "Profile", value: printable(profile.name) },
    { label: "Profile, SHA-256", value: printable(profile.hash) },
    { label: "Billwright", value: printable(version) },
  ];
};
