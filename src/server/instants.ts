import { parseInstant, type Instant } from "../kernel/calendar.ts";
import { fail, succeed, type Result } from "../kernel/result.ts";

/** A moment that may be left out, from a body. */
export const optionalInstant = (text: string | undefined, at: string): Result<{ readonly expiresAt?: Instant }> => {
  if (text === undefined) return succeed({});
  const expiresAt = parseInstant(text);
  return expiresAt === undefined
    ? fail({ rule: "C4", at, message: "is no moment with its zone", hint: "such as 2027-01-31T23:59:59Z" })
    : succeed({ expiresAt });
};
