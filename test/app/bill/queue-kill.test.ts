import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { emptyDatabase, type Place } from "../../adapters/register/databases.ts";
import { temporaryFolder } from "../../cli/run-cli.ts";
import { rawLine } from "../../documents.ts";
import { fakeWorld, jsonLines, rawInvoice } from "../fake-world.ts";
import { bill, closeDoors, openDoors } from "./billing.ts";
import { faultsIn } from "./proof.ts";
import { enqueue, openSite, SHORT, summaryOf, withQueue, type Site } from "./queueing.ts";

const PROGRAM = fileURLToPath(new URL("work-program.ts", import.meta.url));

/** Workers that are killed: some in `npm test`, more where it is asked for. */
const KILLS = Number(process.env["KILLS"] ?? 6);
/** Enough that none of them finds all done before its moment comes. */
const DOCUMENTS = 50 * KILLS;
const CHUNK = 10;

/** Each with an amount of its own, so that one too many or too few shows in the sums. */
const IDS = Array.from({ length: DOCUMENTS }, (_, index) => `doc-${index + 1}`);
const INPUT = jsonLines(
  IDS.map((id, index) => rawInvoice(id, { number: undefined, lines: [rawLine({ quantity: String(index + 1) })] })),
);

let place: Place;
let site: Site;
beforeEach(async () => {
  place = await emptyDatabase();
  site = { address: place.address, folder: temporaryFolder() };
});
afterEach(async () => {
  await place.remove();
  rmSync(site.folder, { recursive: true, force: true });
});

test(
  "[A20] workers that are killed at moments at random leave nothing undone and nothing done twice",
  { timeout: 600_000 },
  async () => {
    const seed = Number(process.env["SEED"] ?? process.pid);
    await withQueue(site, (opened) => enqueue(opened, { text: INPUT, chunkSize: CHUNK }));
    const moments = fc.sample(fc.integer({ min: 1, max: 60 }), { numRuns: KILLS, seed });
    const signals: (string | null)[] = [];
    for (let at = 0; at < moments.length; at += 2) {
      signals.push(...(await Promise.all(moments.slice(at, at + 2).map((moment) => workerToItsEnd(moment)))));
    }
    expect(signals, `seed ${seed}`).toEqual(moments.map(() => "SIGKILL"));
    expect(await Promise.all([workerToItsEnd(), workerToItsEnd()]), `seed ${seed}`).toEqual([null, null]);

    const doors = await openSite(site);
    try {
      expect(await faultsIn(doors, IDS), `seed ${seed}`).toEqual([]);
      const { state, counts, money, chunks, workers = [] } = await summaryOf(doors);
      const undisturbed = await reckoningOfPlainRun();
      expect({ state, counts, money }, `seed ${seed}`).toEqual(undisturbed);
      expect(chunks).toMatchObject({ done: DOCUMENTS / CHUNK, queued: 0, active: 0, dead: 0 });
      expect(workers.reduce((sum, { documents }) => sum + documents, 0)).toBe(DOCUMENTS);
    } finally {
      await closeDoors(doors);
    }
  },
);

test("a chunk that its workers do not survive is set aside with that reason", { timeout: 180_000 }, async () => {
  const text = jsonLines([rawInvoice("deadly", { number: undefined })]);
  await withQueue(site, (opened) => enqueue(opened, { text }), { ...SHORT, tries: 1 });
  expect(await workerToItsEnd(1)).toBe("SIGKILL");
  expect(await workerToItsEnd()).toBe(null);
  const doors = await openSite(site);
  try {
    const { state, chunks } = await summaryOf(doors);
    expect(state).toBe("stopped");
    expect(chunks).toMatchObject({
      dead: 1,
      aside: [{ chunk: 1, reason: expect.stringContaining("were lost: killed") }],
    });
  } finally {
    await closeDoors(doors);
  }
});

/** The signal that ended it; it works until nothing is left, or until the step at which it kills itself. */
const workerToItsEnd = (killAt?: number): Promise<NodeJS.Signals | null> => {
  const args = [PROGRAM, site.address, site.folder, ...(killAt === undefined ? [] : [String(killAt)])];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (signal === null && code !== 0) reject(new Error(`the worker ended with ${code}`));
      else resolve(signal);
    });
  });
};

/** What the same documents come to in one process that nobody kills. */
const reckoningOfPlainRun = async () => {
  const doors = await openDoors(`${site.folder}/plain`);
  try {
    const { summary } = await bill({ world: fakeWorld({ "in.jsonl": INPUT }), doors, chunkSize: 100 });
    const { state, counts, money } = summary;
    return { state, counts, money };
  } finally {
    await closeDoors(doors);
  }
};

test(
  "[A20] two runs over the same input at once issue every document once between them",
  { timeout: 120_000 },
  async () => {
    const runs = await Promise.all(
      ["a", "b"].map(async (run) => {
        const doors = await openSite(site);
        try {
          return await bill({ world: fakeWorld({ "in.jsonl": INPUT }), doors, request: { run }, chunkSize: CHUNK });
        } finally {
          await closeDoors(doors);
        }
      }),
    );
    const doors = await openSite(site);
    try {
      expect(await faultsIn(doors, IDS)).toEqual([]);
    } finally {
      await closeDoors(doors);
    }
    const counts = runs.map(({ summary }) => summary.counts);
    expect(counts.map((count) => count.issued + count["already-issued"])).toEqual([DOCUMENTS, DOCUMENTS]);
    expect(counts.reduce((sum, { issued }) => sum + issued, 0)).toBe(DOCUMENTS);
  },
);
