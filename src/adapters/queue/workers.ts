import type { Db } from "pg-boss";
import { now } from "../clock.ts";

/** The worker has a chunk of the run, or has done so many of its documents. */
export const seeWorker = async (
  db: Db,
  { name, run, documents }: { readonly name: string; readonly run: string; readonly documents: number },
): Promise<void> => {
  await db.executeSql(
    `insert into worker (name, run, since, last_seen, documents) values ($1, $2, $3, $3, $4)
     on conflict (run, name) do update
       set last_seen = excluded.last_seen, documents = worker.documents + excluded.documents`,
    [name, run, now(), documents],
  );
};

/** It lives, with or without a chunk in hand. */
export const seeAlive = async (db: Db, name: string): Promise<void> => {
  await db.executeSql(
    `update worker set last_seen = $2
     where name = $1 and run in (select id from run where state = 'running')`,
    [name, now()],
  );
};
