import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { outputs } from "../../../src/adapters/outputs.ts";
import { exportRegister, type ExportOptions } from "../../../src/cli/register-export.ts";
import { verify, type VerifyOptions } from "../../../src/cli/register-verify.ts";
import { temporaryFolder } from "../../cli/run-cli.ts";
import { fakeWorld } from "../fake-world.ts";
import { damage, documentOf, draft, hashOf, issue } from "./auditing.ts";

let folder: string;
beforeEach(async () => {
  folder = temporaryFolder();
  await issue(folder, [draft("A"), draft("B")]);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const doors = () => ({ register: join(folder, "register.sqlite"), store: join(folder, "store") });

/** The exit code, and what stands on stdout and stderr. */
const told = async (command: () => Promise<number>): Promise<readonly [number, string, string]> => {
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      written[name] += String(text);
      return true;
    });
  }
  const signals = ["SIGINT", "SIGTERM"] as const;
  const before = signals.flatMap((signal) => process.listeners(signal));
  const code = await command();
  // Of a command that is the whole process nobody would take them away.
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) {
      if (!before.includes(listener)) process.off(signal, listener);
    }
  }
  vi.restoreAllMocks();
  return [code, written.stdout, written.stderr];
};

const verifying = (names: readonly string[], options: VerifyOptions = {}) =>
  told(() => verify(fakeWorld({}), names, { workers: "1", ...doors(), ...options }));

const exporting = (options: Partial<ExportOptions> = {}) =>
  told(() => exportRegister({ ...fakeWorld({}), outputs }, { out: join(folder, "out"), ...doors(), ...options }));

const damageOne = async (): Promise<void> => damage(folder, hashOf(await documentOf(folder, "A"), "text"));

describe("[A20] billwright register verify", () => {
  test("ends with 0 where all is as issued, and reckons up", async () => {
    expect(await verifying([])).toEqual([
      0,
      "2 documents = 2 as issued\nnumbers: no gap, none twice; payment links: none twice\n",
      "",
    ]);
    expect(await verifying([], { quiet: true })).toEqual([0, "", ""]);
  });

  test("ends with 1 where something is not, for people and for machines", async () => {
    await damageOne();
    const [code, stdout, stderr] = await verifying([]);
    expect([code, stdout.split("\n")[0]]).toEqual([1, "2 documents = 1 as issued + 1 damaged"]);
    expect(stderr).toContain("INV-US-2026-000001 (A): damaged\n");
    const [jsonCode, json] = await verifying([], { json: true });
    expect(jsonCode).toBe(1);
    const lines = json.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { id: "A", verdict: "damaged" },
      { id: "B", verdict: "holds" },
      { counts: { holds: 1, damaged: 1 }, gaps: [], doubles: [] },
    ]);
  });

  test("looks at what is named only, and tells the seed of a sample", async () => {
    await damageOne();
    expect((await verifying(["B"]))[0]).toBe(0);
    const [, stdout, stderr] = await verifying([], { sample: "1" });
    expect(stdout).toMatch(/^1 document = /);
    expect(stderr).toContain("a sample of 1; --seed token-000000 draws the same documents again");
  });

  test("ends with 2 where it cannot know what is meant", async () => {
    for (const [names, options] of [
      [["nobody"], {}],
      [["A"], { run: "2026-05" }],
      [[], { run: "never" }],
      [[], { from: "yesterday" }],
      [[], { workers: "0" }],
    ] as const) {
      const [code, stdout, stderr] = await verifying(names, options);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).not.toBe("");
    }
  });
});

describe("billwright register export", () => {
  test("ends with 0 and says how to look at it and to check it", async () => {
    const [code, stdout] = await exporting();
    expect(code).toBe(0);
    expect(stdout).toContain(`2 documents in ${folder}/out/\n`);
    expect(stdout).toContain("sha256sum -c --quiet hashes.sha256");
    expect(existsSync(join(folder, "out", "index.html"))).toBe(true);
  });

  test("ends with 1 where the store has lost something, and with 2 where an export stands there", async () => {
    await damageOne();
    const [code, stdout, stderr] = await exporting();
    expect([code, stderr]).toEqual([1, expect.stringContaining("INV-US-2026-000001  text its bytes come to the hash")]);
    expect(stdout).toContain("1 file is missing");
    expect((await exporting())[0]).toBe(2);
    expect((await exporting({ overwrite: true }))[0]).toBe(1);
  });

  test("ends with 2 for a run that there is not, and makes no folder", async () => {
    const [code] = await exporting({ run: "never" });
    expect([code, existsSync(join(folder, "out"))]).toEqual([2, false]);
  });
});
