import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { outputs } from "../../../src/adapters/outputs.ts";
import { openExport, type ExportRequest, type ExportStep } from "../../../src/app/audit/export.ts";
import { exportNames } from "../../../src/app/audit/export-names.ts";
import { OutsideFailure } from "../../../src/app/world.ts";
import type { Issue } from "../../../src/kernel/result.ts";
import { temporaryFolder } from "../../cli/run-cli.ts";
import { fakeWorld, instant, sha256 } from "../fake-world.ts";
import { creditNote, documentOf, draft, hashOf, issue, lose, tamper, usageStatement, withDoorsAt } from "./auditing.ts";

let folder: string;
let out: string;
beforeEach(() => {
  folder = temporaryFolder();
  out = join(folder, "audit");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Exporting = {
  readonly filter?: ExportRequest["filter"];
  readonly existing?: "refuse" | "replace";
  readonly stop?: { readonly aborted: boolean };
};

/** What the export tells; its files are in `out`. */
const exported = ({ filter = {}, existing = "refuse", stop = { aborted: false } }: Exporting = {}): Promise<
  readonly Issue[]
> =>
  withDoorsAt(folder, async (doors) => {
    const world = { ...fakeWorld({}), outputs };
    const opened = await openExport({ filter, target: { path: out, existing } }, { world, doors });
    if (!opened.ok) return opened.issues;
    const steps: ExportStep[] = [];
    try {
      for await (const step of opened.value.steps(stop)) steps.push(step);
    } finally {
      await opened.value.close();
    }
    return steps.flatMap(({ issues }) => issues);
  });

const textAt = (path: string): string => readFileSync(join(out, path), "utf8");

/** All files of the export, in the order of their names. */
const filesIn = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .toSorted();

const check = () => spawnSync("sha256sum", ["-c", "--strict", "hashes.sha256"], { cwd: out, encoding: "utf8" });

const A = "INV-US-2026-000001";
const COMMON = ["README.txt", "audit.csv", "documents.csv", "hashes.sha256", "index.html", "payments.csv"];

describe("an export", () => {
  test("[A20] holds the issued bytes, inputs and profiles, and sha256sum finds all of it whole", async () => {
    await issue(folder, [draft("A"), creditNote("B", A)]);
    expect(await exported()).toEqual([]);
    const { profileHash, files } = await documentOf(folder, "A");
    expect(filesIn(out)).toEqual(
      [
        ...COMMON,
        "documents/CN-US-2026-000001/CN-US-2026-000001.json",
        "documents/CN-US-2026-000001/CN-US-2026-000001.txt",
        `documents/${A}/${A}.json`,
        `documents/${A}/${A}.txt`,
        "inputs/A.json",
        "inputs/B.json",
        `profiles/${profileHash}.json`,
      ].toSorted(),
    );
    expect(files.map(({ name, sha256: hash }) => [name, hash])).toEqual(
      [`${A}.json`, `${A}.txt`].map((name) => [name, sha256(readFileSync(join(out, "documents", A, name)))]),
    );
    const checked = check();
    expect([checked.status, checked.stderr]).toEqual([0, ""]);
    expect(checked.stdout.match(/: OK$/gm)).toHaveLength(filesIn(out).length - 1);
  });

  test("is noticed by sha256sum where a file was changed afterwards", async () => {
    await issue(folder, [draft("A")]);
    await exported();
    writeFileSync(join(out, "documents.csv"), "changed");
    expect(check()).toMatchObject({ status: 1, stdout: expect.stringContaining("documents.csv: FAILED") });
  });

  test("lists every document once, void ones and those that were never issued too, which have no files", async () => {
    await issue(folder, [draft("A"), draft("B"), usageStatement("S")]);
    tamper(folder, "update document set state = 'numbered', issued_at = null where id = 'B'");
    await withDoorsAt(folder, ({ register }) =>
      register.documents.voidDocument("A", { by: { name: "test" }, at: instant("2026-05-20T00:00:00Z") }),
    );
    await exported();
    const rows = csv("documents.csv");
    expect(rows.map(({ id, number, state, total, currency }) => [id, number, state, total, currency])).toEqual([
      ["A", A, "void", "75.00", "USD"],
      ["B", "INV-US-2026-000002", "numbered", "75.00", "USD"],
      ["S", "", "issued", "", ""],
    ]);
    const statement = exportNames({ id: "S" }, sha256).folder;
    expect(readdirSync(join(out, "documents"))).toEqual([A, statement].toSorted());
    expect(readdirSync(join(out, "inputs"))).toEqual(["A.json", "B.json", "S.json"]);
    expect(textAt("README.txt")).toContain("3 documents: 1 void, 1 numbered, 1 issued");
    expect(textAt("README.txt")).toContain("All files that the register lists are here.");
  });

  test("[B10] tells payments with brand and last four digits, and the whole audit trail", async () => {
    await issue(folder, [draft("A")]);
    const at = instant("2026-05-20T10:00:00Z");
    await withDoorsAt(folder, async ({ register }) => {
      const amounts = (await register.documents.find(["A"])).get("A")?.amounts;
      const event = {
        eventId: "evt_1",
        at,
        documentId: "A",
        result: "succeeded",
        method: { kind: "card", brand: "visa", last4: "4242" },
        ...(amounts && { amount: amounts.due }),
      } as const;
      await register.payments.apply(event, []);
      await register.payments.setAside({
        eventId: "evt_2",
        at,
        reason: "fits no document",
        details: { amount: "=1+1" },
      });
    });
    await exported();
    expect(csv("payments.csv")).toMatchObject([
      { document: "A", status: "succeeded", amount: "75.00", currency: "USD", brand: "visa", last4: "4242" },
    ]);
    expect(csv("documents.csv")).toMatchObject([{ id: "A", payment: "paid", paid_at: at }]);
    const audit = csv("audit.csv");
    expect(audit.map(({ document }) => document)).toContain("");
    expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(["numbered", "rendered", "issued"]));
  });

  test("of one account, run or span of days holds nothing of others", async () => {
    const customer = { ...Object(draft("B")["customer"]), accountId: "A-2" };
    await issue(folder, [draft("A"), draft("B", { customer }), draft("C", { issueDate: "2026-07-01" })]);
    expect(await exported({ filter: { accountId: "A-2" } })).toEqual([]);
    expect(csv("documents.csv").map(({ id }) => id)).toEqual(["B"]);
    expect(new Set(csv("audit.csv").map(({ document }) => document))).toEqual(new Set(["B"]));
    expect(textAt("README.txt")).toContain("documents: account A-2");
    expect(check().status).toBe(0);
  });

  test("[A20] tells what the store has lost, marks it, and names no file that is not there", async () => {
    await issue(folder, [draft("A"), draft("B")]);
    lose(folder, hashOf(await documentOf(folder, "A"), "text"));
    const issues = await exported();
    expect(issues).toMatchObject([{ rule: "A20", file: A, message: /^text is not in the store/ }]);
    expect(textAt("index.html").match(/not complete/g)).toHaveLength(1);
    expect(textAt("README.txt")).toContain("NOT COMPLETE: 1 file is missing");
    expect(check().status).toBe(0);
  });
});

describe("a folder that is not empty", () => {
  test("with the lists of another export is refused before anything is written, and replaced where that is asked", async () => {
    await issue(folder, [draft("A")]);
    await exported();
    const before = textAt("documents.csv");
    await issue(folder, [draft("B")], { request: { run: "b" } });
    expect((await exported()).map(({ message }) => message)).toContain(`${out}/documents.csv stands there already`);
    expect(textAt("documents.csv")).toBe(before);
    expect(await exported({ existing: "replace" })).toEqual([]);
    expect(csv("documents.csv").map(({ id }) => id)).toEqual(["A", "B"]);
    expect(check().status).toBe(0);
  });

  test("keeps equal files, and a file with other content is refused or replaced", async () => {
    await issue(folder, [draft("A")]);
    mkdirSync(join(out, "documents", A), { recursive: true });
    writeFileSync(join(out, "documents", A, `${A}.txt`), "mine");
    expect((await exported()).map(({ message }) => message)).toEqual([
      `documents/${A}/${A}.txt stands there already with other content`,
    ]);
    expect(textAt(`documents/${A}/${A}.txt`)).toBe("mine");
    expect(check().status).toBe(0);
    expect(await exported({ existing: "replace" })).toEqual([]);
    expect(sha256(textAt(`documents/${A}/${A}.txt`))).toBe(hashOf(await documentOf(folder, "A"), "text"));
  });

  test("in which a link leads outside is refused: nothing is written there", async () => {
    await issue(folder, [draft("A")]);
    const outside = join(folder, "outside");
    mkdirSync(outside);
    for (const link of [`documents/${A}`, "inputs"]) {
      rmSync(out, { recursive: true, force: true });
      mkdirSync(join(out, link, ".."), { recursive: true });
      symlinkSync(outside, join(out, link));
      await expect(exported()).rejects.toThrow(OutsideFailure);
    }
    expect(readdirSync(outside)).toEqual([]);
  });

  test("after a stop has no lists, and the next export goes on", async () => {
    await issue(folder, [draft("A"), draft("B")]);
    expect(await exported({ stop: { aborted: true } })).toEqual([]);
    expect(existsSync(join(out, "index.html"))).toBe(false);
    expect(filesIn(out)).toEqual([]);
    expect(await exported()).toEqual([]);
    expect(check().status).toBe(0);
  });
});

describe("hostile ids, numbers and names", () => {
  const HOSTILE = '=HYPERLINK("http://x.example"),"<img src=x onerror=alert(1)>\u202e';

  test("are text in lists and page, and reach no other folder", async () => {
    await issue(folder, [draft("A"), draft("../../up"), draft("B"), draft("C")]);
    tamper(
      folder,
      `update document set customer_name = '${HOSTILE}', account_id = '@sum(1)' where id = 'A'`,
      "update document set number = '../N' where id = 'B'",
      "update document set number = '..' where id = 'C'",
      "update document_file set name = '../../evil' where document = 'C'",
    );
    expect(await exported()).toEqual([]);
    expect(readdirSync(join(out, "documents"))).toHaveLength(4);
    expect(filesIn(folder).filter((path) => /^(?!audit|store|register)/.test(path))).toEqual([]);
    expect(check().status).toBe(0);
    const [first] = csv("documents.csv");
    expect(first?.["customer"]).toBe(`'${HOSTILE}`);
    expect(first?.["account"]).toBe("'@sum(1)");
    const page = textAt("index.html");
    expect(page).not.toContain("<img");
    expect(page).toContain("&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;");
    expect(page).not.toMatch(/href="(?:[^"]*\/)?\.\.["/]|href="[^"]*:/);
    expect(page).toContain("\\u{202e}");
  });

  test("two that are one name on some system have two folders, whatever the order", () => {
    const documents = [
      { id: "a", number: "INV/1" },
      { id: "b", number: "INV:1" },
      { id: "c", number: "INV_1" },
      { id: "d", number: "inv_1" },
      { id: "e", number: "Inv_1" },
      { id: "INV_1" },
      { id: "f", number: "CON" },
      { id: "g", number: "é" },
      { id: "h", number: "e\u0301" },
    ];
    const names = documents.map((document) => exportNames(document, sha256));
    const folders = names.map((name) => name.folder.normalize("NFC").toLowerCase());
    expect(new Set(folders).size).toBe(documents.length);
    expect(names[2]?.folder).toBe("INV_1");
  });
});

const LINK = { link: "https://pay.meridian.example/i/bb" };

test("the page is self-contained, and each of its links leads to a file of the export", async () => {
  await issue(folder, [draft("A"), draft("b b", { payment: LINK }), usageStatement("S")], {
    request: { formats: ["pdf", "html", "text", "json"] },
  });
  await exported();
  const page = textAt("index.html");
  const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => decodeURIComponent(href));
  expect(links).toHaveLength(5 + 3 * 6);
  expect(links.filter((link) => !existsSync(join(out, link)))).toEqual([]);
  expect(page).not.toMatch(/<script|src=|url\((?!#)/);
  expect(page).toContain("default-src 'none'");
});

test("lists are UTF-8 with a mark, rows end as RFC 4180 has it, and a cell of several lines is one cell", async () => {
  await issue(folder, [draft("A")]);
  tamper(folder, `update document set customer_name = 'a, "b"' || char(10) || 'c 東京'`);
  await exported();
  expect(textAt("documents.csv")).toMatch(/^\u{feff}id,number,kind,[^]*\r\n$/u);
  expect(csv("documents.csv")).toMatchObject([{ id: "A", customer: 'a, "b"\nc 東京' }]);
});

/** Rows by the names of their columns. */
const csv = (name: string): readonly Readonly<Record<string, string>>[] => {
  const text = textAt(name).replace("\u{feff}", "");
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, quoted, plain = "", end] of cells) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") rows.push([]);
  }
  const [head = [], ...body] = rows.slice(0, -1);
  return body.map((row) => Object.fromEntries(head.map((column, index) => [column, row[index] ?? ""])));
};
