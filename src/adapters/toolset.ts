import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Toolset } from "../app/register/document.ts";

const ROOT = new URL("../../", import.meta.url);

/** Read at the first question, and then remembered: the package does not change under a running process. */
let known: Toolset | undefined;

/** What this process makes documents with: names what has changed when a document comes out otherwise (rule A20). */
export const toolset = (): Toolset => {
  known ??= {
    version: versionOf(JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8"))),
    runtime: `node ${process.versions.node} ${process.arch}`,
    templates: hashOfFolder("templates/"),
    locales: hashOfFolder("locales/"),
    fonts: hashOfFolder("fonts/"),
  };
  return known;
};

export const versionOf = (manifest: unknown): string =>
  typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "unknown";

/** Over the names and bytes of all files, in an order that is the same on every system. */
const hashOfFolder = (path: string): string => {
  const folder = fileURLToPath(new URL(path, ROOT));
  const hash = createHash("sha256");
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .toSorted((a, b) => Number(a > b) - Number(a < b));
  for (const name of names) {
    const bytes = readFileSync(join(folder, name));
    hash.update(`${name}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
};
