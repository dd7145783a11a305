import type { Queue } from "../app/bill/queue.ts";
import { TIMING, type Timing } from "./queue/timing.ts";

/**
 * The queue beside a register in PostgreSQL, which has been opened, so that its tables are there. A database that cannot be
 * reached is an `OutsideFailure`. Its client is loaded when it is wanted.
 */
export const openQueue = async (postgresUrl: string, timing: Timing = TIMING): Promise<Queue> => {
  const [{ CHUNKS, closeBoss, openBoss, persisted, transact }, { endRuns, enterChunks, sealRun }, { workInLanes }] =
    await Promise.all([import("./queue/boss.ts"), import("./queue/chunks.ts"), import("./queue/lanes.ts")]);
  const boss = await openBoss(postgresUrl, timing);
  return {
    put: (jobs) =>
      transact(boss, async (db) => {
        const inserts = (await enterChunks(db, jobs)).map((data) => ({ data }));
        if (inserts.length > 0) await boss.insert(CHUNKS, inserts, { db });
        return inserts.length;
      }),
    seal: async (run, documentsIn) => {
      await persisted(() => sealRun(boss.getDb(), run, documentsIn));
      await persisted(() => endRuns(boss.getDb()));
    },
    work: (work) => workInLanes(boss, work, timing),
    close: () => closeBoss(boss),
  };
};
