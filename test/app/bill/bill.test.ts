import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openRun, type BillRequest, type Doors } from "../../../src/app/bill/open-run.ts";
import { moneyText } from "../../../src/kernel/money.ts";
import { temporaryFolder } from "../../cli/run-cli.ts";
import { mailedCustomer, rawLine } from "../../documents.ts";
import { fakeWorld, jsonLines, rawInvoice, sha256 } from "../fake-world.ts";
import { all, bill, closeDoors, openDoors, registered, REQUEST } from "./billing.ts";
import { faultsIn } from "./proof.ts";

let folder: string;
let doors: Doors;
beforeEach(async () => {
  folder = temporaryFolder();
  doors = await openDoors(folder);
});
afterEach(async () => {
  await closeDoors(doors);
  rmSync(folder, { recursive: true, force: true });
});

type Raw = Readonly<Record<string, unknown>>;

/** Without a number: that is the register's to give. */
const draft = (id: string, fields: Raw = {}): Raw => rawInvoice(id, { number: undefined, ...fields });

const billed = (documents: readonly Raw[], request: Partial<BillRequest> = {}) =>
  bill({ world: fakeWorld({ "in.jsonl": jsonLines(documents) }), doors, request });

const textOf = async (sha256Of: string | undefined): Promise<string> =>
  new TextDecoder().decode(sha256Of === undefined ? undefined : await doors.store.read(sha256Of));

describe("a run", () => {
  test("[J-ALL-1] numbers documents in the order of the input, from the series of entity, kind and year", async () => {
    const { outcomes, summary } = await billed([
      draft("a"),
      draft("b"),
      draft("c", { issueDate: "2027-01-02" }),
      draft("d"),
      draft("e"),
    ]);
    expect(outcomes.map(({ id, number, outcome }) => [id, number, outcome])).toEqual([
      ["a", "INV-US-2026-000001", "issued"],
      ["b", "INV-US-2026-000002", "issued"],
      ["c", "INV-US-2027-000001", "issued"],
      ["d", "INV-US-2026-000003", "issued"],
      ["e", "INV-US-2026-000004", "issued"],
    ]);
    expect(summary.counts).toEqual({ issued: 5, "already-issued": 0, refused: 0, waiting: 0 });
    expect(
      summary.money.map(({ kind, currency, documents, total }) => [kind, currency, documents, moneyText(total)]),
    ).toEqual([["invoice", "USD", 5, "375.00"]]);
    expect(await faultsIn(doors, ["a", "b", "c", "d", "e"])).toEqual([]);
  });

  test("[J-ALL-1] gives no number to a document that is refused, and goes on with the rest", async () => {
    const { outcomes, summary } = await billed(
      [
        draft("a"),
        draft("b", { currency: "CHF" }),
        draft("c", { memo: "a character that no font has: \u{1F4A9}" }),
        draft("d"),
      ],
      { formats: ["pdf", "json"] },
    );
    expect(outcomes.map(({ id, number, outcome }) => [id, number, outcome])).toEqual([
      ["a", "INV-US-2026-000001", "issued"],
      ["b", undefined, "refused"],
      ["c", undefined, "refused"],
      ["d", "INV-US-2026-000002", "issued"],
    ]);
    expect(summary.counts).toEqual({ issued: 2, "already-issued": 0, refused: 2, waiting: 0 });
    const refused = await all(doors.register.runs.entries("2026-05", "refused"));
    expect(refused.map(({ place, issues }) => [place, issues[0]?.rule])).toEqual([
      ["in.jsonl:2 #2", "A1"],
      ["in.jsonl:3 #3", null],
    ]);
  });

  test("prints number and link on the document, and stores all of it under its hash", async () => {
    await billed([draft("a")]);
    const [document] = await registered(doors);
    expect(document).toMatchObject({
      state: "issued",
      payment: "open",
      number: "INV-US-2026-000001",
      methods: ["card", "ach"],
      link: { mode: "given", url: "https://pay.meridian.example/i/a" },
      dueDate: "2026-06-14",
    });
    const json = document?.files.find(({ format }) => format === "json");
    const plain = document?.files.find(({ format }) => format === "text");
    expect([json?.name, plain?.name]).toEqual(["INV-US-2026-000001.json", "INV-US-2026-000001.txt"]);
    const text = await textOf(plain?.sha256);
    expect(text).toContain("INV-US-2026-000001");
    expect(text).toContain("https://pay.meridian.example/i/a");
    expect(JSON.parse(await textOf(document?.inputHash))).toMatchObject({ format: "billwright/stored-document@1" });
    expect(JSON.parse(await textOf(document?.profileHash))).toMatchObject({ id: "meridian" });
    expect(sha256(await textOf(json?.sha256))).toBe(json?.sha256);
  });

  test("[F2] queues one delivery to the billing contacts, and none where there are none", async () => {
    await billed([draft("a", { customer: mailedCustomer() }), draft("b")]);
    expect(await doors.register.deliveries.of("a")).toMatchObject([
      { key: "document/a", kind: "document", recipients: ["ap@harborfinch.example"], status: "queued" },
    ]);
    expect(await doors.register.deliveries.of("b")).toEqual([]);
  });

  test("[A19] a credit note has a series of its own, no link and nothing to pay", async () => {
    const lines = [
      rawLine({
        quantity: "-1",
        corrects: { number: "INV-US-2026-000001", date: "2026-05-01", reason: "one user too many" },
      }),
    ];
    await billed([draft("a"), draft("a-credit", { kind: "credit-note", lines, payment: {} })]);
    const credit = (await doors.register.documents.find(["a-credit"])).get("a-credit");
    expect(credit).toMatchObject({ number: "CN-US-2026-000001", payment: "none", methods: [] });
    expect(credit?.link).toBeUndefined();
    expect(credit?.dueDate).toBeUndefined();
  });
});

describe("[A20] asked again", () => {
  test("the same document brings nothing new, in the same run or in another", async () => {
    const documents = [draft("a"), draft("b")];
    const first = await billed(documents);
    expect((await billed(documents)).outcomes).toEqual(first.outcomes);
    const other = await billed(documents, { run: "again" });
    expect(other.outcomes.map(({ outcome, number }) => [outcome, number])).toEqual([
      ["already-issued", "INV-US-2026-000001"],
      ["already-issued", "INV-US-2026-000002"],
    ]);
    expect(await faultsIn(doors, ["a", "b"])).toEqual([]);
  });

  test("the same id with other content is refused, and the first stands", async () => {
    await billed([draft("a")]);
    const { outcomes } = await billed([draft("a", { memo: "other" })], { run: "other" });
    expect(outcomes[0]).toMatchObject({ outcome: "refused", issues: [{ rule: "A20", at: "/id" }] });
    expect((await registered(doors)).length).toBe(1);
  });

  test("a document that comes twice in one run is issued once", async () => {
    const { outcomes, summary } = await billed([draft("a"), draft("a"), draft("a", { memo: "other" }), draft("b")]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["issued", "already-issued", "refused", "issued"]);
    expect(summary.counts).toEqual({ issued: 2, "already-issued": 1, refused: 1, waiting: 0 });
    expect(await faultsIn(doors, ["a", "b"])).toEqual([]);
  });

  test("[J-ALL-1][B3] a number or a link of another document is refused", async () => {
    await billed([draft("a", { number: "X-1" })]);
    const link = { link: "https://pay.meridian.example/i/a" };
    const { outcomes } = await billed([draft("b", { number: "X-1" }), draft("c", { payment: link })], { run: "b" });
    expect(outcomes.map(({ issues }) => issues.map(({ rule, at }) => [rule, at]))).toEqual([
      [["J-ALL-1", "/number"]],
      [["B3", "/payment/link"]],
    ]);
  });
});

test("[J-ALL-1] a number that came with the data stands, unless it is of the register's own series", async () => {
  const { outcomes } = await billed([draft("a", { number: "EXT-17" }), draft("b", { number: "INV-US-2026-000009" })]);
  expect(outcomes[0]).toMatchObject({ outcome: "issued", number: "EXT-17" });
  expect(outcomes[1]).toMatchObject({ outcome: "refused", issues: [{ rule: "J-ALL-1", at: "/number" }] });
});

test("a strict run stops at the first document that is refused", async () => {
  const documents = [draft("a"), draft("b", { currency: "CHF" }), draft("c")];
  const { outcomes } = await bill({
    world: fakeWorld({ "in.jsonl": jsonLines(documents) }),
    doors,
    refused: "stop",
  });
  expect(outcomes.map(({ id, outcome }) => [id, outcome])).toEqual([
    ["a", "issued"],
    ["b", "refused"],
  ]);
});

test("[F7] nothing is issued from a demo profile", async () => {
  const { issuer: _, ...request } = REQUEST;
  const run = await openRun(fakeWorld({ "in.jsonl": jsonLines([draft("a")]) }), request, doors);
  expect(run).toMatchObject({ ok: false, issues: [{ rule: "F7", at: "/demo" }] });
});

test("[A9] a usage statement has no number and no money, in the register neither", async () => {
  const { payment: _payment, taxes: _taxes, currency: _currency, number: _number, ...rest } = draft("s");
  const { rate: _rate, taxes: _lineTaxes, ...line } = rawLine();
  const customer = { ...recordOf(rest, "customer"), partner: { name: "Northwind Partners" } };
  await billed([{ ...rest, kind: "usage-statement", customer, lines: [line] }]);
  const [statement] = await registered(doors);
  expect(statement).toMatchObject({ kind: "usage-statement", state: "issued", payment: "none" });
  expect(statement?.number).toBeUndefined();
  expect(statement?.amounts).toBeUndefined();
});

const recordOf = (record: Raw, name: string): Raw => {
  const value = record[name];
  return typeof value === "object" && value !== null ? { ...value } : {};
};
