import { millisecondsBetween, plusMinutes, type Instant } from "../../kernel/calendar.ts";

/** Between one try and the next, in minutes; the last one again and again. */
const PAUSES: readonly number[] = [5, 15, 30, 60, 120, 240];

const LONGEST = PAUSES.at(-1) ?? 0;

const DAY_MS = 86_400_000;

export type Patience = {
  readonly tries: number;
  readonly firstAt: Instant;
  readonly now: Instant;
  /** Counted from the first try. */
  readonly days: number;
};

/** When it is tried again after so many tries; undefined where that would be after the last day of patience. */
export const nextTry = ({ tries, firstAt, now, days }: Patience): Instant | undefined => {
  const next = plusMinutes(now, PAUSES[tries - 1] ?? LONGEST);
  return millisecondsBetween(firstAt, next) > days * DAY_MS ? undefined : next;
};
