import type { Instant } from "../kernel/calendar.ts";
import { decimalOf } from "../kernel/money.ts";
import type { FigureTable } from "./figure-table.ts";
import { formatDecimal } from "./figures.ts";
import type { Percent } from "./run-report-view.ts";

export const formatCount = (count: number, figures: FigureTable): string =>
  formatDecimal(decimalOf(BigInt(count)), figures);

/** "1 document", "1,200 documents". */
export const countOf = (count: number, noun: string, figures: FigureTable): string =>
  `${formatCount(count, figures)} ${count === 1 ? noun : `${noun}s`}`;

/** "48.2%". Nothing that is there is said to be 0.0%, and only all of it is 100.0%. */
export const shareOf = (part: number, whole: number): string => {
  const tenths = whole === 0 ? 0 : Math.round((part * 1000) / whole);
  if (tenths === 0 && part > 0) return "<0.1%";
  if (tenths === 1000 && part < whole) return ">99.9%";
  return `${(tenths / 10).toFixed(1)}%`;
};

/** A length in a chart. What is there can be seen, be it ever so small. */
export const lengthOf = (part: number, most: number): number =>
  part === 0 || most === 0 ? 0 : Math.max(LEAST_LENGTH, (part * 100) / most);

const LEAST_LENGTH = 0.5;

export const percent = (length: number): Percent => `${Number(length.toFixed(2))}%`;

/** "2026-05-31 22:04:05 UTC". */
export const formatInstant = (instant: Instant): string => `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;

/** "8.4 s", "25 min 3 s", "1 h 2 min": two units at most. */
export const formatDuration = (seconds: number): string => {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
};

/** Documents a second, undefined where there is nothing to tell. */
export const formatRate = (documents: number, seconds: number, figures: FigureTable): string | undefined => {
  if (seconds <= 0 || documents === 0) return undefined;
  const rate = documents / seconds;
  return rate < 10 ? rate.toFixed(1) : formatCount(Math.round(rate), figures);
};

/** An order that no locale changes. */
export const compareTexts = (a: string, b: string): number => Number(a > b) - Number(a < b);
