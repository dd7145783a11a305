import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { jsonLines, rawInvoice } from "../app/fake-world.ts";
import { rawLine } from "../documents.ts";
import { endOf, MERIDIAN_FILE, runCli, startCli, temporaryFolder } from "./run-cli.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, documents: Parameters<typeof jsonLines>[0]): void =>
  writeFileSync(join(folder, name), jsonLines(documents));

const run = (...args: readonly string[]) => runCli([...args, "--issuer", MERIDIAN_FILE], { cwd: folder });
const render = (input: string, ...args: readonly string[]) =>
  run("render", input, "--out", "out", "--format", "text", ...args);

describe("render", () => {
  test("exits with 0 when all is done, and says where the documents are", async () => {
    put("in.jsonl", [rawInvoice("a"), rawInvoice("b")]);
    const { code, stdout, stderr } = await render("in.jsonl");
    expect(stderr).toBe("");
    expect(stdout).toBe(
      [
        "rendered 2, in out/ (manifest.jsonl lists all files)",
        "  out/a.txt",
        "  out/b.txt",
        "to look at one: open out/a.txt",
        "",
      ].join("\n"),
    );
    expect(code).toBe(0);
    expect(readdirSync(join(folder, "out"))).toEqual(["a.txt", "b.txt", "manifest.jsonl"]);
  });

  test("exits with 1 when some are refused; the others are done, and stderr says what is wrong and where", async () => {
    put("in.jsonl", [rawInvoice("a"), rawInvoice("b", { currency: "CHF", number: undefined }), rawInvoice("c")]);
    const { code, stdout, stderr } = await render("in.jsonl");
    expect(code).toBe(1);
    expect(stdout).toContain("rendered 2, refused 1, in out/");
    expect(stderr).toMatch(/^in\.jsonl:2 {2}\/currency {2}.*CHF.*\[A1\]\n/);
    expect(existsSync(join(folder, "out/c.txt"))).toBe(true);
  });

  test("a second time leaves equal files, and refuses other content unless told to overwrite", async () => {
    put("in.jsonl", [rawInvoice("a")]);
    await render("in.jsonl");
    expect(await render("in.jsonl")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("unchanged 1, in out/"),
    });

    put("in.jsonl", [rawInvoice("a", { memo: "Thank you." })]);
    const refused = await render("in.jsonl");
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(
      "out/a.txt stands there already with other content\n    use --overwrite to replace it",
    );
    expect(await render("in.jsonl", "--overwrite")).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, "out/a.txt"), "utf8")).toContain("Thank you.");
  });

  test("for machines gives the manifest's lines on stdout and nothing else", async () => {
    put("in.jsonl", [rawInvoice("a"), rawInvoice("b", { currency: "CHF" })]);
    const { stdout, stderr } = await render("in.jsonl", "--json");
    expect(stderr).toBe("");
    expect(stdout).toBe(readFileSync(join(folder, "out/manifest.jsonl"), "utf8"));
  });

  test("quietly tells problems only", async () => {
    put("in.jsonl", [rawInvoice("a"), rawInvoice("b", { currency: "CHF" })]);
    const { code, stdout, stderr } = await render("in.jsonl", "--quiet");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("CHF");
  });

  test("takes the standard input, and the issuer of the package from any folder", async () => {
    const input = jsonLines([rawInvoice("a", { payment: {} })]);
    const args = ["render", "-", "--out", "deep/out", "--format", "text", "--preview"];
    expect(await runCli(args, { cwd: folder, input })).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(join(folder, "deep/out/a.txt"), "utf8")).toContain("SAMPLE");
  });

  test("takes several overlays and globs, and a folder", async () => {
    mkdirSync(join(folder, "in"));
    put("in/a.json", [rawInvoice("a")]);
    put("in/b.json", [rawInvoice("b")]);
    writeFileSync(join(folder, "o1.json"), '{"format":"billwright/overlay@1","documents":[]}');
    writeFileSync(join(folder, "o2.json"), '{"format":"billwright/overlay@1","documents":[]}');
    expect(await render("in", "--overlay", "o1.json", "o2.json", "--overlay", "o*.json")).toMatchObject({ code: 0 });
    expect(await render("in/*.json", "--overlay", "o*.json")).toMatchObject({ code: 0 });
  });

  test("[F4] of a preview has no number, and may be in another language", async () => {
    put("in.jsonl", [rawInvoice("a", { number: undefined })]);
    expect(await render("in.jsonl", "--preview", "--locale", "de-DE")).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, "out/a.de-DE.txt"), "utf8")).toContain("Leistungszeitraum");
  });

  test("[A20] a translation or duplicate of a numbered document is marked, and stands beside the original", async () => {
    put("in.jsonl", [rawInvoice("a")]);
    expect(await render("in.jsonl")).toMatchObject({ code: 0 });
    expect(await render("in.jsonl", "--locale", "de-DE")).toMatchObject({ code: 0 });
    expect(await render("in.jsonl", "--copy")).toMatchObject({ code: 0 });
    const read = (name: string) => readFileSync(join(folder, "out", name), "utf8");
    expect(read("a.txt")).not.toMatch(/DUPLICATE|ÜBERSETZUNG/);
    expect(read("a.de-DE.txt")).toContain("ÜBERSETZUNG – maßgeblich ist das Originaldokument");
    expect(read("a.copy.txt")).toContain("DUPLICATE of the original document");
  });
});

test("an overlay entry that no record asked for is told, and stops nothing", async () => {
  put("in.jsonl", [rawInvoice("a")]);
  const documents = [{ match: { organizationId: "nobody" }, id: "x" }];
  writeFileSync(join(folder, "overlay.json"), JSON.stringify({ format: "billwright/overlay@1", documents }));
  const { code, stderr } = await render("in.jsonl", "--overlay", "overlay.json");
  expect(code).toBe(0);
  expect(stderr).toMatch(/overlay\.json:1 {2}\/documents\/0\/match {2}no record of this run is .*nobody/);
});

describe("usage that cannot be followed exits with 2 and touches nothing:", () => {
  test.each([
    ["no command", [], "Usage: billwright"],
    ["an unknown command", ["rendr"], "Did you mean render?"],
    ["an unknown option", ["render", "in.jsonl", "--out", "out", "--overwite"], "Did you mean --overwrite?"],
    ["no output folder", ["render", "in.jsonl"], "--out <dir>"],
    [
      "an unknown format",
      ["render", "in.jsonl", "--out", "out", "--format", "docx"],
      "there are pdf, html, text, json",
    ],
    ["an unknown engine", ["render", "in.jsonl", "--out", "out", "--engine", "latex"], "Allowed choices are pdfmake"],
    ["no workers at all", ["render", "in.jsonl", "--out", "out", "--workers", "0"], "whole number from 1 to 256"],
    ["a time limit that is none", ["check", "in.jsonl", "--time-limit", "soon"], "whole number from 1 to 86400"],
    [
      "a duplicate of a preview",
      ["render", "in.jsonl", "--out", "out", "--copy", "--preview"],
      "a preview has no original",
    ],
    ["an input that is not there", ["render", "none.jsonl", "--out", "out"], "there is no file or folder none.jsonl"],
    ["a glob that matches nothing", ["check", "*.nothing"], "nothing matches *.nothing"],
    ["an issuer that is not one", ["check", "in.jsonl", "--issuer", "in.jsonl"], "in.jsonl:1  /format"],
    ["an unknown input format", ["schema", "docx"], "billwright/rated-document@1"],
    ["an output folder that is a file", ["render", "in.jsonl", "--out", "in.jsonl"], "in.jsonl cannot be made"],
  ])("%s", async (_, args, message) => {
    put("in.jsonl", [rawInvoice("a")]);
    const { code, stdout, stderr } = await runCli(args, { cwd: folder });
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, ""]);
    expect(readdirSync(folder)).toEqual(["in.jsonl"]);
  });
});

describe("check, explain and schema", () => {
  test("check tells all problems at once and writes nothing", async () => {
    put("in.jsonl", [rawInvoice("a"), rawInvoice("b", { number: undefined, memo: "\u{1F600}" })]);
    const { code, stdout, stderr } = await run("check", "in.jsonl");
    expect([code, stdout]).toEqual([1, "accepted 1, refused 1\n"]);
    expect(stderr).toContain("in.jsonl:2  /number");
    expect(readdirSync(folder)).toEqual(["in.jsonl"]);
  });

  test("explain tells how an amount came about", async () => {
    put("in.jsonl", [rawInvoice("a"), rawInvoice("b")]);
    const { code, stdout } = await run("explain", "in.jsonl", "--document", "b", "--line", "1");
    expect(code).toBe(0);
    expect(stdout).toContain("Document b: invoice of 2026-05-15 in USD");
    expect(stdout).toContain("1 × 75.00 = 75");
    expect(await run("explain", "in.jsonl", "--document", "z")).toMatchObject({ code: 1, stdout: "" });
  });

  test("schema prints the JSON Schema of a format", async () => {
    const { code, stdout } = await runCli(["schema", "billwright/rated-document@1"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      title: "billwright/rated-document@1",
      anyOf: [{ type: "object" }, { type: "object" }],
    });
  });

  test.each([[], ["render"], ["check"], ["explain"], ["schema"]])(
    "help for %j has an example and the exit codes",
    async (...args) => {
      const { code, stdout, stderr } = await runCli([...args, "--help"]);
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toContain(`Example:\n  billwright ${args[0] ?? "render"} `);
      expect(stdout).toContain("3 a defect of ours");
    },
  );
});

/** A module after which no file of that name can be read. */
const unreadable = (name: string): string =>
  `data:text/javascript,${encodeURIComponent(
    [
      'import fs from "node:fs"; import { syncBuiltinESMExports } from "node:module"; const read = fs.readFileSync;',
      `fs.readFileSync = (path, ...rest) => { if (String(path).includes("${name}")) throw new Error("boom"); return read(path, ...rest); };`,
      "syncBuiltinESMExports();",
    ].join("\n"),
  )}`;

describe("a defect of ours", () => {
  const before = unreadable("genesys");

  test("exits with 3, says that it is ours and what to send, and keeps the stack for DEBUG", async () => {
    put("in.jsonl", [rawInvoice("a")]);
    const { code, stderr } = await runCli(["check", "in.jsonl"], { cwd: folder, before });
    expect(code).toBe(3);
    expect(stderr).toContain("this is a defect of ours, not of your data: boom\n");
    expect(stderr).toContain("Please send us");
    expect(stderr).not.toContain("    at ");
    const debugged = await runCli(["check", "in.jsonl"], { cwd: folder, before, env: { DEBUG: "1" } });
    expect(debugged.stderr).toContain("    at ");
  });
});

describe("documents that are drawn side by side", () => {
  const ids = Array.from({ length: 30 }, (_, index) => `doc-${index}`);

  test("[B3] give the same files and the same manifest, whatever the number of workers", async () => {
    const clash = { number: "INV-doc-3", payment: { link: "https://pay.meridian.example/i/doc-4" } };
    put("in.jsonl", [
      ...ids.map((id) => rawInvoice(id)),
      rawInvoice("no-currency", { currency: "CHF" }),
      rawInvoice("clash", clash),
      rawInvoice("doc-0"),
    ]);
    const written: (readonly (readonly [string, string])[])[] = [];
    for (const workers of ["1", "2", "4"]) {
      const out = `out-${workers}`;
      const { code } = await run("render", "in.jsonl", "--out", out, "--format", "text,json", "--workers", workers);
      expect(code).toBe(1);
      const names = readdirSync(join(folder, out)).toSorted();
      written.push(names.map((name) => [name, readFileSync(join(folder, out, name), "utf8")]));
    }
    const [one = []] = written;
    expect(one).toHaveLength(2 * ids.length + 1);
    expect(written).toEqual([one, one, one]);
    const lines = readFileSync(join(folder, "out-4/manifest.jsonl"), "utf8").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).id)).toEqual([...ids, "no-currency", "clash", "doc-0"]);
    expect(JSON.parse(lines.at(-2) ?? "").issues.map(({ at }: { readonly at: string }) => at)).toEqual([
      "/number",
      "/payment/link",
    ]);
  });

  test("are refused where they take longer than they may, and the others are done", async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) =>
      rawLine({ id: `l${index}`, description: "東京都千代田区。".repeat(10) }),
    );
    put("in.jsonl", [rawInvoice("a"), rawInvoice("huge", { lines }), rawInvoice("c")]);
    const args = ["--out", "out", "--format", "pdf", "--workers", "1", "--time-limit", "5"];
    const { code, stdout, stderr } = await run("render", "in.jsonl", ...args);
    expect(stderr).toBe(
      "in.jsonl:2  drawing took longer than 5 seconds\n    give it more time (--time-limit), or make several documents of it\n",
    );
    expect(stdout).toContain("rendered 2, refused 1");
    expect(code).toBe(1);
    expect(readdirSync(join(folder, "out"))).toEqual(["a.pdf", "c.pdf", "manifest.jsonl"]);
  });
});

/** A module that makes a thread for drawing do `harm` when it meets a document with this memo. */
const harmful = (harm: string): string =>
  `data:text/javascript,${encodeURIComponent(
    [
      'import { isMainThread } from "node:worker_threads"; const encode = TextEncoder.prototype.encode;',
      'const isHarmed = (text) => !isMainThread && String(text).includes("a harmful memo");',
      `TextEncoder.prototype.encode = function (text) { if (isHarmed(text)) { ${harm} } return encode.call(this, text); };`,
    ].join("\n"),
  )}`;

describe("a thread for drawing", () => {
  const documents = [rawInvoice("a"), rawInvoice("b", { memo: "a harmful memo" }), rawInvoice("c")];
  const args = ["check", "in.jsonl", "--issuer", MERIDIAN_FILE];

  test("that ends itself is told with its document, and the others are done", async () => {
    put("in.jsonl", documents);
    const { code, stdout, stderr } = await runCli(args, { cwd: folder, before: harmful("process.exit(7);") });
    expect(stderr).toContain("in.jsonl:2  drawing it ended its worker (exit code 7)\n");
    expect([code, stdout]).toEqual([1, "accepted 2, refused 1\n"]);
  });

  test("that has a defect of ours ends the run with 3, and its message and stack are not lost", async () => {
    put("in.jsonl", documents);
    const before = harmful('throw new Error("invariant broken: boom");');
    const { code, stderr } = await runCli(args, { cwd: folder, before, env: { DEBUG: "1" } });
    expect(code).toBe(3);
    expect(stderr).toContain("this is a defect of ours, not of your data: invariant broken: boom\n");
    expect(stderr).toMatch(/ {4}at .*src\/app\/draw\.ts/);
  });

  test("that cannot even begin ends the run with 3", async () => {
    put("in.jsonl", documents);
    const { code, stderr } = await runCli(args, { cwd: folder, before: unreadable("invoice.hbs") });
    expect(stderr).toContain("this is a defect of ours, not of your data: boom\n");
    expect(code).toBe(3);
  });
});

describe("a process that is ended from outside", () => {
  test("by Ctrl-C finishes the documents in hand, tells in the manifest what is there, and exits with 130", async () => {
    const child = startCli(["render", "-", "--out", "out", "--format", "text", "--issuer", MERIDIAN_FILE], {
      cwd: folder,
    });
    const ended = endOf(child);
    const ids = Array.from({ length: 40 }, (_, index) => `doc-${index}`);
    child.stdin.write(jsonLines(ids.map((id) => rawInvoice(id))));
    child.stdin.write(JSON.stringify(rawInvoice("cut")).slice(0, 100));
    while (manifest().length === 0) await new Promise((resolve) => setImmediate(resolve));
    child.kill("SIGINT");
    const { code, stdout, stderr } = await ended;
    const written = manifest().map(({ id }) => id);
    expect(stderr).toBe("\nstopping after the documents in hand\n");
    expect(stdout).toContain(`rendered ${written.length}, in out/`);
    expect(code).toBe(130);
    expect(written).toEqual(ids.slice(0, written.length));
    expect(readdirSync(join(folder, "out")).toSorted()).toEqual(
      ["manifest.jsonl", ...written.map((id) => `${id}.txt`)].toSorted(),
    );
  });

  const manifest = (): readonly { readonly id: string }[] => {
    const path = join(folder, "out/manifest.jsonl");
    const text = existsSync(path) ? readFileSync(path, "utf8") : "";
    // What stands behind the last line's end is still being written.
    return text
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  };

  test("by a reader that has seen enough is quiet about it", async () => {
    put(
      "in.jsonl",
      Array.from({ length: 200 }, (_, index) => rawInvoice(`doc-${index}`)),
    );
    const child = startCli(["explain", "in.jsonl", "--issuer", MERIDIAN_FILE], { cwd: folder });
    child.stdout.destroy();
    const { code, stderr } = await endOf(child);
    expect([code, stderr]).toEqual([0, ""]);
  });
});
