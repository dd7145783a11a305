import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chooseDocuments } from "../../../src/app/audit/choose-documents.ts";
import { countVerdict, NO_VERDICTS } from "../../../src/app/audit/verdict.ts";
import { areWhole, verifySeries } from "../../../src/app/audit/verify.ts";
import { summaryLine, summaryText, verifiedLine, verifiedText } from "../../../src/app/audit/verify-report.ts";
import { temporaryFolder } from "../../cli/run-cli.ts";
import { valueOf } from "../../documents.ts";
import { fakeWorld, sha256 } from "../fake-world.ts";
import {
  creditNote,
  damage,
  documentOf,
  draft,
  hashOf,
  issue,
  lose,
  tamper,
  told,
  UNCONSTRAINED,
  usageStatement,
  verified,
  withDoorsAt,
} from "./auditing.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const A = "INV-US-2026-000001";

describe("[A20] a document holds", () => {
  test("where it is an invoice, a credit note or a usage statement, in every format", async () => {
    const documents = [draft("a"), creditNote("b", A), usageStatement("c"), draft("d", { number: "X-1" })];
    await issue(folder, documents, { request: { formats: ["pdf", "html", "text", "json"] } });
    const found = await verified(folder);
    expect(found.map(({ id, verdict, findings }) => [id, verdict, findings])).toEqual(
      ["a", "b", "c", "d"].map((id) => [id, "holds", []]),
    );
  });

  test("where it was issued without the document for machines: its amounts are those that it is drawn with", async () => {
    await issue(folder, [draft("a")], { request: { formats: ["text"] } });
    expect(told(await verified(folder))).toEqual([]);
    tamper(folder, "update document set net = net + 1");
    expect(told(await verified(folder))).toEqual([
      'a: damaged; register: net is "75.01" in the register, "75.00" in the document',
    ]);
  });

  test("after it was made void, and one that was never issued has nothing to hold", async () => {
    await issue(folder, [draft("a"), draft("b")]);
    await withDoorsAt(folder, ({ register }) =>
      register.documents.voidDocument("a", { by: { name: "test" }, at: fakeWorld({}).clock.now() }),
    );
    tamper(folder, "update document set state = 'numbered', issued_at = null where id = 'b'");
    expect((await verified(folder)).map(({ id, verdict }) => [id, verdict])).toEqual([
      ["a", "holds"],
      ["b", "not-issued"],
    ]);
  });
});

describe("[A20] what is not there or not whole is told, document by document", () => {
  test("a file that was damaged, and one that is gone", async () => {
    await issue(folder, [draft("a"), draft("b"), draft("c")]);
    const text = hashOf(await documentOf(folder, "a"), "text");
    const json = hashOf(await documentOf(folder, "b"), "json");
    damage(folder, text);
    lose(folder, json);
    const found = await verified(folder);
    expect(found.map(({ id, verdict }) => [id, verdict])).toEqual([
      ["a", "damaged"],
      ["b", "missing"],
      ["c", "holds"],
    ]);
    expect(found[0]?.findings).toMatchObject([{ what: `${A}.txt`, message: expect.stringContaining(text) }]);
    expect(found[1]?.findings).toMatchObject([
      { what: "INV-US-2026-000002.json", message: `is not in the store, where it should stand under ${json}` },
    ]);
  });

  test("the input or the profile that it cannot be drawn without", async () => {
    await issue(folder, [draft("a"), draft("b")]);
    const { inputHash, profileHash } = await documentOf(folder, "a");
    damage(folder, inputHash);
    expect((await verified(folder)).map(({ verdict, findings }) => [verdict, findings[0]?.what])).toEqual([
      ["damaged", "input"],
      ["holds", undefined],
    ]);
    lose(folder, profileHash);
    expect(
      (await verified(folder)).map(({ verdict, findings }) => [verdict, findings.map(({ what }) => what)]),
    ).toEqual([
      ["missing", ["input", "profile"]],
      ["missing", ["profile"]],
    ]);
  });

  test.each([
    ["total = total + 100", 'total is "76.00" in the register, "75.00" in the document'],
    ["due = 0", 'due is "0.00" in the register, "75.00" in the document'],
    ["due_date = '2027-01-01'", 'dueDate is "2027-01-01" in the register, "2026-06-14" in the document'],
    ["account_id = 'A-2'", 'account is "A-2" in the register, "A-1" in the document'],
    ["currency = 'CAD'", 'currency is "CAD" in the register, "USD" in the document'],
    ["content_hash = 'x'", "its files are not those that the content hash was made over"],
  ])("a register that was changed by hand: %s", async (change, message) => {
    await issue(folder, [draft("a")]);
    tamper(folder, `update document set ${change}`);
    const [found] = await verified(folder);
    expect(found).toMatchObject({ verdict: "damaged", findings: [{ what: "register", message }] });
  });

  test("a number or link that was changed by hand is not the one that stands on the document", async () => {
    await issue(folder, [draft("a"), draft("b")]);
    tamper(
      folder,
      "update document set number = 'INV-X' where id = 'a'",
      "update document set link_url = 'https://pay.meridian.example/i/x' where id = 'b'",
    );
    const found = await verified(folder);
    expect(found.map(({ verdict }) => verdict)).toEqual(["damaged", "damaged"]);
    expect(found.map(({ findings }) => findings.at(-1)?.message)).toEqual([
      `number is "INV-X" in the register, "${A}" in the document`,
      'link is "https://pay.meridian.example/i/x" in the register, "https://pay.meridian.example/i/b" in the document',
    ]);
  });

  test("a hash that is none, and a list of files that was emptied", async () => {
    await issue(folder, [draft("a"), draft("b")]);
    tamper(
      folder,
      "update document_file set sha256 = '../../x' where document = 'a' and format = 'text'",
      "delete from document_file where document = 'b'",
    );
    const found = await verified(folder);
    expect(found.map(({ verdict }) => verdict)).toEqual(["missing", "damaged"]);
    expect(found[1]?.findings.map(({ message }) => message)).toEqual([
      "it lists no file of the document",
      "its files are not those that the content hash was made over",
    ]);
  });
});

describe("the register as a whole", () => {
  const series = () => withDoorsAt(folder, ({ register }) => verifySeries(register));

  test("[J-ALL-1][B3] has no gap, and no number and no link twice", async () => {
    await issue(folder, [draft("a"), draft("b"), creditNote("c", A), usageStatement("d")]);
    expect(areWhole(await series())).toBe(true);
  });

  test("[J-ALL-1] a document that was removed by hand leaves a gap", async () => {
    await issue(folder, [draft("a"), draft("b"), draft("c")]);
    tamper(folder, "delete from document where id = 'b'");
    const found = await series();
    expect(found).toEqual({ gaps: [{ series: "us/invoice/2026", serial: 2 }], doubles: [] });
    expect(summaryText(NO_VERDICTS, found)).toContain("us/invoice/2026 has no document with the serial 2 [J-ALL-1]");
  });

  test("[J-ALL-1][B3] each document that shares a number or a link is told", async () => {
    await issue(folder, [draft("a"), draft("b"), draft("c")]);
    tamper(
      folder,
      ...UNCONSTRAINED,
      `update document set number = '${A}' where id = 'b'`,
      "update document set link_key = 'https://pay.meridian.example/i/a' where id = 'c'",
    );
    const { doubles } = await series();
    expect(doubles).toEqual([
      { what: "number", value: A, id: "a" },
      { what: "number", value: A, id: "b" },
      { what: "link", value: "https://pay.meridian.example/i/a", id: "a" },
      { what: "link", value: "https://pay.meridian.example/i/a", id: "c" },
    ]);
  });
});

describe("which documents are looked at", () => {
  test("those that are named, by id or number, each once", async () => {
    await issue(folder, [draft("a"), draft("b"), draft("c")]);
    const choice = { names: ["c", A, "a"], filter: {} };
    expect((await verified(folder, { choice })).map(({ id }) => id)).toEqual(["c", "a"]);
  });

  test("those of a run, an account, a span of days", async () => {
    await issue(folder, [draft("a"), draft("b", { issueDate: "2026-06-15" })]);
    await issue(folder, [draft("c")], { request: { run: "other" } });
    const idsOf = async (filter: object) =>
      (await verified(folder, { choice: { names: [], filter } })).map(({ id }) => id);
    expect(await idsOf({ run: "2026-05" })).toEqual(["a", "b"]);
    expect(await idsOf({ issuedFrom: "2026-06-01" })).toEqual(["b"]);
    expect(await idsOf({ accountId: "nobody" })).toEqual([]);
  });

  test("a document or run that the register does not have is an issue, and nothing is looked at", async () => {
    await issue(folder, [draft("a")]);
    await withDoorsAt(folder, async ({ register }) => {
      const hands = { register, digest: sha256 };
      const unknown = await chooseDocuments({ names: ["a", "x", "y"], filter: {} }, hands);
      expect(unknown).toMatchObject({ ok: false, issues: [{ message: /"x"/ }, { message: /"y"/ }] });
      const run = await chooseDocuments({ names: [], filter: { run: "2026-06" } }, hands);
      expect(run).toMatchObject({ ok: false, issues: [{ at: "--run" }] });
    });
  });

  test("a sample is drawn from the issued documents, and the same seed draws the same", async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `doc-${index}`);
    await issue(
      folder,
      ids.map((id) => draft(id)),
    );
    tamper(folder, "update document set issued_at = null where id = 'doc-7'");
    await withDoorsAt(folder, async ({ register }) => {
      const drawn = async (seed: string, size: number) => {
        const choice = { names: [], filter: {}, sample: { size, seed } };
        const { documents, total } = valueOf(await chooseDocuments(choice, { register, digest: sha256 }));
        const found: string[] = [];
        for await (const { id } of documents()) found.push(id);
        expect(total).toBe(found.length);
        return found;
      };
      const first = await drawn("one", 8);
      expect(first).toHaveLength(8);
      expect(await drawn("one", 8)).toEqual(first);
      expect(await drawn("two", 8)).not.toEqual(first);
      expect(first).toEqual(ids.filter((id) => first.includes(id)));
      expect(await drawn("one", 100)).toEqual(ids.filter((id) => id !== "doc-7"));
    });
  });
});

describe("what is told", () => {
  test("every document stands in the reckoning", async () => {
    await issue(folder, [draft("a"), draft("b")]);
    lose(folder, hashOf(await documentOf(folder, "b"), "text"));
    const found = await verified(folder);
    const counts = found.reduce(countVerdict, NO_VERDICTS);
    const series = await withDoorsAt(folder, ({ register }) => verifySeries(register));
    expect(summaryText(counts, series)).toBe(
      "2 documents = 1 as issued + 1 with something missing\nnumbers: no gap, none twice; payment links: none twice\n",
    );
    expect(found.map(verifiedText).join("")).toMatch(
      /^INV-US-2026-000002 \(b\): with something missing\n {4}INV-US-2026-000002\.txt: is not in the store.*\n$/,
    );
    expect(found.map((one) => JSON.parse(verifiedLine(one)))).toMatchObject([
      { id: "a", number: A, kind: "invoice", verdict: "holds", findings: [] },
      { id: "b", verdict: "missing", findings: [{ verdict: "missing", what: "INV-US-2026-000002.txt" }] },
    ]);
    expect(JSON.parse(summaryLine(counts, series))).toMatchObject({ counts: { holds: 1, missing: 1 }, gaps: [] });
  });

  test("what is hostile in a register is spelt out, not obeyed", () => {
    const hostile = "\u{1b}[2J\u{202e}";
    const findings = [{ verdict: "damaged", what: hostile, message: hostile }] as const;
    const text = verifiedText({ id: hostile, kind: "invoice", verdict: "damaged", findings });
    expect(text).toBe("\\u{1b}[2J\\u{202e}: damaged\n    \\u{1b}[2J\\u{202e}: \\u{1b}[2J\\u{202e}\n");
  });
});
