import { coloursOf, withHash } from "./html-style.ts";
import type { RenderAssets } from "./renderer.ts";
import { templateCompiler } from "./templates.ts";

export type SupportPage = {
  readonly html: string;
  /** SHA-256 in base64 of its one style and its one script: what its policy allows, and nothing else. */
  readonly styleHash: string;
  readonly scriptHash: string;
};

/** The modules of the page, each before those that import from it. */
const MODULES = [
  "elements",
  "api",
  "draft",
  "places",
  "frame",
  "issues",
  "explain",
  "data",
  "preview",
  "find",
  "compare",
  "main",
] as const;

/** The page for support: one file in the look of the documents, nothing loaded from elsewhere, made once. */
export const createSupportPage = (assets: RenderAssets): SupportPage => {
  const theme: unknown = JSON.parse(assets.template("theme.json"));
  const style = withHash(
    `:root { ${properties(theme, "colours")} }
@media (prefers-color-scheme: dark) { :root { ${properties(theme, "dark")} } }
${assets.template("support/page.css")}`,
    assets,
  );
  const script = withHash(MODULES.map((name) => inlined(assets.template(`support/${name}.js`))).join("\n"), assets);
  const page = templateCompiler(assets)("support/page.hbs");
  return {
    html: page({ style: style.css, script: script.css }),
    styleHash: style.hash,
    scriptHash: script.hash,
  };
};

/**
 * One script has no files to import from, and a policy by hashes allows no second one: what a module imports stands before
 * it. Names that begin a line of their own are therefore different in all modules.
 */
const inlined = (module: string): string =>
  module.replaceAll(/^import [^;]*;\n/gm, "").replaceAll(/^export (?=const |class )/gm, "");

const properties = (theme: unknown, part: "colours" | "dark"): string =>
  [...coloursOf(theme, part)].map(([name, colour]) => `--${name}: ${colour};`).join(" ");
