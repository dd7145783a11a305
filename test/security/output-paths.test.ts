import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { outputs } from "../../src/adapters/outputs.ts";
import type { Outcome } from "../../src/app/outcome.ts";
import { renderDocuments, type RenderTarget } from "../../src/app/render.ts";
import { fakeWorld, jsonLines, rawInvoice, runOver } from "../app/fake-world.ts";
import { temporaryFolder } from "../cli/run-cli.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, "a/b/out"), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Existing = RenderTarget["existing"];

/** The real disk, and all else as in any test. */
const render = async (ids: readonly string[], existing: Existing = "refuse"): Promise<readonly Outcome[]> => {
  const documents = ids.map((id, index) =>
    rawInvoice(id, { number: `N ${index}`, payment: { link: `https://pay.meridian.example/i/${index}` } }),
  );
  const run = await runOver(fakeWorld({ "in.jsonl": jsonLines(documents) }));
  const order = { target: { path: join(folder, "a/b/out"), existing }, stop: { aborted: false } };
  const outcomes: Outcome[] = [];
  for await (const outcome of renderDocuments(outputs, run, order)) outcomes.push(outcome);
  return outcomes;
};

const wordsOf = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.flatMap(({ issues }) => issues.map(({ message }) => message));

/** Every file and link below the folder, but for what stands in the output folder itself. */
const strangers = (): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => !/^a(\/b(\/out(\/[^/]+)?)?)?$/.test(name),
  );

const IDS = [
  "../escaped",
  "../../../escaped",
  "..",
  ".",
  "/etc/escaped",
  "C:\\escaped",
  "..\\..\\escaped",
  "a/../../escaped",
  "%2e%2e%2fescaped",
  "~/escaped",
  "$HOME/escaped",
  "--overwrite",
  "CON",
  "nul.txt",
  "a:stream",
  "．．／escaped",
  ".billwright-1-000000000000.tmp",
  "manifest.jsonl",
  "x".repeat(200),
  "語".repeat(200),
];

test(`${IDS.length} hostile ids make plain names, all of them inside the output folder`, async () => {
  expect(wordsOf(await render(IDS))).toEqual([]);
  expect(strangers()).toEqual([]);
  const names = readdirSync(join(folder, "a/b/out"));
  expect(names).toHaveLength(2 * IDS.length + 1);
  for (const name of names) {
    expect(name).toMatch(/^[\p{L}\p{N}_][\p{L}\p{M}\p{N}._-]*$/u);
    expect(lstatSync(join(folder, "a/b/out", name)).isFile()).toBe(true);
    expect(Buffer.byteLength(name)).toBeLessThan(256);
  }
});

test("a link or a folder in the place of a document is refused, and what it leads to is as it was, replacing or not", async () => {
  const out = join(folder, "a/b/out");
  writeFileSync(join(folder, "victim"), "as it was");
  symlinkSync(join(folder, "victim"), join(out, "linked.txt"));
  symlinkSync(join(folder, "nowhere"), join(out, "dangling.txt"));
  symlinkSync(folder, join(out, "way.txt"));
  mkdirSync(join(out, "folder.json"));
  for (const existing of ["refuse", "replace"] as const) {
    const words = wordsOf(await render(["linked", "dangling", "way", "folder", "free"], existing));
    expect(words).toEqual(Array.from({ length: 4 }, () => expect.stringMatching(/is a folder or a link, not a file$/)));
    expect(readFileSync(join(folder, "victim"), "utf8")).toBe("as it was");
    expect(existsSync(join(folder, "nowhere"))).toBe(false);
    expect(readdirSync(out).toSorted()).toEqual(
      ["dangling.txt", "folder.json", "free.json", "free.txt", "linked.txt", "manifest.jsonl", "way.txt"].toSorted(),
    );
  }
});

test("a link in the place of the manifest is replaced, not followed", async () => {
  writeFileSync(join(folder, "victim"), "as it was");
  symlinkSync(join(folder, "victim"), join(folder, "a/b/out/manifest.jsonl"));
  expect(wordsOf(await render(["a"]))).toEqual([]);
  expect(readFileSync(join(folder, "victim"), "utf8")).toBe("as it was");
  expect(lstatSync(join(folder, "a/b/out/manifest.jsonl")).isFile()).toBe(true);
});

test("ids that would be one file on some system are refused but for the first", async () => {
  const words = wordsOf(await render(["a/b", "a:b", "A_B"]));
  expect(words).toEqual(
    Array.from({ length: 2 }, () => expect.stringMatching(/^the file name "[aA]_[bB]" comes a second time/)),
  );
});
