import { expect, test } from "vitest";
import { checkDocuments } from "../../src/app/check.ts";
import type { Outcome } from "../../src/app/outcome.ts";
import { fakeDisk } from "./fake-folder.ts";
import { fakeWorld, jsonLines, rawInvoice, runOver } from "./fake-world.ts";

const check = async (documents: Parameters<typeof jsonLines>[0]): Promise<readonly Outcome[]> => {
  const disk = fakeDisk();
  const run = await runOver(fakeWorld({ "in.jsonl": jsonLines(documents) }, disk), { formats: ["pdf", "text"] });
  const outcomes: Outcome[] = [];
  for await (const outcome of checkDocuments(run, { aborted: false })) outcomes.push(outcome);
  expect(disk.steps).toEqual([]);
  expect(disk.files.size).toBe(0);
  return outcomes;
};

test("a check accepts what a render would write, and writes nothing", async () => {
  const [outcome] = await check([rawInvoice("a")]);
  expect(outcome).toMatchObject({ id: "a", number: "INV-a", status: "accepted", files: [], issues: [] });
});

test("a check finds what only a renderer can see: a character that no font has", async () => {
  const [outcome] = await check([rawInvoice("a", { memo: "Thank you \u{1F600}" })]);
  expect(outcome?.status).toBe("refused");
  expect(outcome?.issues.map(({ message }) => message).join()).toContain("\u{1F600}");
});

test("[J-ALL-1] a check tells a missing number together with what does not add up", async () => {
  const [outcome] = await check([rawInvoice("a", { number: undefined, totals: { total: "74.00" } })]);
  expect(outcome?.issues.map(({ at }) => at)).toEqual(["/totals/total", "/number"]);
});

test("[B3] a check sees what comes a second time in its input", async () => {
  const outcomes = await check([rawInvoice("a"), rawInvoice("a")]);
  expect(outcomes.map(({ status }) => status)).toEqual(["accepted", "refused"]);
});

test("a check reads no further ahead than a few documents for each worker, whatever the size of its input", async () => {
  const ids = Array.from({ length: 100 }, (_, index) => `doc-${index}`);
  const world = fakeWorld({ "in.jsonl": jsonLines(ids.map((id) => rawInvoice(id))) });
  const run = await runOver(world, { limits: { workers: 2, secondsPerDocument: 60 } });
  let read = 0;
  let told = 0;
  let furthest = 0;
  async function* counted() {
    for await (const record of run.records()) {
      read += 1;
      furthest = Math.max(furthest, read - told);
      yield record;
    }
  }
  for await (const outcome of checkDocuments({ ...run, records: counted }, { aborted: false })) {
    expect(outcome.id).toBe(ids[told]);
    told += 1;
  }
  expect([read, told]).toEqual([100, 100]);
  expect(furthest).toBeLessThanOrEqual(4 * 2 + 1);
});
