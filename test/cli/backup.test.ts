import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bill as billHere, closeDoors, openDoors } from "../app/bill/billing.ts";
import { fakeWorld, jsonLines } from "../app/fake-world.ts";
import { invoice } from "../app/ledger/office.ts";
import { MERIDIAN_FILE, runCli, temporaryFolder, type Ended } from "./run-cli.ts";

/** docs/operations.md, "Backup and restore", command by command; register and store where they are unless one says otherwise. */
let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(at("backup"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: readonly string[]): string => join(folder, ...names);

const billwright = (...args: readonly string[]): Promise<Ended> => runCli(args, { cwd: folder });

const bill = async (run: string, ...ids: readonly string[]): Promise<void> => {
  writeFileSync(at(`${run}.jsonl`), jsonLines(ids.map((id) => invoice(id))));
  const options = ["--run", run, "--issuer", MERIDIAN_FILE, "--format", "text,json", "--quiet"];
  const { code, stderr } = await billwright("bill", `${run}.jsonl`, ...options);
  if (code !== 0) throw new Error(stderr);
};

const backUpRegister = (): void => {
  const register = new DatabaseSync(at("billwright", "register.sqlite"));
  register.exec(`vacuum into '${at("backup", "register.sqlite")}'`);
  register.close();
};

const documentsIn = (path: string): readonly unknown[] => {
  const register = new DatabaseSync(path);
  try {
    return register.prepare("select id from document").all();
  } finally {
    register.close();
  }
};

const backUpStore = (): void => cpSync(at("billwright", "store"), at("backup", "store"), { recursive: true });

/** All is lost, and comes back: the store, then the register. */
const restore = (): void => {
  rmSync(at("billwright"), { recursive: true });
  cpSync(at("backup", "store"), at("billwright", "store"), { recursive: true });
  cpSync(at("backup", "register.sqlite"), at("billwright", "register.sqlite"));
};

/** "a INV-US-2026-000001", in the order of the numbers. */
const numbers = async (): Promise<readonly string[]> =>
  (await billwright("register", "list", "--json")).stdout
    .trimEnd()
    .split("\n")
    .map((line) => {
      const { id, number }: { readonly id: string; readonly number: string } = JSON.parse(line);
      return `${id} ${number}`;
    });

const verify = () => billwright("register", "verify", "--quiet");

describe("a backup of the register, then of the store", () => {
  test("[J-ALL-1] brings back all that was issued, and the next document has the next number", async () => {
    await bill("may", "a", "b");
    backUpRegister();
    backUpStore();
    restore();
    expect(await verify()).toMatchObject({ code: 0, stderr: "" });
    await bill("june", "c");
    expect(await numbers()).toEqual([1, 2, 3].map((serial) => `${"abc"[serial - 1]} INV-US-2026-00000${serial}`));
    expect(await verify()).toMatchObject({ code: 0, stderr: "" });
  });

  test("[A20] is whole where documents are issued between the two; in the other order files are missing", async () => {
    await bill("may", "a");
    backUpRegister();
    await bill("june", "b");
    backUpStore();
    restore();
    expect(await verify()).toMatchObject({ code: 0, stderr: "" });

    await bill("june", "b");
    rmSync(at("backup"), { recursive: true });
    mkdirSync(at("backup"));
    backUpStore();
    await bill("july", "c");
    backUpRegister();
    restore();
    const { code, stdout, stderr } = await verify();
    expect([code, `${stdout}${stderr}`]).toEqual([1, expect.stringContaining("INV-US-2026-000003")]);
  });

  test("[J-ALL-1] that is older than the last run: the same run again gives the same numbers and files", async () => {
    await bill("may", "a");
    backUpRegister();
    await bill("june", "b", "c");
    const before = await shown("c");
    backUpStore();
    restore();
    expect(await numbers()).toEqual(["a INV-US-2026-000001"]);
    await bill("june", "b", "c");
    expect(await shown("c")).toEqual(before);
    expect(before).toMatchObject({ number: "INV-US-2026-000003" });
    expect(await verify()).toMatchObject({ code: 0, stderr: "" });
  });

  test("takes in what a process that was killed had committed and left beside the file", async () => {
    const doors = await openDoors(at("billwright"));
    await billHere({ world: fakeWorld({ "in.jsonl": jsonLines([invoice("a")]) }), doors });
    // What stands on the disk while the register is open is what a power cut leaves.
    cpSync(at("billwright"), at("left"), { recursive: true });
    await closeDoors(doors);
    rmSync(at("billwright"), { recursive: true });
    cpSync(at("left"), at("billwright"), { recursive: true });
    cpSync(at("left", "register.sqlite"), at("alone.sqlite"));
    expect(() => documentsIn(at("alone.sqlite"))).toThrow("no such table");
    backUpRegister();
    expect(documentsIn(at("backup", "register.sqlite"))).toEqual([{ id: "a" }]);
  });

  const shown = async (id: string): Promise<unknown> => {
    const { number, files }: { readonly number: string; readonly files: unknown } = JSON.parse(
      (await billwright("register", "show", id, "--json")).stdout,
    );
    return { number, files };
  };
});
