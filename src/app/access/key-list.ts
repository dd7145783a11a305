import { printable } from "../../kernel/characters.ts";
import type { ApiKey } from "../register/access.ts";

const HEADS = ["id", "name", "scopes", "limited to", "expires", "last used", "revoked"] as const;

/** The keys for people, in columns. */
export const keyTable = (keys: readonly ApiKey[]): string => {
  const rows = [HEADS, ...keys.map(cellsOf)];
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
};

/** One line of `--json`. */
export const keyLine = (key: ApiKey): string => `${JSON.stringify(key)}\n`;

const cellsOf = (key: ApiKey): readonly string[] => [
  key.id,
  printable(key.name),
  key.scopes.join(" "),
  printable([...key.accounts, ...key.organisations].join(" ")) || "–",
  key.expiresAt ?? "–",
  key.lastUsedAt ?? "–",
  key.revokedAt ?? "–",
];
