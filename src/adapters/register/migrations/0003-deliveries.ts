import type { Kysely } from "kysely";
import type { Engine } from "../session.ts";
import { DIALECT, fixedColumns, guardStatements, runAll, words } from "./ddl.ts";

/** What is to be sent of the documents, and how a run is spread over workers. */
export const deliveries = async (db: Kysely<unknown>, engine: Engine): Promise<void> => {
  await runAll(db, [
    deliveryTable(engine),
    "create index delivery_document on delivery (document)",
    "create index delivery_queued on delivery (ordinal) where status = 'queued'",
    ...guardStatements(engine, fixedColumns("delivery", ["ordinal", "key", "document", "kind", "queued_at"])),
    ...guardStatements(engine, {
      name: "delivery_sent_once",
      table: "delivery",
      before: "update",
      when: "old.status = 'sent' and (new.status <> 'sent' or new.sent_at is distinct from old.sent_at)",
      message: "what is sent is sent once",
    }),
    ...runTables(engine),
  ]);
};

const deliveryTable = (engine: Engine): string => {
  const { text, ordinal, end } = DIALECT[engine];
  return `create table delivery (
    ordinal ${ordinal},
    key ${text} not null unique,
    document ${text} not null references document (id),
    kind ${text} not null check (kind in (${words("document", "receipt", "payment-failed", "reminder")})),
    recipients ${text} not null,
    status ${text} not null check (status in (${words("queued", "sent", "parked")})),
    queued_at ${text} not null,
    sent_at ${text},
    constraint sent_at_a_time check ((status = 'sent') = (sent_at is not null))
  ) ${end}`;
};

const runTables = (engine: Engine): readonly string[] => {
  const { text, whole, end } = DIALECT[engine];
  return [
    `create table run_chunk (
      run ${text} not null references run (id),
      chunk ${whole} not null,
      state ${text} not null check (state in (${words("queued", "active", "done", "dead")})),
      blob ${text} not null,
      documents ${whole} not null check (documents > 0),
      worker ${text},
      reason ${text},
      changed_at ${text} not null,
      primary key (run, chunk),
      constraint dead_for_a_reason check ((state = 'dead') = (reason is not null))
    ) ${end}`,
    "create index run_chunk_open on run_chunk (run) where state in ('queued', 'active')",
    `alter table run add column enqueued_at ${text}`,
    `alter table run add column documents_in ${whole}`,
    `create table worker (
      name ${text} not null,
      run ${text} not null references run (id),
      since ${text} not null,
      last_seen ${text} not null,
      documents ${whole} not null check (documents >= 0),
      primary key (run, name)
    ) ${end}`,
  ];
};
