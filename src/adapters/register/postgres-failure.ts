import { OutsideFailure } from "../../app/world.ts";
import type { Patience } from "./retry.ts";

/** How long a database that restarts is waited for; at the start, when its address may be wrong, not as long. */
export const WAIT_FOR_SERVER_MS = 60_000;
export const WAIT_AT_START_MS = 5_000;
/** Others who were quicker can be in the way so many times. */
const MOST_CONFLICTS = 20;
const LONGEST_PAUSE_MS = { conflict: 200, connection: 2_000 } as const;

/** Two transactions were in each other's way: unique violation, serialization failure, deadlock, lock timeout. */
const CONFLICTS = ["23505", "40001", "40P01", "55P03"];

/** The server is going down, starting, or cut the connection. */
const GONE = [
  "57P01",
  "57P02",
  "57P03",
  "25P03",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "EAI_AGAIN",
];

/** pg and kysely give these no code. */
const GONE_MESSAGES =
  /connection terminated|connection ended|timeout exceeded when trying to connect|connection has been discarded|not queryable/i;

const isConflict = (error: unknown): boolean => CONFLICTS.includes(codeOf(error) ?? "");

/** Whether the connection was lost; what was being done may or may not have been committed. */
const isConnectionLoss = (error: unknown): boolean => {
  const code = codeOf(error);
  if (code !== undefined && (GONE.includes(code) || code.startsWith("08"))) return true;
  return error instanceof Error && GONE_MESSAGES.test(error.message);
};

/** With a transaction: it comes to the same when it runs again, whether or not the last try was committed. */
export const pauseBefore: Patience = (failed) => patience(WAIT_FOR_SERVER_MS).inTransaction(failed);

/** For what is waited, and until when: in reading only for a server that is away. */
export const patience = (serverMs: number): { readonly inTransaction: Patience; readonly inReading: Patience } => {
  const inReading: Patience = ({ error, tries, sinceMs }) =>
    isConnectionLoss(error) && sinceMs < serverMs ? pause(tries, LONGEST_PAUSE_MS.connection) : undefined;
  return {
    inReading,
    inTransaction: (failed) =>
      isConflict(failed.error) && failed.tries < MOST_CONFLICTS
        ? pause(failed.tries, LONGEST_PAUSE_MS.conflict)
        : inReading(failed),
  };
};

/** Longer each time, and not at the same moment as the others who wait. */
const pause = (tries: number, longestMs: number): number => Math.random() * Math.min(longestMs, 10 * 2 ** tries);

/** The error to throw on: one for operators where the server refused, else the same. No message holds the address. */
export const postgresFailure = (error: unknown): unknown => {
  if (error instanceof OutsideFailure) return error;
  const reason = reasonOf(error);
  return reason === undefined ? error : new OutsideFailure(`the register's database ${reason}`, { cause: error });
};

const reasonOf = (error: unknown): string | undefined => {
  const code = codeOf(error);
  if (isConnectionLoss(error))
    return `cannot be reached or went away (${code ?? "connection lost"}); run again when it is back`;
  if (code === undefined) return undefined;
  return REASONS[code] ?? REASONS[code.slice(0, 2)];
};

/** By SQLSTATE, or its class. */
const REASONS: Readonly<Record<string, string>> = {
  "25006": "is read-only: it may be a standby",
  "28": "refused the user or password",
  "3D": "does not exist on the server",
  "42501": "does not give the user the rights that billwright needs",
  "53100": "has no space left on the disk; free some, then run again",
  "53": "is out of connections or memory",
  "55P03": "is locked by something else; wait for it, then run again",
  "58": "has trouble with its disk or files",
  XX001: "is damaged; restore it from a backup",
  XX002: "is damaged; restore it from a backup",
  ENOTFOUND: "is on a host that cannot be found",
};

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
