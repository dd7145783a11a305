import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assemblePackage } from "../../bin/assemble-package.ts";
import { renderInvoice } from "../../src/billwright.ts";
import { valueOf } from "../documents.ts";
import { codeBlock } from "./documentation.ts";
import { CHECKOUT, createProject, link, run, runNode, write } from "./foreign-project.ts";

/** The tarball that would be published, unpacked into a project that has its dependencies, and no network. */
const project = createProject();
const installed = join(project, "node_modules/billwright");
afterAll(() => rmSync(project, { recursive: true }));

type Manifest = Readonly<Record<string, unknown>> & { readonly dependencies: Readonly<Record<string, string>> };
const readManifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

/** All files of a folder, as paths with "/". */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .toSorted();

beforeAll(async () => {
  const staged = join(project, "staged");
  assemblePackage(staged);
  const packed = await run(
    "npm",
    ["pack", staged, "--pack-destination", project, "--cache", join(project, "cache"), "--offline", "--loglevel=error"],
    project,
  );
  expect(packed, "npm packs it").toMatchObject({ code: 0 });
  mkdirSync(installed, { recursive: true });
  const tarball = `billwright-${String(readManifest(CHECKOUT)["version"])}.tgz`;
  const unpacked = await run("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"], project);
  expect(unpacked).toEqual({ code: 0, output: "" });
  for (const name of Object.keys(readManifest(installed).dependencies)) {
    link(project, name, join(CHECKOUT, "node_modules", name));
  }
  link(project, "@types/node", join(CHECKOUT, "node_modules/@types/node"));
}, 60_000);

describe("the tarball", () => {
  test("holds the compiled sources with their types, the assets and the schemas, and nothing else", () => {
    const sources = filesIn(join(CHECKOUT, "src"))
      .filter((name) => !name.endsWith(".d.ts"))
      .map((name) => name.replace(/\.ts$/, ""));
    const assets = ["templates", "locales", "fonts", "issuers", "docs/schema"].flatMap((folder) =>
      filesIn(join(CHECKOUT, folder)).map((name) => `${folder}/${name}`),
    );
    expect(filesIn(installed)).toEqual(
      [
        ...sources.flatMap((name) => [`dist/${name}.js`, `dist/${name}.d.ts`]),
        ...assets,
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "package.json",
      ].toSorted(),
    );
  });

  test("has a package.json for those who use it: no tools, no scripts, dist/ in place of src/", () => {
    const { version, description, dependencies } = readManifest(CHECKOUT);
    expect(readManifest(installed)).toEqual({
      name: "billwright",
      version,
      description,
      license: "Apache-2.0",
      type: "module",
      engines: { node: ">=24" },
      exports: {
        ".": { types: "./dist/billwright.d.ts", default: "./dist/billwright.js" },
        "./issuers/*": "./issuers/*",
        "./schema/*": "./docs/schema/*",
        "./package.json": "./package.json",
      },
      bin: { billwright: "dist/cli.js" },
      files: [
        "dist",
        "templates",
        "locales",
        "fonts",
        "issuers",
        "docs/schema",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
      ],
      dependencies,
    });
  });

  test("names the types first, since the first condition that fits is taken", () => {
    expect(JSON.stringify(readManifest(installed)["exports"])).toContain('{"types":"./dist/billwright.d.ts","default"');
  });

  test("tells nothing of the machine that made it", () => {
    const texts = filesIn(installed).filter((name) => !name.endsWith(".ttf"));
    const places = [CHECKOUT, project, ...(homedir() === "/" ? [] : [`${homedir()}/`])];
    const telling = texts.filter((name) => {
      const text = readFileSync(join(installed, name), "utf8");
      return places.some((place) => text.includes(place));
    });
    expect(telling).toEqual([]);
  });
});

describe("in a foreign project, on node alone", () => {
  test("the example of docs/library.md prints what it says, and its PDF is the checkout's byte for byte", async () => {
    write(join(project, "example.ts"), codeBlock("library.md", "ts"));
    const { code, output } = await runNode(["example.ts"], project);
    expect(output.trimEnd()).toBe(codeBlock("library.md", "text").trimEnd());
    expect(code).toBe(0);
    const { files } = valueOf(await renderInvoice(codeBlock("input.md", "json"), { formats: ["pdf"] }));
    expect(readFileSync(join(project, "acme-2026-05.pdf")).equals(files.pdf)).toBe(true);
  });

  test("the shipped profile and schemas can be imported", async () => {
    write(
      join(project, "files.js"),
      [
        'import issuer from "billwright/issuers/genesys.json" with { type: "json" };',
        'import schema from "billwright/schema/rated-document.schema.json" with { type: "json" };',
        "console.log(issuer.format, schema.title);",
      ].join("\n"),
    );
    expect(await runNode(["files.js"], project)).toEqual({
      code: 0,
      output: "billwright/issuer@1 billwright/rated-document@1\n",
    });
  });

  test("the command line renders, and tells its version", async () => {
    const cli = "node_modules/billwright/dist/cli.js";
    write(join(project, "invoice.json"), codeBlock("input.md", "json"));
    const rendered = await runNode([cli, "render", "invoice.json", "--out", "out", "--format", "text,json"], project);
    expect(rendered).toMatchObject({ code: 0, output: expect.stringContaining("rendered 1") });
    expect(readdirSync(join(project, "out")).toSorted()).toEqual([
      "acme-2026-05.json",
      "acme-2026-05.txt",
      "manifest.jsonl",
    ]);
    const version = await runNode([cli, "--version"], project);
    expect(version).toEqual({ code: 0, output: `${String(readManifest(CHECKOUT)["version"])}\n` });
  });

  test("the types fit the example, know which formats were asked for, and refuse what is wrong", async () => {
    write(join(project, "example.ts"), codeBlock("library.md", "ts"));
    write(join(project, "types.ts"), TYPES);
    write(join(project, "tsconfig.json"), JSON.stringify(TSCONFIG));
    const tsc = join(CHECKOUT, "node_modules/typescript/bin/tsc");
    expect(await runNode([tsc, "-p", "."], project)).toEqual({ code: 0, output: "" });
  });
});

/** Strict, and the package's own declarations are checked too. */
const TSCONFIG = {
  compilerOptions: {
    module: "nodenext",
    target: "es2023",
    lib: ["es2023"],
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  },
  files: ["example.ts", "types.ts"],
};

const TYPES = `
import { FORMATS, renderInvoice, type Issue, type IssuerInput, type RatedDocumentInput, type UsageStatementInput } from "billwright";

export const render = async (document: RatedDocumentInput | UsageStatementInput, issuer: IssuerInput) => {
  const all = await renderInvoice(document, { issuer, locale: "de-DE", preview: { today: "2026-05-10" } });
  const two = await renderInvoice(document, { formats: ["pdf", "text"] });
  const issues: readonly Issue[] = all.ok ? [] : all.issues;
  const bytes: Uint8Array | undefined = all.ok ? all.value.files.json : undefined;
  // @ts-expect-error: only what was asked for is there
  const html = two.ok ? two.value.files.html : undefined;
  // @ts-expect-error: a result must be looked at first
  const hasty = two.value.files.pdf;
  return { issues, bytes, html, hasty, formats: FORMATS };
};

// @ts-expect-error: there is no such format
void renderInvoice({}, { formats: ["docx"] });
// @ts-expect-error: there is no such locale
void renderInvoice({}, { locale: "xx-XX" });
// @ts-expect-error: a statement has no money (A9)
export const money: UsageStatementInput["currency"] = "USD";
// @ts-expect-error: a decimal is text or a whole number
export const rate: RatedDocumentInput["lines"][number]["rate"] = { value: 1.5 };
`;
