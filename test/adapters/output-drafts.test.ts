import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { outputs } from "../../src/adapters/outputs.ts";
import { OutsideFailure } from "../../src/app/world.ts";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "billwright-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("a draft", () => {
  test("has its name when it is finished and published, and the hash of all that was written", async () => {
    const folder = await outputs.open(root);
    const draft = await folder.draft();
    for (const piece of ["one\n", "", "東京\n"]) await draft.append(piece);
    expect(readdirSync(root)).toEqual([expect.stringMatching(/^\.billwright-.*\.tmp$/)]);
    const file = await draft.finish();
    await folder.publish(file, "a.csv");
    await folder.close();
    expect(readdirSync(root)).toEqual(["a.csv"]);
    expect(readFileSync(join(root, "a.csv"), "utf8")).toBe("one\n東京\n");
    expect(file.sha256).toBe(createHash("sha256").update("one\n東京\n").digest("hex"));
  });

  test("that is never finished leaves nothing", async () => {
    const folder = await outputs.open(root);
    await (await folder.draft()).append("half");
    await folder.close();
    expect(readdirSync(root)).toEqual([]);
  });
});

describe("a folder in an output folder", () => {
  test("is made, and is the same when it is there already", async () => {
    const folder = await outputs.open(root);
    for (const name of ["a.txt", "b.txt"]) {
      const inner = await folder.folder("inner");
      await inner.publish(await inner.stage(new TextEncoder().encode(name)), name);
      await inner.close();
    }
    await folder.close();
    expect(readdirSync(join(root, "inner"))).toEqual(["a.txt", "b.txt"]);
  });

  test("is refused where a file or a link stands, and where the name is a path", async () => {
    writeFileSync(join(root, "file"), "");
    mkdirSync(join(root, "elsewhere"));
    symlinkSync(join(root, "elsewhere"), join(root, "link"));
    const folder = await outputs.open(root);
    for (const name of ["file", "link"]) await expect(folder.folder(name)).rejects.toThrow(OutsideFailure);
    for (const name of ["..", "a/b", ""]) await expect(folder.folder(name)).rejects.toThrow("a file name is no path");
    await folder.close();
  });

  test("tells what stands under a name without reading it", async () => {
    writeFileSync(join(root, "file"), "x");
    mkdirSync(join(root, "folder"));
    const folder = await outputs.open(root);
    const kinds = await Promise.all(["file", "folder", "nothing"].map((name) => folder.kindOf(name)));
    expect(kinds).toEqual(["file", "other", "nothing"]);
    await folder.close();
  });
});
