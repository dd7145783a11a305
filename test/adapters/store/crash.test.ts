import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keyOf, leftOversIn, opened, sha256, wholeBlobsIn } from "./blobs.ts";
import { blobAt, CHUNK, type Step } from "./keeping.ts";

const KEEPER = join(import.meta.dirname, "keeper.ts");
const HASHES = Array.from({ length: CHUNK }, (_, index) => sha256(blobAt(0, index))).toSorted();

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "billwright-crash-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

type Ended = {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly acknowledged: readonly string[];
};

/** A keeper in a folder, and what it said when it was at its end; killed by us once it has said so many hashes. */
const keeper = (given: readonly string[], killAfter = Infinity): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [KEEPER, ...given], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    const acknowledged = (): readonly string[] => said.split("\n").slice(0, -1);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (acknowledged().length >= killAfter) child.kill("SIGKILL");
    });
    child.on("close", (code, signal) => resolve({ code, signal, acknowledged: acknowledged() }));
  });

const traced = async (folder: string): Promise<{ readonly steps: readonly Step[]; readonly code: number | null }> => {
  const { acknowledged: lines, code } = await keeper([folder, "trace"]);
  return { steps: lines.map((line): Step => JSON.parse(line)), code };
};

const foldersAbove = (key: string): readonly string[] =>
  key === "." ? [] : [dirname(key), ...foldersAbove(dirname(key))];

/** After the next opening nothing is left over, and what was under way can be kept as if nothing had happened. */
const expectMended = async (folder: string): Promise<void> => {
  const store = await opened(folder);
  expect(leftOversIn(folder)).toEqual([]);
  const kept = await store.keep(Array.from({ length: CHUNK }, (_, index) => blobAt(0, index)));
  expect(kept.map(({ found }) => found)).not.toContain("damaged");
  expect(wholeBlobsIn(folder)).toEqual(expect.arrayContaining(HASHES));
  await store.close();
};

describe("a store whose process is killed", () => {
  test("has only whole blobs, at whichever step of keeping it was", async () => {
    const steps = async (first: number): Promise<number> => {
      const folder = join(root, String(first));
      mkdirSync(folder);
      const ended = await keeper([folder, String(first)]);
      wholeBlobsIn(folder);
      if (ended.signal !== "SIGKILL") {
        expect(ended).toMatchObject({ code: 0 });
        expect(ended.acknowledged.toSorted()).toEqual(HASHES);
        return first;
      }
      expect(ended.acknowledged).toEqual([]);
      await expectMended(folder);
      return steps(first + 2);
    };
    const [odd, even] = await Promise.all([steps(1), steps(2)]);
    expect(Math.min(odd, even)).toBeGreaterThan(30);
  });

  test.each([1, 3, 4, 10, 20, 35, 60, 100])(
    "has all that it said it has, when the kill comes after %d blobs at no particular moment",
    async (killAfter) => {
      const { signal, acknowledged } = await keeper([root], killAfter);
      expect(signal).toBe("SIGKILL");
      expect(acknowledged.length).toBeGreaterThanOrEqual(killAfter);
      expect(wholeBlobsIn(root)).toEqual(expect.arrayContaining([...acknowledged]));
      await expectMended(root);
    },
  );

  test("loses nothing to a power cut: bytes are synced before they get their name, and then every folder on the way", async () => {
    const folder = join(root, "new/store");
    const { steps, code } = await traced(folder);
    expect(code).toBe(0);
    const at = (call: Step["call"], path: string): number =>
      steps.findLastIndex((step) => step.call === call && (step.to ?? step.path) === path);
    for (const hash of HASHES) {
      const named = at("rename", join(folder, keyOf(hash)));
      expect(named).toBeGreaterThan(at("synced", steps[named]?.path ?? ""));
      expect(at("write", steps[named]?.path ?? "")).toBeLessThan(at("sync", steps[named]?.path ?? ""));
      for (const holder of foldersAbove(keyOf(hash))) {
        expect(at("sync", join(folder, holder)), `${holder} is synced`).toBeGreaterThan(named);
        expect(at("synced", join(folder, holder))).toBeGreaterThan(named);
      }
    }
    for (const holder of [root, join(root, "new")]) expect(at("synced", holder)).toBeGreaterThan(at("mkdir", folder));
  });

  test("syncs the folders of what it finds there already: another process may just have written it", async () => {
    await traced(root);
    const { steps } = await traced(root);
    expect(steps.filter(({ call }) => call === "rename" || call === "write")).toEqual([]);
    const synced = steps.filter(({ call }) => call === "synced").map(({ path }) => path);
    for (const hash of HASHES)
      for (const holder of foldersAbove(keyOf(hash))) expect(synced).toContain(join(root, holder));
  });
});
