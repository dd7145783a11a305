import { daysIn, parseCalendarDate, partsOf, plusDays, type CalendarDate } from "../kernel/calendar.ts";
import { invariant } from "../kernel/result.ts";
import type { FigureTable } from "./figure-table.ts";
import { barChart, mostOf, totalOf, type Counted } from "./run-report-charts.ts";
import { compareTexts, countOf, formatCount, lengthOf, percent } from "./run-report-figures.ts";
import type { ColumnChart } from "./run-report-view.ts";

export type Due = { readonly dueDate?: CalendarDate; readonly documents: number };
type Dated = { readonly dueDate: CalendarDate; readonly documents: number };

/** More columns than this are too thin to be told apart. */
const MOST_COLUMNS = 26;

/** Of a column's place, how much the column takes; the rest is white. */
const COLUMN_WIDTH = 0.72;

/**
 * When money is due: a column a week, or a month or year where the dates lie too far apart for weeks.
 * Undefined where nothing is due (credit notes and usage statements have no due date).
 */
export const dueDateChart = (spread: readonly Due[], figures: FigureTable): ColumnChart | undefined => {
  const dated = spread.flatMap(({ dueDate, documents }) => (dueDate === undefined ? [] : [{ dueDate, documents }]));
  if (totalOf(dated) === 0) return undefined;
  const { noun, rows } = columnsOf(dated);
  const without = totalOf(spread) - totalOf(dated);
  const most = mostOf(rows);
  const place = 100 / rows.length;
  const heading = `Due, by ${noun}`;
  return {
    ...barChart({
      heading,
      label: noun === "week" ? "Week from" : `${noun.slice(0, 1).toUpperCase()}${noun.slice(1)}`,
      rows,
      figures,
      ...(without > 0 && { note: `${countOf(without, "document", figures)} without a due date` }),
    }),
    description: `${heading}: ${rows.map(({ label, documents }) => `${label} ${formatCount(documents, figures)}`).join(", ")}`,
    most: countOf(most, "document", figures),
    first: rows[0]?.label ?? "",
    last: rows.length > 1 ? (rows.at(-1)?.label ?? "") : "",
    bars: rows.map(({ documents }, index) => ({
      x: percent(index * place + (place * (1 - COLUMN_WIDTH)) / 2),
      width: percent(place * COLUMN_WIDTH),
      y: percent(100 - lengthOf(documents, most)),
      height: percent(lengthOf(documents, most)),
    })),
  };
};

type Grouped = { readonly noun: "week" | "month" | "year"; readonly rows: readonly Counted[] };

/** Weeks and months follow one another without a gap; of years only those that have documents. */
const columnsOf = (dated: readonly Dated[]): Grouped => {
  const sorted = dated.toSorted((a, b) => compareTexts(a.dueDate, b.dueDate));
  const [first, last] = [sorted[0], sorted.at(-1)];
  invariant(first !== undefined && last !== undefined, "there are due dates");
  const weeks = daysBetween(mondayOf(first.dueDate), last.dueDate) / 7;
  if (weeks < MOST_COLUMNS) {
    return { noun: "week", rows: filled(weekLabels(first.dueDate, last.dueDate), sorted, mondayOf) };
  }
  const months = monthsOf(last.dueDate) - monthsOf(first.dueDate);
  if (months < MOST_COLUMNS) {
    const labels = Array.from({ length: months + 1 }, (_, index) => monthLabel(monthsOf(first.dueDate) + index));
    return { noun: "month", rows: filled(labels, sorted, (date) => monthLabel(monthsOf(date))) };
  }
  const years = [...new Set(sorted.map(({ dueDate }) => yearOf(dueDate)))];
  return { noun: "year", rows: filled(years, sorted, yearOf) };
};

const filled = (
  labels: readonly string[],
  dated: readonly Dated[],
  labelOf: (date: CalendarDate) => string,
): readonly Counted[] => {
  const sums = new Map(labels.map((label) => [label, 0]));
  for (const { dueDate, documents } of dated) sums.set(labelOf(dueDate), (sums.get(labelOf(dueDate)) ?? 0) + documents);
  return [...sums].map(([label, documents]) => ({ label, documents }));
};

const weekLabels = (first: CalendarDate, last: CalendarDate): readonly string[] => {
  const monday = mondayOf(first);
  return Array.from({ length: Math.floor(daysBetween(monday, last) / 7) + 1 }, (_, index) =>
    plusDays(monday, index * 7),
  );
};

/** Weeks begin on Monday (ISO 8601). */
const mondayOf = (date: CalendarDate): CalendarDate => plusDays(date, -(((daysBetween(A_MONDAY, date) % 7) + 7) % 7));

const daysBetween = (from: CalendarDate, to: CalendarDate): number => daysIn({ first: from, last: to }) - 1;

const knownDate = (text: string): CalendarDate => {
  const date = parseCalendarDate(text);
  invariant(date !== undefined, `${text} is a date`);
  return date;
};

const A_MONDAY = knownDate("2001-01-01");

const monthsOf = (date: CalendarDate): number => partsOf(date).year * 12 + partsOf(date).month - 1;

const monthLabel = (months: number): string =>
  `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}`;

const yearOf = (date: CalendarDate): string => date.slice(0, 4);
