import { PgBoss, type Db } from "pg-boss";
import { invariant } from "../../kernel/result.ts";
import { pauseBefore, postgresFailure } from "../register/postgres-failure.ts";
import { persist } from "../register/retry.ts";
import type { Timing } from "./timing.ts";

/** The chunks, and those that were tried often enough, until a worker has noted it in the register. */
export const CHUNKS = "billwright-chunks";
export const DEAD_CHUNKS = "billwright-dead-chunks";

/** Of one process, beside those of its register. */
const MOST_CONNECTIONS = 3;

/** A chunk is alive as long as its worker is; this only ends one that hangs. */
const LONGEST_CHUNK_SECONDS = 12 * 60 * 60;
const KEPT_QUEUED_SECONDS = 90 * 24 * 60 * 60;
const KEPT_DONE_SECONDS = 24 * 60 * 60;
const STOP_MS = 10_000;

/** pg-boss in the schema "pgboss" of the register's database; its tables are made where they are missing. */
export const openBoss = async (url: string, timing: Timing): Promise<PgBoss> => {
  const boss = new PgBoss({
    connectionString: url,
    max: MOST_CONNECTIONS,
    application_name: "billwright",
    options: "-c idle_in_transaction_session_timeout=60s -c lock_timeout=60s",
    superviseIntervalSeconds: timing.lookSeconds,
    monitorIntervalSeconds: timing.lookSeconds,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  // What fails in the background fails in the next call too, which tells it.
  boss.on("error", () => {});
  try {
    await boss.start();
    await createQueues(boss, timing);
    return boss;
  } catch (error) {
    await closeBoss(boss);
    throw postgresFailure(error);
  }
};

export const closeBoss = (boss: PgBoss): Promise<void> => boss.stop({ timeout: STOP_MS });

/** Made again with each start, so that the settings are those of this version. */
const createQueues = async (boss: PgBoss, timing: Timing): Promise<void> => {
  const kept = { retentionSeconds: KEPT_QUEUED_SECONDS, deleteAfterSeconds: KEPT_DONE_SECONDS };
  const settings = {
    ...kept,
    expireInSeconds: LONGEST_CHUNK_SECONDS,
    heartbeatSeconds: timing.heartbeatSeconds,
    retryLimit: timing.tries - 1,
    retryDelay: timing.retrySeconds,
    retryBackoff: true,
    retryDelayMax: timing.longestRetrySeconds,
    deadLetter: DEAD_CHUNKS,
  };
  await boss.createQueue(DEAD_CHUNKS, kept);
  await boss.createQueue(CHUNKS, settings);
  await boss.updateQueue(CHUNKS, settings);
};

/** What asks the database, again while a failure may pass; it must do the same when it finds its own work. */
export const persisted = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await persist(work, pauseBefore);
  } catch (error) {
    throw postgresFailure(error);
  }
};

/** One transaction over the register's tables and those of the queue, whole or not at all. */
export const transact = <T>(boss: PgBoss, work: (db: Db) => Promise<T>): Promise<T> =>
  persisted(async () => {
    const transaction = await boss.getDb().beginTransaction?.();
    invariant(transaction !== undefined, "pg-boss opens transactions on its own connections");
    try {
      const made = await work(transaction.db);
      await transaction.commit();
      return made;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  });
