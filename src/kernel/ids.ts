/** A string that only its one constructor may make: the check has been done. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** Id of a rule in docs/rules.md ("A4") or a jurisdiction row ("J-ALL-6"). */
export type RuleId = `${"A" | "B" | "C" | "D" | "E" | "F"}${number}` | `J-${string}`;

/** Where a fact was read: kept from intake to the last stage, as a compiler keeps source spans. */
export type SourceRef = {
  readonly file: string;
  /** JSON pointer into the record ("/lines/17"). */
  readonly pointer: string;
  /** Line in the file, counted from 1. */
  readonly line?: number;
};
