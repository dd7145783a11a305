import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { emptyDatabase, type Place } from "../../adapters/register/databases.ts";
import { endOf, MERIDIAN_FILE, runCli, startCli, temporaryFolder } from "../../cli/run-cli.ts";
import { jsonLines, rawInvoice } from "../fake-world.ts";
import { closeDoors, registered } from "./billing.ts";
import { faultsIn } from "./proof.ts";
import { openSite, summaryOf } from "./queueing.ts";

let place: Place;
let folder: string;
beforeEach(async () => {
  place = await emptyDatabase();
  folder = temporaryFolder();
});
afterEach(async () => {
  await place.remove();
  rmSync(folder, { recursive: true, force: true });
});

const IDS = Array.from({ length: 60 }, (_, index) => `doc-${index + 1}`);
const CHUNKS = 20;

const environment = () => ({ DATABASE_URL: place.address, BILLWRIGHT_STORE: join(folder, "store") });

const enqueue = (documents: string) => {
  writeFileSync(join(folder, "in.jsonl"), documents);
  const args = ["bill", "in.jsonl", "--run", "may", "--issuer", MERIDIAN_FILE, "--format", "text,json"];
  return runCli([...args, "--enqueue", "--chunk-size", "3"], { cwd: folder, env: environment() });
};

const status = (...options: readonly string[]) => runCli(["run", "status", "may", ...options], { env: environment() });

/** What stands in the register and the store, from a process that took no part. */
const seen = async <T>(look: (doors: Awaited<ReturnType<typeof openSite>>) => Promise<T>): Promise<T> => {
  const doors = await openSite({ address: place.address, folder });
  try {
    return await look(doors);
  } finally {
    await closeDoors(doors);
  }
};

const drafts = jsonLines(IDS.map((id) => rawInvoice(id, { number: undefined })));

describe("workers on the command line", () => {
  test(
    "one that is asked to end finishes what it has in hand, loses nothing, and others go on",
    { timeout: 180_000 },
    async () => {
      const enqueued = await enqueue(drafts + jsonLines([rawInvoice("refused", { kind: "letter" })]));
      expect(enqueued.stdout).toContain(`run may: 60 documents in ${CHUNKS} chunks on the queue; 1 refused`);
      expect(enqueued.code).toBe(1);
      const watching = status("--watch");

      const worker = startCli(["work", "--workers", "1", "--json"], { env: environment() });
      worker.stdout.once("data", () => worker.kill("SIGTERM"));
      const ended = await endOf(worker);
      expect(ended.code, ended.stderr).toBe(0);
      const told = ended.stdout.trimEnd().split("\n");
      const half = await seen(async (doors) => ({ ...(await summaryOf(doors, "may")), all: await registered(doors) }));
      expect(half.chunks).toMatchObject({ active: 0, dead: 0, done: told.length, queued: CHUNKS - told.length });
      expect(half.all.map(({ state }) => state)).toEqual(Array.from({ length: 3 * told.length }, () => "issued"));

      const rest = await Promise.all(
        [1, 2].map(() => runCli(["work", "--once", "--workers", "1"], { env: environment() })),
      );
      expect(rest.map(({ code, stderr }) => [code, stderr])).toEqual([
        [0, ""],
        [0, ""],
      ]);
      expect(await seen((doors) => faultsIn(doors, IDS))).toEqual([]);
      const asked = await status("--json");
      expect(asked.stderr).toBe("");
      expect(JSON.parse(asked.stdout)).toMatchObject({
        run: "may",
        state: "finished",
        counts: { issued: 60, "already-issued": 0, refused: 1, waiting: 0 },
        chunks: { done: CHUNKS, queued: 0, active: 0, dead: 0, documents: 60, documentsDone: 60 },
        secondsLeft: null,
      });
      const watched = await watching;
      expect(watched.stdout).toMatch(/^run may running: /);
      expect(watched.stdout).toContain("run may finished: 61 documents in = 60 issued + 0 already issued + 1 refused");
      expect(watched.stdout).toContain(`chunks: ${CHUNKS} done, 0 in hand, 0 waiting, 0 set aside; 60 of 60 documents`);
      expect(watched.code).toBe(1);
    },
  );

  test("put nothing on the queue twice", { timeout: 60_000 }, async () => {
    await enqueue(drafts);
    expect((await enqueue(drafts)).stdout).toContain(`${CHUNKS} chunks on the queue, ${CHUNKS} of them from before`);
  });
});

test.each([
  [["bill", "in.jsonl", "--run", "may", "--enqueue"], "workers share a register in PostgreSQL"],
  [["work"], "workers share a register in PostgreSQL"],
  [["bill", "in.jsonl", "--run", "may", "--chunk-size", "5"], "only --enqueue makes chunks"],
  [["bill", "in.jsonl", "--run", "may", "--enqueue", "--strict"], "--strict"],
  [["bill", "in.jsonl", "--run", "may", "--enqueue", "--report", "r.html"], "--report"],
  [["bill", "in.jsonl", "--run", "may", "--enqueue", "--chunk-size", "1001"], "is no whole number from 1 to 1000"],
  [["run", "status", "june"], 'the register knows no run "june"'],
])("%j is told what is wrong with it, as a matter of usage", async (args, words) => {
  writeFileSync(join(folder, "in.jsonl"), drafts);
  const ended = await runCli([...args, "--register", "register.sqlite"], {
    cwd: folder,
    env: { BILLWRIGHT_STORE: "store" },
  });
  expect(ended.stderr).toContain(words);
  expect(ended.code).toBe(2);
});
