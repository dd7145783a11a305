import { fileURLToPath } from "node:url";
import { OutsideFailure } from "../../app/world.ts";

/** Where a register is: a file of this machine, or a PostgreSQL database. */
export type RegisterAddress =
  { readonly kind: "file"; readonly path: string } | { readonly kind: "postgres"; readonly url: string };

/** Two letters at least: `C:\register.db` is a path. */
const SCHEME = /^([a-z][a-z0-9+.-]+):/i;

/** From what the operator wrote. No message repeats it: it may hold a password. */
export const parseRegisterAddress = (text: string): RegisterAddress => {
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  if (text === "") throw new OutsideFailure("the register's address is empty: name a file or postgres://…");
  switch (scheme) {
    case undefined:
      return { kind: "file", path: text };
    case "file":
      return { kind: "file", path: pathOf(text) };
    case "sqlite":
      return { kind: "file", path: text.slice("sqlite:".length).replace(/^\/\/(?=\/)/, "") };
    case "postgres":
    case "postgresql":
      return { kind: "postgres", url: text };
    default:
      throw new OutsideFailure(
        `the register's address is of no known kind (${scheme}:): there are files, file:, sqlite: and postgres:`,
      );
  }
};

const pathOf = (text: string): string => {
  const url = URL.parse(text);
  if (url === null || url.host !== "" || /%2f|%5c|%00/i.test(url.pathname)) {
    throw new OutsideFailure("the register's address is no file: URL of this machine, such as file:///srv/register.db");
  }
  return fileURLToPath(url);
};
