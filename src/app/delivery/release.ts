import { fail, issuesOf, succeed, type Result } from "../../kernel/result.ts";
import type { Change, Register } from "../register/register.ts";

/** Parked deliveries back into the queue, by a person who knows that they may be sent once more; all that cannot be told. */
export const releaseDeliveries = async (
  keys: readonly string[],
  register: Register,
  change: Change,
): Promise<Result<void>> => {
  const results: Result<void>[] = [];
  for (const key of keys) {
    const isReleased = await register.deliveries.release(key, change);
    results.push(
      isReleased
        ? succeed(undefined)
        : fail({ rule: null, at: "--release", message: `"${key}" is no parked delivery` }),
    );
  }
  const issues = issuesOf(...results);
  return issues.length > 0 ? fail(...issues) : succeed(undefined);
};
