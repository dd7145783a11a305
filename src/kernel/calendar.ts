// From their own modules: the package's front door loads all of date-fns, which takes a second.
import { lightFormat } from "date-fns/lightFormat";
import { getTimezoneOffset } from "date-fns-tz/getTimezoneOffset";
import { toZonedTime } from "date-fns-tz/toZonedTime";
import type { Brand } from "./ids.ts";

/** A day without a time or a zone, "2026-01-15". Made only by `parseCalendarDate` and the functions here. */
export type CalendarDate = Brand<string, "CalendarDate">;

/** A moment in UTC, "2026-01-15T07:00:00.000Z". Made only by `parseInstant`. */
export type Instant = Brand<string, "Instant">;

/** Days from first to last, both included (rule C1). */
export type Period = { readonly first: CalendarDate; readonly last: CalendarDate };

const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

/** The date, or undefined where there is no such day ("2026-02-30") or the form is another. */
export const parseCalendarDate = (text: string): CalendarDate | undefined => {
  if (!DATE.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && dateOfUtc(ms) === text ? dateOfUtc(ms) : undefined;
};

/** The instant in UTC, or undefined; a clock time without a zone is not an instant (rule C4). */
export const parseInstant = (text: string): Instant | undefined => {
  if (!INSTANT.test(text) || parseCalendarDate(text.slice(0, 10)) === undefined) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : (new Date(ms).toISOString() as Instant);
};

/** The day that many calendar days later (rule B1). Counted in UTC, where every day has 24 hours. */
export const plusDays = (date: CalendarDate, days: number): CalendarDate => dateOfUtc(utcOf(date) + days * DAY_MS);

/** The moment that many minutes later. Moments are written alike, so that their texts sort as they came about. */
export const plusMinutes = (moment: Instant, minutes: number): Instant =>
  new Date(Date.parse(moment) + minutes * 60_000).toISOString() as Instant;

/** Negative where the second moment comes first. */
export const millisecondsBetween = (from: Instant, to: Instant): number => Date.parse(to) - Date.parse(from);

/** Days in the period, first and last both counted. */
export const daysIn = (period: Period): number => (utcOf(period.last) - utcOf(period.first)) / DAY_MS + 1;

/** The calendar date of a moment in an IANA zone (rule C4). */
export const dateIn = (moment: Instant, timeZone: string): CalendarDate =>
  lightFormat(toZonedTime(new Date(moment), timeZone), "yyyy-MM-dd") as CalendarDate;

/**
 * Whether it is the name of a zone in the IANA database (rule C4). An offset such as "+02:00" is none: it knows no
 * summer time. Names begin with a capital; the library itself would take "constructor" for one.
 */
export const isTimeZone = (name: string): boolean =>
  /^[A-Z][\w+-]*(?:\/[\w+-]+)*$/.test(name) && name !== "Z" && !Number.isNaN(getTimezoneOffset(name, new Date(0)));

/** The parts that a formatter prints, as numbers: month 1–12. */
export const partsOf = (
  date: CalendarDate,
): { readonly year: number; readonly month: number; readonly day: number } => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
});

const utcOf = (date: CalendarDate): number => Date.parse(`${date}T00:00:00Z`);

const dateOfUtc = (ms: number): CalendarDate => new Date(ms).toISOString().slice(0, 10) as CalendarDate;
