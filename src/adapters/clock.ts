import { parseInstant, type Instant } from "../kernel/calendar.ts";
import { invariant } from "../kernel/result.ts";

/** The moment by the machine's clock. */
export const now = (): Instant => {
  const moment = parseInstant(new Date().toISOString());
  invariant(moment !== undefined, "the clock gives an instant");
  return moment;
};
