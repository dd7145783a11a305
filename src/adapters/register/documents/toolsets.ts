import { createHash } from "node:crypto";
import type { Toolset } from "../../../app/register/document.ts";
import { insertAll, type Columns } from "../batch.ts";
import type { Session } from "../session.ts";
import type { ToolsetTable } from "../tables.ts";

const TOOLSET_COLUMNS: Columns<ToolsetTable> = {
  hash: "text",
  version: "text",
  runtime: "text",
  templates: "text",
  locales: "text",
  fonts: "text",
};

/** Thousands of documents are made with one toolset, which is written once. */
export const recordToolsets = async (session: Session, toolsets: readonly Toolset[]): Promise<void> => {
  const rows = toolsets.map((toolset) => ({ hash: toolsetHash(toolset), ...toolset }));
  await insertAll(session, {
    into: "toolset",
    columns: TOOLSET_COLUMNS,
    rows: [...new Map(rows.map((row) => [row.hash, row])).values()].toSorted(byHash),
    onConflict: "on conflict (hash) do nothing",
  });
};

/** In one order for all, so that two who write the same never wait for each other. */
const byHash = (a: ToolsetTable, b: ToolsetTable): number => Number(a.hash > b.hash) - Number(a.hash < b.hash);

export const toolsetHash = ({ version, runtime, templates, locales, fonts }: Toolset): string =>
  createHash("sha256").update([version, runtime, templates, locales, fonts].join("\n")).digest("hex");
