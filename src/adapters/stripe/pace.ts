import type { Time } from "./settings.ts";

/** Lets one request after the other through, so many a second of each kind; comes back when it is one's turn. */
export const createPace = (perSecond: number, { now, wait }: Time): ((kind: string) => Promise<void>) => {
  const nextTurns = new Map<string, number>();
  const distanceMs = 1_000 / perSecond;
  return async (kind) => {
    const moment = now();
    const turn = Math.max(moment, nextTurns.get(kind) ?? moment);
    nextTurns.set(kind, turn + distanceMs);
    if (turn > moment) await wait(turn - moment);
  };
};
