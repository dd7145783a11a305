import type { RuleId } from "./ids.ts";

/**
 * One thing that is wrong with what came in.
 * `at` is a JSON pointer into the record that was read ("/lines/3/rate"); `line` its line in the file where known.
 * `rule` is the id of docs/rules.md (A4, J-ALL-6), or null for a matter of form.
 */
export type Issue = {
  readonly rule: RuleId | null;
  readonly at: string;
  readonly message: string;
  readonly hint?: string;
  readonly file?: string;
  readonly line?: number;
};

/** Expected failures carry every issue found, never just the first; defects throw. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: readonly Issue[] };

export const succeed = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (...issues: readonly Issue[]): Result<never> => ({ ok: false, issues });

/** The value if nothing was found wrong, else all the issues. */
export const resultOf = <T>(issues: readonly Issue[], value: () => T): Result<T> =>
  issues.length > 0 ? { ok: false, issues } : succeed(value());

/** What is wrong in any of several results, in their order; empty where all are well. */
export const issuesOf = (...results: readonly Result<unknown>[]): readonly Issue[] =>
  results.flatMap((result) => (result.ok ? [] : result.issues));

/** A broken invariant is a defect of ours: stop at once. */
export function invariant(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`invariant broken: ${what}`);
}
