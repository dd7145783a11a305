import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

export type Engine = "sqlite" | "postgres";

/** What the queries of one transaction, or of one reading, go through. */
export type Session = { readonly db: Kysely<Tables>; readonly engine: Engine };

/** One of the two engines, open. Both functions try again after failures that pass, and throw an `OutsideFailure` else. */
export type Database = {
  readonly engine: Engine;
  /** One transaction, whole or not at all; it may run more than once, so it must do the same when it finds its own work. */
  readonly transact: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
  readonly read: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};
