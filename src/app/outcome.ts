import type { SourceRef } from "../kernel/ids.ts";
import type { Issue } from "../kernel/result.ts";

/** A file as it is on disk. */
export type FileReceipt = { readonly name: string; readonly bytes: number; readonly sha256: string };

/**
 * What became of one document: "unchanged" where equal files stood there already, "accepted" by a check, which writes
 * nothing. A refused one has no files and at least one issue.
 */
export type Status = "rendered" | "unchanged" | "accepted" | "refused";

export type Outcome = {
  readonly source: SourceRef;
  readonly id?: string;
  readonly number?: string;
  readonly status: Status;
  readonly files: readonly FileReceipt[];
  readonly issues: readonly Issue[];
};

/** How many documents came to each status. */
export type Tally = Readonly<Record<Status, number>>;

export const EMPTY_TALLY: Tally = { rendered: 0, unchanged: 0, accepted: 0, refused: 0 };

export const count = (tally: Tally, { status }: Outcome): Tally => ({ ...tally, [status]: tally[status] + 1 });

/** One line of the manifest and of `--json`: fields in a fixed order, absent ones as null. */
export const outcomeLine = ({ id, number, status, files, issues, source }: Outcome): string =>
  `${JSON.stringify({
    id: id ?? null,
    number: number ?? null,
    status,
    files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
    issues: issues.map(({ rule, at, message, hint, line }) => ({
      rule,
      at,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(line === undefined ? {} : { line }),
    })),
    source: { file: source.file, pointer: source.pointer, line: source.line ?? null },
  })}\n`;
