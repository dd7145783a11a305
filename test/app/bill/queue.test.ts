import { readFileSync, rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { emptyDatabase, type Place } from "../../adapters/register/databases.ts";
import { startPostgres } from "../../adapters/register/postgres-server.ts";
import { MERIDIAN_FILE, temporaryFolder } from "../../cli/run-cli.ts";
import { jsonLines, rawInvoice, sha256 } from "../fake-world.ts";
import { REQUEST } from "./billing.ts";
import { faultsIn } from "./proof.ts";
import { drain, enqueue, SHORT, summaryOf, withQueue, type Site } from "./queueing.ts";

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

const IDS = Array.from({ length: 10 }, (_, index) => `doc-${index + 1}`);
const draft = (id: string, fields: Readonly<Record<string, unknown>> = {}) =>
  rawInvoice(id, { number: undefined, ...fields });
const INPUT = jsonLines(IDS.map((id) => draft(id)));

describe("a run on the queue", () => {
  test("is issued by a worker, and ends with its last chunk", async () => {
    await withQueue(site, async (opened) => {
      const enqueued = await enqueue(opened, { text: INPUT, chunkSize: 4 });
      expect(enqueued.map(({ documents, put }) => [documents, put])).toEqual([
        [4, true],
        [4, true],
        [2, true],
      ]);
      expect(await summaryOf(opened.doors)).toMatchObject({
        state: "running",
        chunks: { queued: 3, active: 0, done: 0, dead: 0, documents: 10, documentsDone: 0 },
      });
      await drain(opened, { worker: "host:1" });
      expect(await faultsIn(opened.doors, IDS)).toEqual([]);
      expect(await summaryOf(opened.doors)).toMatchObject({
        state: "finished",
        counts: { issued: 10, "already-issued": 0, refused: 0, waiting: 0 },
        chunks: { queued: 0, active: 0, done: 3, dead: 0, documents: 10, documentsDone: 10, aside: [] },
        workers: [{ name: "host:1", documents: 10 }],
      });
    });
  });

  test("takes nothing twice where the same input is put there again, before and after it is done", async () => {
    await withQueue(site, async (opened) => {
      await enqueue(opened, { text: INPUT, chunkSize: 5 });
      expect((await enqueue(opened, { text: INPUT, chunkSize: 5 })).map(({ put }) => put)).toEqual([false, false]);
      expect((await drain(opened)).map(({ kind }) => kind)).toEqual(["done", "done"]);
      expect((await enqueue(opened, { text: INPUT, chunkSize: 5 })).map(({ put }) => put)).toEqual([false, false]);
      expect(await drain(opened)).toEqual([]);
      expect(await summaryOf(opened.doors)).toMatchObject({ state: "finished", counts: { issued: 10 } });
      expect(await faultsIn(opened.doors, IDS)).toEqual([]);
    });
  });

  test("goes on where the putting was stopped, and does not end before all of the input is there", async () => {
    await withQueue(site, async (opened) => {
      const ids = Array.from({ length: 30 }, (_, index) => `doc-${index + 1}`);
      const text = jsonLines(ids.map((id) => draft(id)));
      await enqueue(opened, { text, chunkSize: 1, chunks: 2 });
      await drain(opened);
      const half = await summaryOf(opened.doors);
      expect(half).toMatchObject({ state: "running", chunks: { queued: 0, active: 0 } });
      const there = half.chunks?.done ?? 0;
      expect(there).toBeLessThan(30);
      const rest = await enqueue(opened, { text, chunkSize: 1 });
      expect(rest.map(({ put }) => put)).toEqual(ids.map((_, index) => index >= there));
      await drain(opened);
      expect(await summaryOf(opened.doors)).toMatchObject({ state: "finished", counts: { issued: 30 } });
      expect(await faultsIn(opened.doors, ids)).toEqual([]);
    });
  });

  test("takes up what was added to the input since", async () => {
    await withQueue(site, async (opened) => {
      await enqueue(opened, { text: INPUT, chunkSize: 8 });
      await drain(opened);
      await enqueue(opened, { text: INPUT + jsonLines([draft("added")]), chunkSize: 8 });
      await drain(opened);
      expect(await summaryOf(opened.doors)).toMatchObject({ state: "finished", counts: { issued: 11 } });
      expect(await faultsIn(opened.doors, [...IDS, "added"])).toEqual([]);
    });
  });

  test("without any document that reads it ends at once, and tells what was refused", async () => {
    await withQueue(site, async (opened) => {
      const [enqueued] = await enqueue(opened, { text: jsonLines([draft("a", { kind: "letter" })]) });
      expect(enqueued).toMatchObject({ documents: 0, put: false, refused: [{ id: "a", outcome: "refused" }] });
      expect(await summaryOf(opened.doors)).toMatchObject({ state: "finished", counts: { refused: 1 } });
    });
  });

  test("[J-ALL-1] documents that a worker refuses are told and take no number", async () => {
    const text = jsonLines([draft("a"), draft("b", { number: "INV-US-2026-000009" }), draft("c")]);
    await withQueue(site, async (opened) => {
      await enqueue(opened, { text });
      await drain(opened);
      expect(await summaryOf(opened.doors)).toMatchObject({ state: "finished", counts: { issued: 2, refused: 1 } });
      expect(await faultsIn(opened.doors, ["a", "c"])).toEqual([]);
    });
  });
});

describe("a chunk that cannot be done", () => {
  const impatient = { ...SHORT, tries: 2 };

  test("is set aside with its reason while the others are done, and is tried again when it is put there again", async () => {
    await withQueue(
      site,
      async (opened) => {
        await enqueue(opened, { text: INPUT, chunkSize: 5 });
        const [unreadable] = await opened.doors.store.keep([new TextEncoder().encode("no chunk")]);
        const broken = { ...jobOf(3), blob: unreadable?.sha256 ?? "" };
        const lost = { ...jobOf(4), blob: "0".repeat(64) };
        await opened.queue.put([broken, lost]);
        const news = await drain(opened);
        expect(news.map(({ kind, place: { chunk } }) => `${chunk} ${kind}`).toSorted()).toEqual([
          "1 done",
          "2 done",
          "3 set-aside",
          "4 failed",
          "4 failed",
          "4 set-aside",
        ]);
        const summary = await summaryOf(opened.doors);
        expect(summary).toMatchObject({ state: "stopped", counts: { issued: 10 }, chunks: { done: 2, dead: 2 } });
        expect(summary.chunks?.aside.map(({ chunk }) => chunk)).toEqual([3, 4]);
        expect(summary.chunks?.aside[1]?.reason).toContain("does not hold the run's documents");
        expect(await opened.queue.put([lost])).toBe(1);
        expect((await drain(opened)).map(({ kind }) => kind)).toEqual(["failed", "failed", "set-aside"]);
      },
      impatient,
    );
  });

  test("a run whose profile the store does not have is set aside with that reason", async () => {
    await withQueue(
      site,
      async (opened) => {
        await enqueue(opened, { text: INPUT, chunkSize: 10, chunks: 0 });
        await opened.queue.put([{ ...jobOf(7), profileHash: "0".repeat(64) }]);
        await drain(opened);
        const { chunks } = await summaryOf(opened.doors);
        expect(chunks?.aside).toMatchObject([{ chunk: 7, reason: expect.stringContaining("the run's profile") }]);
      },
      impatient,
    );
  });

  const jobOf = (chunk: number) => ({
    run: REQUEST.run,
    chunk,
    blob: "1".repeat(64),
    documents: 5,
    profileHash: sha256(readFileSync(MERIDIAN_FILE)),
    formats: REQUEST.formats,
  });
});

test("[A20] a database that is restarted under a worker is waited for, and nothing is lost or done twice", async () => {
  const server = await startPostgres();
  try {
    let restarts = 0;
    const before = async (): Promise<void> => {
      restarts += 1;
      if (restarts !== 2) return;
      await server.stop();
      await server.start();
    };
    await withQueue({ ...site, address: server.url }, async (opened) => {
      await enqueue(opened, { text: INPUT, chunkSize: 2 });
      await drain(opened, { before });
      expect(await summaryOf(opened.doors)).toMatchObject({ state: "finished", counts: { issued: 10 } });
      expect(await faultsIn(opened.doors, IDS)).toEqual([]);
    });
  } finally {
    await server.remove();
  }
});
