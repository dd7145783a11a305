import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publishedManifest, SHIPPED } from "./published-manifest.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/**
 * Puts the package that is published together in a folder that does not exist yet. The checkout itself is never packed
 * and its package.json never rewritten, so that there is nothing to restore when something fails.
 */
export const assemblePackage = (folder: string): void => {
  mkdirSync(join(folder, ".."), { recursive: true });
  mkdirSync(folder);
  compile(join(folder, "dist"));
  for (const path of SHIPPED) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  const manifest = publishedManifest(readManifest());
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
};

const compile = (outDir: string): void => {
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", join(ROOT, "tsconfig.build.json"), "--outDir", outDir], {
    stdio: "inherit",
  });
};

const readManifest = (): Readonly<Record<string, unknown>> => {
  const manifest: unknown = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  if (typeof manifest !== "object" || manifest === null) throw new Error("package.json holds no object");
  return { ...manifest };
};
