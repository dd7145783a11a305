import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { parseSync, type Comment } from "oxc-parser";

/** A file of src/, named by its path without `.ts`: "kernel/money". */
export type SourceFile = {
  readonly name: string;
  readonly text: string;
  readonly lines: number;
  /** Of every sort: values, types, re-exports, `import()`. Our own files as "src/kernel/money", others as they stand. */
  readonly imports: readonly string[];
  /** Names that the code refers to and neither declares as a property nor reads from an object; "Math.random" as one. */
  readonly references: ReadonlySet<string>;
  readonly comments: readonly Comment[];
  /** Every string in the code that is a value, not a type. */
  readonly strings: readonly string[];
  /** Titles of the tests in it. */
  readonly titles: readonly string[];
};

type Node = { readonly type: string; readonly [field: string]: unknown };

/** All TypeScript files under a folder, in order of their names. */
export const readSources = (root: string): readonly SourceFile[] =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => path.replaceAll("\\", "/"))
    .toSorted()
    .map((path) => parseSource(path, readFileSync(`${root}/${path}`, "utf8")));

export const parseSource = (path: string, text: string): SourceFile => {
  const parsed = parseSync(path, text);
  if (parsed.errors.length > 0) throw new Error(`${path}: ${parsed.errors.map((error) => error.message).join("; ")}`);
  const found = { imports: new Set<string>(), references: new Set<string>(), strings: new Set<string>() };
  const titles: string[] = [];
  walk(parsed.program, (node, parent, field) => {
    const specifier = importOf(node);
    if (specifier !== undefined) found.imports.add(resolve(path, specifier));
    const reference = referenceOf(node, parent, field);
    if (reference !== undefined) found.references.add(reference);
    const value = valueOf(node, parent);
    if (value !== undefined) found.strings.add(value);
    if (node.type === "CallExpression" && isTest(node["callee"])) titles.push(...titleOf(node["arguments"], text));
  });
  return {
    name: path.replace(/\.ts$/, ""),
    text,
    lines: text.trimEnd().split("\n").length,
    imports: [...found.imports],
    references: found.references,
    comments: parsed.comments,
    strings: [...found.strings],
    titles,
  };
};

const IMPORTING = [
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "ImportExpression",
  "TSImportType",
] as const;

const importOf = (node: Node): string | undefined => {
  if (!IMPORTING.some((type) => type === node.type)) return undefined;
  const { source } = node;
  if (isNode(source) && typeof source["value"] === "string") return source["value"];
  return node.type === "ImportExpression" ? "an import that is computed" : undefined;
};

const resolve = (path: string, specifier: string): string =>
  specifier.startsWith(".") ? posix.join("src", posix.dirname(path), specifier).replace(/\.ts$/, "") : specifier;

/** Property names and keys are no references: `period.Date` and `{ Date: 1 }` name something of ours. */
const referenceOf = (node: Node, parent: Node | undefined, field: string): string | undefined => {
  if (node.type === "MemberExpression") return memberOf(node);
  if (node.type !== "Identifier" || typeof node["name"] !== "string") return undefined;
  const isName = (field === "property" || field === "key") && parent?.["computed"] !== true;
  return isName ? undefined : node["name"];
};

const memberOf = ({ object, property }: Node): string | undefined => {
  if (!isNode(object) || !isNode(property)) return undefined;
  const { name: owner } = object;
  const { name: member } = property;
  return typeof owner === "string" && typeof member === "string" ? `${owner}.${member}` : undefined;
};

const valueOf = (node: Node, parent: Node | undefined): string | undefined => {
  if (node.type === "Literal" && typeof node["value"] === "string" && parent?.type !== "TSLiteralType")
    return node["value"];
  const { value } = node;
  if (node.type === "TemplateElement" && isRecord(value) && typeof value["raw"] === "string") return value["raw"];
  return undefined;
};

/** `test`, and what is made of it: `test.each(rows)`, `describe.concurrent`. */
const isTest = (callee: unknown): boolean => {
  if (!isNode(callee)) return false;
  if (callee.type === "Identifier") return ["test", "it", "describe"].some((name) => name === callee["name"]);
  return isTest(callee["object"] ?? callee["callee"]);
};

/** A title as it is written, between its quotes; a table of `each` is none. */
const titleOf = (given: unknown, text: string): readonly string[] => {
  const title: unknown = Array.isArray(given) ? given[0] : undefined;
  if (!isNode(title) || (title.type !== "Literal" && title.type !== "TemplateLiteral")) return [];
  return [text.slice(Number(title["start"]) + 1, Number(title["end"]) - 1)];
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const isNode = (value: unknown): value is Node => isRecord(value) && typeof value["type"] === "string";

type Visit = (node: Node, parent: Node | undefined, field: string) => void;

const walk = (root: unknown, visit: Visit): void => {
  const step = (value: unknown, parent: Node | undefined, field: string): void => {
    if (Array.isArray(value)) return value.forEach((item) => step(item, parent, field));
    if (!isNode(value)) return;
    visit(value, parent, field);
    for (const [key, child] of Object.entries(value)) step(child, value, key);
  };
  step(root, undefined, "");
};
