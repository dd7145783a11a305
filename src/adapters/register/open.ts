import type { Register } from "../../app/register/register.ts";
import { parseRegisterAddress } from "./address.ts";
import type { Database } from "./session.ts";

/**
 * The register at a file's path, a `file:` or `sqlite:` URL (SQLite, for one process) or `postgres://` (for many). Its tables
 * are brought to the newest version. What stands in the way is an `OutsideFailure` that never shows a password.
 */
export const openRegister = async (url: string): Promise<Register> => {
  const { registerOver } = await import("./register.ts");
  return registerOver(await openDatabase(url));
};

/** Loaded when it is wanted: commands without a register pay for neither engine. */
const openDatabase = async (url: string): Promise<Database> => {
  const address = parseRegisterAddress(url);
  return address.kind === "file"
    ? (await import("./sqlite.ts")).openSqlite(address.path)
    : (await import("./postgres.ts")).openPostgres(address.url);
};
