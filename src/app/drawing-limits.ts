import { fail, issuesOf, succeed, type Result } from "../kernel/result.ts";
import type { DrawingLimits } from "./drawing.ts";

/** What was typed, before it is looked at. */
export type TypedLimits = { readonly workers?: string; readonly timeLimit?: string };

const MOST_WORKERS = 256;
const SECONDS = { usual: 60, most: 86_400 } as const;

/** Limits from what was typed; without a number of workers there are as many as the machine has `processors`. */
export const limitsOf = ({ workers, timeLimit }: TypedLimits, processors: number): Result<DrawingLimits> => {
  const count = wholeNumber(workers, "--workers", MOST_WORKERS);
  const seconds = wholeNumber(timeLimit, "--time-limit", SECONDS.most);
  if (!count.ok || !seconds.ok) return fail(...issuesOf(count, seconds));
  return succeed({
    workers: count.value ?? Math.min(processors, MOST_WORKERS),
    secondsPerDocument: seconds.value ?? SECONDS.usual,
  });
};

const wholeNumber = (typed: string | undefined, option: string, most: number): Result<number | undefined> => {
  if (typed === undefined) return succeed(undefined);
  const value = /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
  return value >= 1 && value <= most
    ? succeed(value)
    : fail({ rule: null, at: option, message: `"${typed}" is no whole number from 1 to ${most}` });
};
