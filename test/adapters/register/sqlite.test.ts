import { spawn, type ChildProcessByStdio } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openRegister } from "../../../src/adapters/register/open.ts";
import { OutsideFailure } from "../../../src/app/world.ts";
import { openAt } from "./databases.ts";
import { all, brief, change, hash, invoice, issue, numbered } from "./reservations.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "billwright-register-"));
  file = join(folder, "register.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Another process with the file, and the lines that it says. */
const otherProcess = () => {
  const script = join(import.meta.dirname, "other-process.ts");
  const child: ChildProcessByStdio<null, Readable, null> = spawn(process.execPath, [script, file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  return {
    lines: createInterface(child.stdout)[Symbol.asyncIterator](),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    ended,
  };
};

describe("a register in a file", () => {
  test("is on disk when it says so, and checks what belongs together", async () => {
    const { run, register } = await openAt("sqlite", file);
    expect(await run("pragma journal_mode")).toEqual([{ journal_mode: "wal" }]);
    expect(await run("pragma synchronous")).toEqual([{ synchronous: 2n }]);
    expect(await run("pragma foreign_keys")).toEqual([{ foreign_keys: 1n }]);
    await register.close();
  });

  test("is one process's: a second is told what to do, also where it is the same process", async () => {
    const register = await openRegister(file);
    const other = otherProcess();
    expect((await other.lines.next()).value).toBe(
      `OutsideFailure: another billwright process has ${file} open; wait for it, or use PostgreSQL (DATABASE_URL) for several at once`,
    );
    await other.ended;
    await expect(openRegister(file)).rejects.toThrow("another billwright process");
    await register.close();
    await (await openRegister(file)).close();
  });

  test("is free when the process that had it is killed, and holds all that it told and no half of a chunk", async () => {
    const other = otherProcess();
    const told: string[] = [];
    for await (const line of { [Symbol.asyncIterator]: () => other.lines }) {
      if (line !== "open") told.push(...line.split("new ").flatMap((number) => number.trim() || []));
      if (line === "open") await expect(openRegister(file)).rejects.toThrow(OutsideFailure);
      if (told.length === 100) break;
    }
    await other.kill();
    const register = await openRegister(file);
    const numbers = (await all(register.documents.list({}))).map(({ number }) => number);
    expect(numbers.slice(0, 100)).toEqual(told);
    expect(numbers.length % 10).toBe(0);
    expect(await register.documents.gaps()).toEqual([]);
    const [next] = await register.documents.reserve([numbered(invoice("next"))], change());
    expect(next && brief(next)).toBe(`new INV-US-2026-${String(numbers.length + 1).padStart(6, "0")}`);
    await register.close();
  });

  test("that the disk has no room for says so, and goes on where there is room again", async () => {
    const { run, register } = await openAt("sqlite", file);
    const [pages] = await run("pragma page_count");
    await run(`pragma max_page_count = ${Number(Object.values(Object(pages))[0]) + 2}`);
    const many = Array.from({ length: 200 }, (_, index) => numbered(invoice(`d${index}`)));
    await expect(register.documents.reserve(many, change())).rejects.toThrow("no space left on the disk");
    await expect(register.documents.reserve(many, change())).rejects.toThrow(OutsideFailure);
    await run("pragma max_page_count = 1000000");
    const reserved = await register.documents.reserve(many, change());
    expect(reserved[0] && brief(reserved[0])).toBe("new INV-US-2026-000001");
    await register.close();
  });

  test("that cannot be written says so", async () => {
    const { run, register } = await openAt("sqlite", file);
    await run("pragma query_only = on");
    const writing = register.documents.reserve([numbered(invoice("a"))], change());
    await expect(writing).rejects.toThrow(`the register ${file}: the file or the disk is read-only`);
    await register.close();
  });

  test("is refused where something else stands at its place", async () => {
    writeFileSync(file, "this is a text, and no database at all".repeat(100));
    await expect(openRegister(file)).rejects.toThrow("the file is no SQLite database");
    mkdirSync(join(folder, "sub"));
    await expect(openRegister(join(folder, "sub"))).rejects.toThrow("the file cannot be opened");
    await expect(openRegister(join(file, "register.db"))).rejects.toThrow(OutsideFailure);
  });

  test("finds what was written in it before", async () => {
    const register = await openRegister(`file://${join(folder, "new", "register.db")}`);
    await issue(register, invoice("a"));
    await register.close();
    const again = await openRegister(`sqlite:${join(folder, "new", "register.db")}`);
    expect((await again.documents.find(["a"])).get("a")).toMatchObject({ state: "issued", contentHash: hash("9") });
    await again.close();
  });
});
