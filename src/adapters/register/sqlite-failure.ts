import { OutsideFailure } from "../../app/world.ts";

/** The error to throw on: one for operators where SQLite or the disk refused, else the same. */
export const sqliteFailure = (path: string, error: unknown): unknown => {
  const code = codeOf(error);
  const reason = code === undefined ? undefined : REASONS[code];
  if (reason === undefined) return error;
  return new OutsideFailure(code === BUSY ? reason(path) : `the register ${path}: ${reason(path)}`, { cause: error });
};

/** The primary result code; what SQLite adds to it in the upper bits is of no use to an operator. */
const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : undefined;

const BUSY = 5;

const locked = (path: string): string =>
  `another billwright process has ${path} open; wait for it, or use PostgreSQL (DATABASE_URL) for several at once`;

/** By SQLite's result codes. */
const REASONS: Readonly<Record<number, (path: string) => string>> = {
  3: () => "permission denied",
  [BUSY]: locked,
  6: locked,
  8: () => "the file or the disk is read-only",
  10: () => "the disk cannot be read or written",
  11: () => "the file is damaged; restore it from a backup",
  13: () => "no space left on the disk; free some, then run again",
  14: () => "the file cannot be opened",
  26: () => "the file is no SQLite database",
};
