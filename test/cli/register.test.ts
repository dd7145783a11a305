import { existsSync, readdirSync, writeFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { failureOf } from "../../src/cli/exit.ts";
import { registerCommand } from "../../src/cli/register.ts";
import { realWorld } from "../../src/adapters/real-world.ts";
import { createDrawing } from "../../src/app/drawing.ts";
import type { World } from "../../src/app/world.ts";
import { rawLine } from "../documents.ts";
import { bill, closeDoors, openDoors } from "../app/bill/billing.ts";
import { fakeWorld, instant, jsonLines } from "../app/fake-world.ts";
import { invoice, TODAY } from "../app/ledger/office.ts";
import { MERIDIAN_FILE, temporaryFolder } from "./run-cli.ts";

/** The machine that we run on, drawing in this process, on a day that stays. */
const world: World = {
  ...realWorld,
  clock: { now: () => instant(TODAY) },
  drawing: (setup) => createDrawing(realWorld.assets, setup),
};

let folder: string;
beforeEach(async () => {
  folder = temporaryFolder();
  const doors = await openDoors(folder);
  const documents = [invoice("a", { lines: [rawLine({ quantity: "3" })] }), invoice("b")];
  await bill({ world: fakeWorld({ "in.jsonl": jsonLines(documents) }), doors });
  await closeDoors(doors);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** `billwright register …` on the register of this test. */
const register = async (...args: readonly string[]): Promise<Ended> => {
  let code = 0;
  const told = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      told[name] += String(text);
      return true;
    });
  }
  const program = new Command("billwright").exitOverride();
  registerCommand(program, { machine: async () => world, exit: (ended) => void (code = ended) });
  const place = ["--register", join(folder, "register.sqlite"), "--store", join(folder, "store")];
  try {
    await program.parseAsync(["register", ...args, ...(args.includes("--help") ? [] : place)], { from: "user" });
  } catch (error) {
    code = failureOf(error, "test").code;
  }
  vi.restoreAllMocks();
  return { code, ...told };
};

const issue = ["--issuer", MERIDIAN_FILE, "--format", "text,json"];
const out = (): string => join(folder, "out");

describe("register list", () => {
  test("gives a table for people, lines for programs and cells for spreadsheets", async () => {
    const table = await register("list");
    expect(table.code).toBe(0);
    expect(table.stdout).toMatch(/^number .*\nINV-US-2026-000001 .*\nINV-US-2026-000002 .*\n2 documents\n$/);
    expect((await register("list", "--json", "--state", "open")).stdout.trim().split("\n")).toHaveLength(2);
    expect((await register("list", "--csv", "--region", "APAC")).stdout).toMatch(/^number,[^\n]*\r\n$/);
  });

  test("with --open gives the open receivables with their totals", async () => {
    const { code, stdout } = await register("list", "--open", "--region", "NA", "--from", "2026-05-01");
    expect(code).toBe(0);
    expect(stdout).toContain("USD  300.00 open on 2 invoices, 300.00 overdue since 2026-06-15");
  });

  test.each([
    ["a region that there is not", ["--region", "NORTH"]],
    ["a state that there is not", ["--state", "lost"]],
    ["a day that there is not", ["--from", "2026-02-30"]],
    ["open ones and a state", ["--open", "--state", "paid"]],
  ])("exits with 2 on %s", async (_, options) => {
    expect(await register("list", ...options)).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("register show", () => {
  test("tells all about a document, by its number or id", async () => {
    const byId = await register("show", "a");
    expect(byId).toMatchObject({ code: 0, stderr: "" });
    expect((await register("show", "INV-US-2026-000001")).stdout).toBe(byId.stdout);
    expect(JSON.parse((await register("show", "a", "--json")).stdout)).toMatchObject({ id: "a", state: "issued" });
  });

  test("exits with 1 on a document that there is not, and says how to find it", async () => {
    const { code, stderr } = await register("show", "INV-US-2026-00001");
    expect(code).toBe(1);
    expect(stderr).toContain("did you mean INV-US-2026-000001? billwright register list shows what there is");
  });
});

describe("register void", () => {
  test("exits with 0, a second time too", async () => {
    const again = ["void", "a", "--reason", "sent to the wrong company"];
    expect(await register(...again)).toMatchObject({
      code: 0,
      stdout: "invoice INV-US-2026-000001 is void; its number stays in the series\n",
    });
    expect(await register(...again)).toMatchObject({
      code: 0,
      stdout: "invoice INV-US-2026-000001 was void already\n",
    });
    expect((await register("show", "a")).stdout).toContain("because: sent to the wrong company");
  });

  test("exits with 2 without a reason, and with an empty one", async () => {
    expect((await register("void", "a")).code).toBe(2);
    expect(await register("void", "a", "--reason", " ")).toMatchObject({ code: 2 });
  });
});

describe("register credit", () => {
  test("issues a credit note for rows, and for programs gives the line of a billing run", async () => {
    expect(await register("credit", "a", "--line", "l1=2", "--reason", "counted twice", ...issue)).toMatchObject({
      code: 0,
      stdout: "credit-note CN-US-2026-000001 (id a-C1) is issued\n",
      stderr: "",
    });
    const { stdout } = await register("credit", "a", "--json", "--date", "2026-06-21", ...issue);
    expect(JSON.parse(stdout)).toMatchObject({ id: "a-C2", number: "CN-US-2026-000002", outcome: "issued" });
  });

  test("exits with 1 where nothing is left, and with 2 on a demo profile", async () => {
    await register("credit", "b", ...issue);
    const second = await register("credit", "b", ...issue);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain("nothing is left to credit; credited so far by CN-US-2026-000001");
    expect((await register("credit", "a")).stderr).toContain("is a demo");
    expect((await register("credit", "a")).code).toBe(2);
  });
});

describe("register reissue", () => {
  const put = (document: object): string => {
    const path = join(folder, "mended.json");
    writeFileSync(path, JSON.stringify(document));
    return path;
  };

  test("says what has become of the wrong document and which stands in its place", async () => {
    const path = put(invoice("a2", { issueDate: "2026-06-20" }));
    const reissue = ["reissue", "a", path, "--reason", "wrong rate", ...issue];
    expect(await register(...reissue)).toMatchObject({
      code: 0,
      stdout: "invoice INV-US-2026-000001 is void\nin its place: invoice INV-US-2026-000003 (id a2) is issued\n",
    });
    expect(JSON.parse((await register(...reissue, "--json")).stdout)).toMatchObject({
      replaced: { id: "a", state: "void" },
      settled: "void",
      number: "INV-US-2026-000003",
    });
  });

  test("exits with 1 on an input of several documents, and with 2 where there is none", async () => {
    const path = join(folder, "two.jsonl");
    writeFileSync(path, jsonLines([invoice("x"), invoice("y")]));
    const two = await register("reissue", "a", path, "--reason", "wrong", ...issue);
    expect([two.code, two.stderr]).toEqual([1, expect.stringContaining("the input must hold one document")]);
    expect((await register("reissue", "a", join(folder, "none.json"), "--reason", "wrong", ...issue)).code).toBe(2);
  });
});

describe("register copy and statement", () => {
  test("write their files and name them", async () => {
    expect(await register("copy", "a", "--out", out(), "--format", "text")).toMatchObject({
      code: 0,
      stdout: `${out()}/INV-US-2026-000001.copy.txt\n`,
    });
    await register("copy", "a", "--out", out(), "--original");
    await register(
      "statement",
      "A-1",
      "--out",
      out(),
      "--as-of",
      "2026-05-31",
      "--format",
      "html",
      ...issue.slice(0, 2),
    );
    expect(readdirSync(out()).toSorted()).toEqual([
      "INV-US-2026-000001.copy.txt",
      "INV-US-2026-000001.json",
      "INV-US-2026-000001.txt",
      "statement-A-1-us-USD-2026-05-31.html",
    ]);
  });

  test("[A20] exit with 2 where the data for programs are asked for as a copy, which has no mark", async () => {
    const { code, stderr } = await register("copy", "a", "--out", out(), "--format", "json");
    expect([code, stderr]).toEqual([2, expect.stringContaining("no place for the mark of a copy")]);
    expect(existsSync(out())).toBe(false);
  });

  test("exit with 1 on an account that there is not", async () => {
    expect((await register("statement", "A-9", "--out", out(), ...issue.slice(0, 2))).code).toBe(1);
  });
});

test.each(["list", "show", "void", "credit", "reissue", "remind", "copy", "statement"])(
  "register %s --help has an example and the exit codes",
  async (name) => {
    const { code, stdout } = await register(name, "--help");
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Example:\\n  billwright register ${name} `));
    expect(stdout).toContain("Exit codes: 0");
  },
);
