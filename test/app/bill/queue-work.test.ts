import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStripe } from "../../../src/adapters/stripe.ts";
import { enqueueDocuments } from "../../../src/app/bill/enqueue.ts";
import { openRun, type Doors } from "../../../src/app/bill/open-run.ts";
import { readJob, type ChunkJob, type Queue } from "../../../src/app/bill/queue.ts";
import { openChunkWorker } from "../../../src/app/bill/work.ts";
import type { World } from "../../../src/app/world.ts";
import { temporaryFolder } from "../../cli/run-cli.ts";
import { valueOf } from "../../documents.ts";
import meridian from "../../issuers/meridian.json" with { type: "json" };
import { openFakeStripe, type FakeStripe } from "../../stripe/fake-stripe.ts";
import { fakeWorld, ISSUER, jsonLines, LIMITS, rawInvoice } from "../fake-world.ts";
import { closeDoors, openDoors, registered, REQUEST } from "./billing.ts";
import { faultsIn } from "./proof.ts";

let folder: string;
let stripe: FakeStripe;
let doors: Doors;
beforeEach(async () => {
  folder = temporaryFolder();
  stripe = await openFakeStripe(() => Date.parse("2026-05-10T23:30:00Z"));
  doors = { ...(await openDoors(folder)), provider: valueOf(await openStripe({ ...stripe.settings, attempts: 1 })) };
});
afterEach(async () => {
  await closeDoors(doors);
  await stripe.close();
  rmSync(folder, { recursive: true, force: true });
});

type Raw = Readonly<Record<string, unknown>>;

/** The jobs of a run's documents, two in a chunk, as a queue gets them. */
const jobsOf = async (world: World, run: string): Promise<readonly ChunkJob[]> => {
  const jobs: ChunkJob[] = [];
  const queue: Queue = {
    put: async (some) => jobs.push(...some),
    seal: async () => {},
    work: async () => {},
    close: async () => {},
  };
  const { bench, records } = valueOf(await openRun(world, { ...REQUEST, run }, doors));
  const order = { records: records(), bench, queue, stop: { aborted: false }, chunkSize: 2 };
  for await (const _ of enqueueDocuments(order)) void _;
  return jobs;
};

const worldOf = (ids: readonly string[], { fields = {}, profile }: { fields?: Raw; profile?: string } = {}): World =>
  fakeWorld({
    "in.jsonl": jsonLines(ids.map((id) => rawInvoice(id, { number: undefined, ...fields }))),
    ...(profile !== undefined && { [ISSUER]: profile }),
  });

/** The world, and how many pools of it are open. */
const countedWorld = (): { readonly world: World; readonly open: () => number } => {
  const world = fakeWorld({});
  let open = 0;
  const drawing: World["drawing"] = (setup, limits) => {
    open += 1;
    const pool = world.drawing(setup, limits);
    return {
      ...pool,
      close: async () => {
        open -= 1;
        await pool.close();
      },
    };
  };
  return { world: { ...world, drawing }, open: () => open };
};

const REQUESTED = { actor: { name: "test" }, limits: LIMITS };

describe("a worker", () => {
  test("issues chunks of several runs, with one pool of threads at a time", async () => {
    const first = await jobsOf(worldOf(["a", "b", "c"]), "first");
    const second = await jobsOf(worldOf(["d", "e"]), "second");
    const { world, open } = countedWorld();
    const worker = openChunkWorker(world, doors, REQUESTED);
    const opened: number[] = [];
    for (const job of [...first, ...second, ...first]) {
      expect(await worker.handle(job)).toEqual({ ok: true, value: undefined });
      opened.push(open());
    }
    await worker.close();
    expect(opened).toEqual([1, 1, 1, 1, 1]);
    expect(open()).toBe(0);
    expect(await faultsIn(doors, ["a", "b", "c", "d", "e"])).toEqual([]);
    expect((await registered(doors)).map(({ id, origin }) => [id, origin.run, origin.place])).toEqual([
      ["a", "first", "in.jsonl:1 #1"],
      ["b", "first", "in.jsonl:2 #2"],
      ["c", "first", "in.jsonl:3 #3"],
      ["d", "second", "in.jsonl:1 #1"],
      ["e", "second", "in.jsonl:2 #2"],
    ]);
  });

  test("draws with the profile that the run was put on the queue with, whatever its own is", async () => {
    const legalName = "Other Systems, Inc.";
    const us = { ...meridian.entities.us, legalName };
    const profile = JSON.stringify({ ...meridian, entities: { ...meridian.entities, us } });
    const worker = openChunkWorker(fakeWorld({}), doors, REQUESTED);
    for (const job of await jobsOf(worldOf(["a"], { profile }), "other")) await worker.handle(job);
    await worker.close();
    const [document] = await registered(doors);
    const [file] = document?.files ?? [];
    expect(new TextDecoder().decode(file && (await doors.store.read(file.sha256)))).toContain(legalName);
  });

  test("[B3] lets a chunk come again for documents whose link was not made, and issues them then", async () => {
    const { CAD: _, ...currencies } = meridian.online.currencies;
    const online = { ...meridian.online, currencies, hosts: ["buy.stripe.com"], links: "payment-link" };
    const profile = JSON.stringify({ ...meridian, online });
    const jobs = await jobsOf(worldOf(["a", "b"], { fields: { payment: {} }, profile }), "links");
    const worker = openChunkWorker(fakeWorld({}), doors, REQUESTED);
    const handleAll = () => Promise.all(jobs.map((job) => worker.handle(job)));
    stripe.faults.push("failed");
    await expect(handleAll()).rejects.toThrow(/^1 numbered document waits: /);
    expect(await handleAll()).toEqual([{ ok: true, value: undefined }]);
    await worker.close();
    expect(await faultsIn(doors, ["a", "b"])).toEqual([]);
    expect(stripe.links()).toHaveLength(2);
  });

  test("[F7] refuses for good to issue from a demo profile", async () => {
    const [job] = await jobsOf(worldOf(["a"]), "demo");
    const demo = { ...meridian, demo: true };
    const [kept] = await doors.store.keep([new TextEncoder().encode(JSON.stringify(demo))]);
    const worker = openChunkWorker(fakeWorld({}), doors, REQUESTED);
    const handled = job && (await worker.handle({ ...job, profileHash: kept?.sha256 ?? "" }));
    await worker.close();
    expect(handled).toMatchObject({ ok: false, issues: [{ rule: "F7" }] });
    expect(await registered(doors)).toEqual([]);
  });
});

describe("a job as the queue keeps it", () => {
  const job: ChunkJob = {
    run: "2026-05",
    chunk: 3,
    blob: "b".repeat(64),
    documents: 100,
    profileHash: "c".repeat(64),
    formats: ["pdf", "json"],
  };

  test("is read back as it was", () => {
    expect(readJob(JSON.parse(JSON.stringify(job)))).toEqual(job);
  });

  test.each([
    ["nothing", null],
    ["no run", { ...job, run: undefined }],
    ["chunk 0", { ...job, chunk: 0 }],
    ["a part of a chunk", { ...job, chunk: 1.5 }],
    ["no documents", { ...job, documents: "100" }],
    ["no profile", { ...job, profileHash: undefined }],
    ["a format of another version", { ...job, formats: ["pdf", "ubl"] }],
  ])("is none of ours with %s", (_, data) => {
    expect(readJob(data)).toBe(undefined);
  });
});
