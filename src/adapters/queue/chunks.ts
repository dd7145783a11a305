import type { Db } from "pg-boss";
import type { ChunkJob, ChunkPlace } from "../../app/bill/queue.ts";
import { now } from "../clock.ts";

/** The chunk as one worker has it: another that took it meanwhile is not disturbed by what this one says. */
export type Held = Pick<ChunkJob, "run" | "chunk" | "blob"> & { readonly worker: string };

/** Enters chunks in the register; those that are to be worked on come back. */
export const enterChunks = async (db: Db, jobs: readonly ChunkJob[]): Promise<readonly ChunkJob[]> => {
  const { rows } = await db.executeSql(
    `insert into run_chunk (run, chunk, state, blob, documents, changed_at)
     select value->>'run', (value->>'chunk')::bigint, 'queued', value->>'blob', (value->>'documents')::bigint, $2
     from jsonb_array_elements($1::jsonb)
     on conflict (run, chunk) do update
       set state = 'queued', blob = excluded.blob, documents = excluded.documents,
           worker = null, reason = null, changed_at = excluded.changed_at
       where run_chunk.state = 'dead' or run_chunk.blob <> excluded.blob
     returning run, chunk`,
    [JSON.stringify(jobs), now()],
  );
  const entered = new Set(rows.map((row: { readonly run: string; readonly chunk: string }) => keyOf(row)));
  return jobs.filter((job) => entered.has(keyOf(job)));
};

const keyOf = ({ run, chunk }: { readonly run: string; readonly chunk: string | number }): string => `${chunk} ${run}`;

/** False where the chunk is done, or another of its number took its place: the job is then of no use any more. */
export const takeChunk = async (db: Db, { run, chunk, blob, worker }: Held): Promise<boolean> => {
  const { rows } = await db.executeSql(
    `update run_chunk set state = 'active', worker = $4, changed_at = $5
     where run = $1 and chunk = $2 and blob = $3 and state in ('queued', 'active') returning run`,
    [run, chunk, blob, worker, now()],
  );
  return rows.length > 0;
};

/** True where it was this worker's to say so. */
export const leaveChunk = async (db: Db, held: Held, state: "queued" | "done"): Promise<boolean> => {
  const { run, chunk, blob, worker } = held;
  const { rows } = await db.executeSql(
    `update run_chunk set state = $5, worker = case when $5 = 'done' then worker end, changed_at = $6
     where run = $1 and chunk = $2 and blob = $3 and worker = $4 and state = 'active' returning run`,
    [run, chunk, blob, worker, state, now()],
  );
  return rows.length > 0;
};

/** Where a chunk stands, and its documents where they are known: others under its number stay as they are. */
export type Dead = ChunkPlace & { readonly blob?: string };

/** Whoever has it: what is set aside was tried often enough, or is no chunk. */
export const setChunkAside = async (db: Db, { run, chunk, blob }: Dead, reason: string): Promise<void> => {
  await db.executeSql(
    `update run_chunk set state = 'dead', reason = $4, changed_at = $5
     where run = $1 and chunk = $2 and blob = coalesce($3, blob) and state in ('queued', 'active')`,
    [run, chunk, blob ?? null, reason, now()],
  );
};

/** Ends the runs whose last chunk is through: finished, or stopped where chunks were set aside and wait for somebody. */
export const endRuns = async (db: Db): Promise<void> => {
  await db.executeSql(
    `update run set finished_at = $1, state = case when exists (
         select from run_chunk where run_chunk.run = run.id and run_chunk.state = 'dead') then 'stopped' else 'finished' end
     where state = 'running' and enqueued_at is not null and not exists (
         select from run_chunk where run_chunk.run = run.id and run_chunk.state in ('queued', 'active'))`,
    [now()],
  );
};

export const sealRun = async (db: Db, run: string, documentsIn: number): Promise<void> => {
  await db.executeSql("update run set enqueued_at = $2, documents_in = $3 where id = $1", [run, now(), documentsIn]);
};

/** Whether no chunk waits or is in anybody's hands. */
export const isDrained = async (db: Db): Promise<boolean> => {
  const { rows } = await db.executeSql("select from run_chunk where state in ('queued', 'active') limit 1");
  return rows.length === 0;
};
