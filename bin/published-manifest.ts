/** What the package holds beside dist/ and package.json: all that the code reads at run time, and what its users read. */
export const SHIPPED = [
  "templates",
  "locales",
  "fonts",
  "issuers",
  "docs/schema",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
] as const;

/** The fields of package.json that mean something outside the checkout; the rest is for those who change the code. */
const KEPT = ["name", "version", "description", "license", "type", "engines", "dependencies"] as const;

type Manifest = Readonly<Record<string, unknown>>;

/**
 * The package.json of the published package, from that of the checkout. There, bin and exports name the sources, which
 * Node runs as they are; Node strips no types below node_modules, so here they name what `tsc` made of them.
 */
export const publishedManifest = (checkout: Manifest): Manifest => ({
  ...Object.fromEntries(KEPT.map((field) => [field, checkout[field]])),
  exports: mapValues(checkout["exports"], compiledExport),
  bin: mapValues(checkout["bin"], compiled),
  files: ["dist", ...SHIPPED],
});

const SOURCE = /^(\.\/)?src\/(.+)\.ts$/;

const compiled = (path: string): string => path.replace(SOURCE, "$1dist/$2.js");

/** The types first: the first condition that fits is taken. */
const compiledExport = (path: string): unknown =>
  SOURCE.test(path) ? { types: path.replace(SOURCE, "$1dist/$2.d.ts"), default: compiled(path) } : path;

const mapValues = (table: unknown, change: (path: string) => unknown): Manifest => {
  if (typeof table !== "object" || table === null)
    throw new Error("package.json has a table of exports and one of bin");
  return Object.fromEntries(Object.entries(table).map(([name, path]) => [name, change(String(path))]));
};
