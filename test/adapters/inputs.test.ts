import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inputs } from "../../src/adapters/inputs.ts";
import { OutsideFailure } from "../../src/app/world.ts";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "billwright-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (...names: readonly string[]): void => {
  for (const name of names) {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), `{"name":"${name}"}`);
  }
};

const open = async (...patterns: readonly string[]): Promise<readonly string[]> => {
  const files = await inputs.open(patterns.map((pattern) => (pattern === "-" ? pattern : join(root, pattern))));
  return files.ok
    ? files.value.map(({ name }) => (name === "stdin" ? name : relative(root, name)))
    : files.issues.map(({ message }) => message.replaceAll(`${root}/`, ""));
};

describe("input names", () => {
  test("are files, in the order in which they were given", async () => {
    put("b.json", "a.jsonl");
    expect(await open("b.json", "a.jsonl")).toEqual(["b.json", "a.jsonl"]);
  });

  test("of a folder are its documents in the order of their names, without manifest, hidden files and other folders", async () => {
    put(
      "in/b.json",
      "in/a.jsonl",
      "in/C.JSON",
      "in/notes.txt",
      "in/.hidden.json",
      "in/manifest.jsonl",
      "in/deep/d.json",
    );
    expect(await open("in")).toEqual(["in/C.JSON", "in/a.jsonl", "in/b.json"]);
  });

  test("of a glob are the files that match, in the order of their names", async () => {
    put("case-2/input.json", "case-1/input.json", "case-1/overlay.json", "other/input.json");
    expect(await open("case-*/input.json")).toEqual(["case-1/input.json", "case-2/input.json"]);
  });

  test("that exist are taken as they stand, even where they look like a pattern", async () => {
    put("a[1].json", "a1.json");
    expect(await open("a[1].json")).toEqual(["a[1].json"]);
  });

  test("that lead to one file lead to it once", async () => {
    put("a.json", "b.json");
    symlinkSync(join(root, "a.json"), join(root, "c.json"));
    expect(await open("b.json", "*.json")).toEqual(["b.json", "a.json"]);
  });

  test("may be the standard input", async () => {
    put("a.json");
    expect(await open("a.json", "-", "-")).toEqual(["a.json", "stdin"]);
  });

  test("that lead to nothing are told, all of them at once", async () => {
    mkdirSync(join(root, "empty"));
    put("a.json");
    expect(await open("a.json", "b.json", "*.jsonl", "empty")).toEqual([
      "there is no file or folder b.json",
      "nothing matches *.jsonl",
      "no .json or .jsonl file in the folder empty",
    ]);
  });
});

describe("an input file", () => {
  const first = async (name: string) => {
    const files = await inputs.open([join(root, name)]);
    if (!files.ok || files.value[0] === undefined) throw new Error("not opened");
    return files.value[0];
  };

  const textOf = async (file: Awaited<ReturnType<typeof first>>): Promise<string> => {
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of file.chunks()) text += decoder.decode(chunk);
    return text;
  };

  test("is read in chunks, and its size is known beforehand", async () => {
    put("a.json");
    const file = await first("a.json");
    const text = await textOf(file);
    expect(text).toBe('{"name":"a.json"}');
    expect(file.size).toBe(text.length);
  });

  test("that goes away before it is read is a failure of the outside, not a defect", async () => {
    put("a.json");
    const file = await first("a.json");
    rmSync(join(root, "a.json"));
    await expect(textOf(file)).rejects.toThrow(OutsideFailure);
    await expect(textOf(file)).rejects.toThrow("a.json cannot be read: no such file or folder");
  });
});
