import { spawnSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { outputs } from "../../src/adapters/outputs.ts";
import { temporaryName } from "../../src/adapters/temporary-files.ts";
import { OutsideFailure } from "../../src/app/world.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "billwright-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const textAt = (path: string): string => readFileSync(join(root, path), "utf8");

describe("an output folder", () => {
  test("is made with the folders above it, and a published file is whole under its name only", async () => {
    const folder = await outputs.open(join(root, "deep/out"));
    await folder.publish(await folder.stage(bytesOf("invoice")), "a.pdf");
    await folder.sync();
    await folder.close();
    expect(readdirSync(join(root, "deep/out"))).toEqual(["a.pdf"]);
    expect(textAt("deep/out/a.pdf")).toBe("invoice");
  });

  test("keeps nothing of a file that was staged and never published", async () => {
    const folder = await outputs.open(root);
    await folder.stage(bytesOf("half a run"));
    expect(readdirSync(root)).toHaveLength(1);
    await folder.close();
    expect(readdirSync(root)).toEqual([]);
  });

  test("is cleared of what a killed process left half-written, and of nothing else", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    const alive = temporaryName(process.ppid);
    for (const name of [temporaryName(pid), alive, "own.tmp", "a.pdf"]) writeFileSync(join(root, name), "x");
    await (await outputs.open(root)).close();
    expect(readdirSync(root).toSorted()).toEqual([alive, "a.pdf", "own.tmp"]);
  });

  test("tells a file, nothing, and what no document may replace", async () => {
    writeFileSync(join(root, "a.pdf"), "there");
    mkdirSync(join(root, "b.pdf"));
    symlinkSync(join(root, "a.pdf"), join(root, "c.pdf"));
    const folder = await outputs.open(root);
    expect(await folder.look("none.pdf")).toEqual({ kind: "nothing" });
    expect(await folder.look("a.pdf")).toMatchObject({ kind: "file" });
    expect(await folder.look("b.pdf")).toEqual({ kind: "other" });
    expect(await folder.look("c.pdf")).toEqual({ kind: "other" });
  });

  test.each(["../a.pdf", "a/b.pdf", "/etc/a.pdf", "a\\b.pdf", "..", ".", "", "a\0.pdf"])(
    "takes no name that is a path: %j",
    async (name) => {
      const folder = await outputs.open(join(root, "out"));
      const file = await folder.stage(bytesOf("x"));
      await expect(folder.publish(file, name)).rejects.toThrow("a file name is no path");
      await expect(Promise.resolve().then(() => folder.look(name))).rejects.toThrow("a file name is no path");
      await folder.close();
      expect(readdirSync(root)).toEqual(["out"]);
    },
  );

  test("writes into no file outside through a link that stands under a name", async () => {
    mkdirSync(join(root, "out"));
    writeFileSync(join(root, "outside.txt"), "untouched");
    symlinkSync(join(root, "outside.txt"), join(root, "out/a.pdf"));
    symlinkSync(join(root, "outside.txt"), join(root, "out/manifest.jsonl"));
    const folder = await outputs.open(join(root, "out"));
    await folder.publish(await folder.stage(bytesOf("invoice")), "a.pdf");
    const journal = await folder.journal("manifest.jsonl");
    await journal.append("line\n");
    await journal.close();
    expect(textAt("outside.txt")).toBe("untouched");
    expect(lstatSync(join(root, "out/a.pdf")).isFile()).toBe(true);
    expect(textAt("out/manifest.jsonl")).toBe("line\n");
  });

  test("begins a journal anew and adds whole lines at its end", async () => {
    writeFileSync(join(root, "manifest.jsonl"), "an earlier run\n");
    const folder = await outputs.open(root);
    const journal = await folder.journal("manifest.jsonl");
    expect(textAt("manifest.jsonl")).toBe("");
    await journal.append("one\n");
    await journal.append("two\n");
    expect(textAt("manifest.jsonl")).toBe("one\ntwo\n");
    await journal.close();
  });

  test("that cannot be made is a failure of the outside, told in words", async () => {
    writeFileSync(join(root, "file"), "");
    await expect(outputs.open(join(root, "file/out"))).rejects.toThrow(OutsideFailure);
    await expect(outputs.open(join(root, "file"))).rejects.toThrow(`the folder ${root}/file cannot be made: `);
    expect(existsSync(join(root, "file"))).toBe(true);
  });
});
