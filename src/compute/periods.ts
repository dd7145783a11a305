import type { Period } from "../kernel/calendar.ts";

/** From the first day of any to the last day of any; undefined where there is none. */
export const hullOf = (periods: readonly Period[]): Period | undefined => {
  const [first, ...rest] = periods;
  return (
    first &&
    rest.reduce(
      (all, period) => ({
        first: period.first < all.first ? period.first : all.first,
        last: period.last > all.last ? period.last : all.last,
      }),
      first,
    )
  );
};
