import type { Kysely } from "kysely";
import type { Engine } from "../session.ts";
import { DIALECT, guardStatements, runAll } from "./ddl.ts";

/** How the sending of a delivery goes: who has it in hand, how often it was tried, who has got it. */
export const sending = async (db: Kysely<unknown>, engine: Engine): Promise<void> => {
  const { text, whole } = DIALECT[engine];
  const columns = [
    `tries ${whole} not null default 0 check (tries >= 0)`,
    `first_tried_at ${text}`,
    `claimed_by ${text}`,
    `claimed_at ${text} check ((claimed_at is null) = (claimed_by is null))`,
    `next_at ${text}`,
    `answer ${text}`,
    `accepted ${text} not null default '[]'`,
    `refused ${text} not null default '[]'`,
    `reason ${text} check ((status = 'parked') = (reason is not null))`,
  ];
  await runAll(db, [
    ...columns.map((column) => `alter table delivery add column ${column}`),
    "create index delivery_claimed on delivery (claimed_at) where status = 'queued' and claimed_at is not null",
    ...guardStatements(engine, {
      name: "delivery_not_lost",
      table: "delivery",
      before: "delete",
      when: "true",
      message: "deliveries are kept for ever",
    }),
    ...guardStatements(engine, {
      name: "delivery_tries_forwards",
      table: "delivery",
      before: "update",
      when: "new.tries < old.tries",
      message: "what was tried was tried",
    }),
  ]);
};
