import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { clearLeftOvers, temporaryName } from "../../src/adapters/temporary-files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "billwright-temporary-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, hoursAgo = 0): void => {
  writeFileSync(join(folder, name), "x");
  const seconds = Date.now() / 1000 - hoursAgo * 3600;
  utimesSync(join(folder, name), seconds, seconds);
};

/** As a container that shares the folder names its files: it has processes of the same numbers. */
const elsewhere = (pid: number): string =>
  temporaryName(pid).replace(/^\.billwright-[0-9a-f]{8}/, ".billwright-00000000");

describe("a temporary file", () => {
  test("has a name of its own each time", () => {
    expect(new Set(Array.from({ length: 100 }, () => temporaryName())).size).toBe(100);
  });

  test("is left over when its process is dead, and kept while it runs", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    const alive = temporaryName(process.ppid);
    write(temporaryName(pid));
    write(alive);
    await clearLeftOvers(folder);
    expect(readdirSync(folder)).toEqual([alive]);
  });

  test("of this process is kept, and of an earlier one with the same number it is left over", async () => {
    const ours = temporaryName();
    write(ours);
    write(temporaryName(), 100_000);
    await clearLeftOvers(folder);
    expect(readdirSync(folder)).toEqual([ours]);
  });

  test("of another machine is left over after a day, whatever runs here", async () => {
    const fresh = elsewhere(1);
    write(fresh, 23);
    write(elsewhere(process.ppid), 25);
    await clearLeftOvers(folder);
    expect(readdirSync(folder)).toEqual([fresh]);
  });

  test("is told from all that others call temporary", async () => {
    const names = [".billwright-1-0123456789ab.tmp", "a.tmp", `${temporaryName(1)}.pdf`];
    for (const name of names) write(name, 100_000);
    await clearLeftOvers(folder);
    expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
  });
});
