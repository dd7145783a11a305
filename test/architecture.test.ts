import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseSource, readSources, type SourceFile } from "./architecture/source.ts";
import { FORBIDDEN_GLOBALS, OUTER, WALLS, wallsTable } from "./architecture/walls.ts";

const sources = readSources("src");

const areaOf = (name: string): string => name.split("/")[0] ?? name;
const covers = (allowed: string, name: string): boolean => name === allowed || name.startsWith(`${allowed}/`);
const ownFile = (imported: string): string | undefined => (imported.startsWith("src/") ? imported.slice(4) : undefined);
const packageOf = (imported: string): string =>
  imported
    .split("/")
    .slice(0, imported.startsWith("@") ? 2 : 1)
    .join("/");

/** One sentence for each import that the table does not allow. */
const trespasses = (file: SourceFile): readonly string[] => {
  const wall = WALLS[areaOf(file.name)];
  if (wall === undefined)
    return [`src/${file.name}.ts stands in no folder of the table; there are ${Object.keys(WALLS).join(", ")}`];
  const own = [areaOf(file.name), ...wall.own];
  const packages = wall.packages
    .filter(({ onlyIn }) => onlyIn === undefined || covers(onlyIn, file.name))
    .map(({ name }) => name);
  const allowed = (imported: string): boolean => {
    const file = ownFile(imported);
    if (file !== undefined) return own.some((name) => covers(name, file));
    return packages.includes(imported.startsWith("node:") ? "node:*" : packageOf(imported));
  };
  return file.imports
    .filter((imported) => !allowed(imported))
    .map((imported) => `src/${file.name}.ts imports ${imported}; allowed are ${[...own, ...packages].join(", ")}`);
};

/** Names of globals that the core may not use, each with what to do instead. */
const effects = (file: SourceFile): readonly string[] =>
  Object.entries(FORBIDDEN_GLOBALS)
    .filter(
      ([name, { allowedIn }]) =>
        file.references.has(name) && allowedIn?.some((place) => covers(place, file.name)) !== true,
    )
    .map(([name, { instead }]) => `src/${file.name}.ts uses ${name}; instead: ${instead}`);

const isCore = ({ name }: SourceFile): boolean => !OUTER.some((area) => areaOf(name) === area);

describe("walls", () => {
  test("every import is one that the table of ARCHITECTURE.md allows", () => {
    expect(sources.flatMap(trespasses)).toEqual([]);
  });

  test("nothing but adapters and the command line reaches a clock, a disk, a network or chance", () => {
    expect(sources.filter(isCore).flatMap(effects)).toEqual([]);
  });

  test("ARCHITECTURE.md quotes the table", () => {
    const quoted = /<!-- imports -->\n([\s\S]*?)\n<!-- \/imports -->/.exec(
      readFileSync("ARCHITECTURE.md", "utf8"),
    )?.[1];
    expect(cells(quoted ?? ""), `between the marks must stand:\n${wallsTable()}`).toEqual(cells(wallsTable()));
  });

  test("a trespass is seen in every sort of import, and its message says what would be allowed", () => {
    const file = parseSource(
      "compute/sample.ts",
      [
        'import { a } from "../present/present.ts";',
        'import type { B } from "node:fs";',
        'export * from "../kernel/money.ts";',
        'export type { C } from "zod";',
        'export const load = async () => import("pdfmake/build/pdfmake");',
        'export type D = import("handlebars").Template | typeof a | B;',
      ].join("\n"),
    );
    expect(file.imports).toEqual([
      "src/present/present",
      "node:fs",
      "src/kernel/money",
      "zod",
      "pdfmake/build/pdfmake",
      "handlebars",
    ]);
    expect(trespasses(file)).toHaveLength(5);
    expect(trespasses(file)[1]).toBe(
      "src/compute/sample.ts imports node:fs; allowed are compute, kernel, policy, intake/rated-document, intake/usage-statement",
    );
  });

  test("an effect is seen where it is used, and not in a property that bears its name", () => {
    const file = parseSource(
      "compute/sample.ts",
      "export const a = (x: { Date: 1; fetch: 2 }) => [x.Date, Math.random(), new Date(0), { fetch: 3 }];",
    );
    expect(effects(file)).toEqual([
      "src/compute/sample.ts uses Date; instead: take a CalendarDate or an Instant as an argument",
      "src/compute/sample.ts uses Math.random; instead: same input, same bytes: take the value as an argument",
    ]);
  });
});

describe("style", () => {
  test("a file has at most 300 lines", () => {
    expect(
      sources.filter(({ lines }) => lines > 300).map(({ name, lines }) => `src/${name}.ts has ${lines} lines`),
    ).toEqual([]);
  });

  test("a file is named after its subject", () => {
    const empty = /(^|\/|-)(utils?|helpers?|common|misc|shared|managers?|services?|index)$/;
    expect(
      sources.filter(({ name }) => empty.test(name)).map(({ name }) => `src/${name}.ts says nothing of its subject`),
    ).toEqual([]);
  });

  test("nothing is left for later in a comment", () => {
    const later = /\b(TODO|FIXME|XXX|HACK)\b/;
    expect(
      sources.filter(({ text }) => later.test(text)).map(({ name }) => `src/${name}.ts leaves something for later`),
    ).toEqual([]);
  });

  test("every file is reached from the command line or the library", () => {
    const reached = reachedFrom(entries());
    const written = sources.filter(({ name }) => !name.endsWith(".d"));
    expect(
      written.filter(({ name }) => !reached.has(name)).map(({ name }) => `src/${name}.ts is used by nobody`),
    ).toEqual([]);
  });
});

/** The files that package.json names for users, the command line and the library, and what a thread begins with. */
const entries = (): readonly string[] => [
  ...[...readFileSync("package.json", "utf8").matchAll(/"(?:\.\/)?src\/([\w/-]+)\.ts"/g)].map(([, name]) => name ?? ""),
  "worker",
  "cli/dev-thread",
];

const reachedFrom = (roots: readonly string[]): ReadonlySet<string> => {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    const file = sources.find((source) => source.name === name);
    if (file === undefined || reached.has(name)) return;
    reached.add(name);
    file.imports.forEach((imported) => visit(ownFile(imported) ?? ""));
  };
  roots.forEach(visit);
  return reached;
};

/** The table's words, without the spaces and dashes that a formatter may add. */
const cells = (table: string): readonly (readonly string[])[] =>
  table
    .trim()
    .split("\n")
    .map((row) => row.split("|").map((text) => text.trim().replace(/^-+$/, "---")));
