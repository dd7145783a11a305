import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../../src/adapters/store.ts";
import { temporaryName } from "../../../src/adapters/temporary-files.ts";
import { OutsideFailure } from "../../../src/app/world.ts";
import { blobOf, keyOf, leftOversIn, opened, sha256, wholeBlobsIn } from "./blobs.ts";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "billwright-store-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const LIMITED = join(import.meta.dirname, "limited.ts");

/** What a process with less than it needs said: of keeping, of reading, of opening the store again. */
const limited = (given: readonly string[], shell = "exec"): readonly string[] => {
  const { stdout, stderr } = spawnSync("sh", ["-c", `${shell} "$@"`, "sh", process.execPath, LIMITED, ...given], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return stdout.trimEnd().split("\n");
};

describe("a store in a folder", () => {
  test("is made with the folders above it, and holds read-only files by the digits of their hash", async () => {
    const bytes = blobOf("invoice");
    const folder = join(root, "deep/store");
    const store = await opened(folder);
    await store.keep([bytes]);
    await store.close();
    expect(new Uint8Array(readFileSync(join(folder, keyOf(sha256(bytes)))))).toEqual(bytes);
    expect(statSync(join(folder, keyOf(sha256(bytes)))).mode & 0o333).toBe(0);
    expect(readdirSync(folder)).toEqual(["sha256"]);
  });

  test("is found by a path and by a file: URL", async () => {
    const bytes = blobOf("invoice");
    const store = await opened(pathToFileURL(join(root, "a store")).href);
    await store.keep([bytes]);
    expect(await (await opened(join(root, "a store"))).holds(sha256(bytes))).toBe(true);
  });

  test("is cleared of what a killed process left half-written, and of nothing else", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    const alive = temporaryName(process.ppid);
    for (const name of [temporaryName(pid), alive, "notes.txt"]) writeFileSync(join(root, name), "x");
    await (await opened(root)).close();
    expect(readdirSync(root).toSorted()).toEqual([alive, "notes.txt"].toSorted());
  });

  test("that cannot be made is a failure of the outside, told in words", async () => {
    writeFileSync(join(root, "file"), "");
    await expect(openStore(join(root, "file"))).rejects.toThrow(OutsideFailure);
    await expect(openStore(join(root, "file/store"))).rejects.toThrow(
      `the store ${root}/file/store cannot be made: a part of the path is a file, not a folder`,
    );
  });

  test("keeps nothing of a chunk whose name is barred, and the rest at the next try", async () => {
    const chunk = Array.from({ length: 10 }, (_, index) => blobOf(`chunk ${index}`));
    const barred = join(root, keyOf(sha256(chunk[4] ?? blobOf(""))));
    mkdirSync(join(barred, "something"), { recursive: true });
    const store = await opened(root);
    await expect(store.keep(chunk)).rejects.toThrow(OutsideFailure);
    await expect(store.keep(chunk)).rejects.toThrow(/^sha256\/..\/..\/\w{64} cannot be written: /);
    expect(leftOversIn(root)).toEqual([]);
    rmSync(barred, { recursive: true });
    wholeBlobsIn(root);
    await store.keep(chunk);
    expect(wholeBlobsIn(root).toSorted()).toEqual(chunk.map(sha256).toSorted());
  });

  test("that takes no more bytes says so, keeps nothing half-written, and goes on where there is room", () => {
    const limit = "ulimit -f 40; exec";
    expect(limited([root, "50000"], limit)).toEqual([
      `OutsideFailure: a blob in ${root} cannot be written: the file would be larger than this process may write`,
      "read undefined",
      "opened again",
    ]);
    expect(wholeBlobsIn(root)).toEqual([]);
    expect(leftOversIn(root)).toEqual([]);
    expect(limited([root, "10000"], limit)).toEqual(["nothing", "read undefined", "opened again"]);
    expect(wholeBlobsIn(root)).toHaveLength(1);
  });

  test("that may not be written says so, and can be read and opened all the same, with what others left over", () => {
    const leftOver = temporaryName(spawnSync(process.execPath, ["-e", ""]).pid);
    const folder = join(root, "store");
    mkdirSync(folder);
    chmodSync(root, 0o755);
    expect(limited([folder, "1000", leftOver])).toEqual([
      `OutsideFailure: a blob in ${folder} cannot be written: permission denied`,
      "read undefined",
      "opened again",
    ]);
    expect(readdirSync(folder)).toEqual([leftOver]);
    chmodSync(folder, 0o755);
  });
});
