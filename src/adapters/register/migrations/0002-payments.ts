import type { Kysely } from "kysely";
import type { Engine } from "../session.ts";
import { DIALECT, fixedColumns, guardStatements, keepForEver, runAll, words, type Guard } from "./ddl.ts";

/** What customers have paid online, are about to pay, and have used of the month's limit for cards (rule B5). */
export const payments = async (db: Kysely<unknown>, engine: Engine): Promise<void> => {
  await runAll(db, [
    attemptTable(engine),
    "create unique index payment_attempt_begun on payment_attempt (document) where status = 'begun'",
    "create index payment_attempt_document on payment_attempt (document)",
    "create index payment_attempt_held on payment_attempt (account_id, currency, month) where held > 0",
    eventTable(engine),
    "create index payment_event_attempt on payment_event (attempt)",
    cardTable(engine),
    ...keepForEver(engine, "payment_event", "other.id = new.id"),
    ...GUARDS.flatMap((guard) => guardStatements(engine, guard)),
  ]);
};

const attemptTable = (engine: Engine): string => {
  const { text, whole, end } = DIALECT[engine];
  return `create table payment_attempt (
    id ${text} not null primary key,
    document ${text} not null references document (id),
    account_id ${text} not null,
    currency ${text} not null,
    month ${text} not null check (month like '____-__'),
    amount ${whole} not null check (amount > 0),
    held ${whole} not null,
    card_paid ${whole} not null,
    card_month ${text} check (card_month like '____-__'),
    status ${text} not null check (status in (${words("begun", "processing", "succeeded", "failed", "abandoned")})),
    session ${text} unique,
    url ${text},
    method_kind ${text} check (method_kind in (${words("card", "bank")})),
    method_brand ${text},
    method_last4 ${text} check (length(method_last4) = 4),
    begun_at ${text} not null,
    expires_at ${text},
    settled_at ${text},
    paid_on ${text} check (paid_on like '____-__-__'),
    constraint held_whole_or_not check (held = 0 or (held = amount and status in (${words("begun", "processing")}))),
    constraint paid_when_succeeded check (card_paid = 0 or (card_paid > 0 and status = 'succeeded' and card_month is not null))
  ) ${end}`;
};

const eventTable = (engine: Engine): string => {
  const { text, whole, end } = DIALECT[engine];
  return `create table payment_event (
    id ${text} not null primary key,
    at ${text} not null,
    attempt ${text} references payment_attempt (id),
    result ${text} check (result in (${words("processing", "succeeded", "failed", "expired")})),
    amount ${whole},
    method_kind ${text},
    method_brand ${text},
    method_last4 ${text} check (length(method_last4) = 4),
    paid_on ${text},
    constraint a_result_of_an_attempt check ((attempt is null) = (result is null))
  ) ${end}`;
};

const cardTable = (engine: Engine): string => {
  const { text, whole, end } = DIALECT[engine];
  return `create table card_total (
    account_id ${text} not null,
    currency ${text} not null,
    month ${text} not null check (month like '____-__'),
    paid ${whole} not null constraint paid_is_not_negative check (paid >= 0),
    held ${whole} not null constraint held_is_not_negative check (held >= 0),
    primary key (account_id, currency, month)
  ) ${end}`;
};

const GUARDS: readonly Guard[] = [
  fixedColumns("payment_event", [
    "id",
    "at",
    "attempt",
    "result",
    "amount",
    "method_kind",
    "method_brand",
    "method_last4",
    "paid_on",
  ]),
  fixedColumns("payment_attempt", ["id", "document", "account_id", "currency", "month", "amount", "begun_at"]),
  {
    name: "payment_attempt_succeeded_stays",
    table: "payment_attempt",
    before: "update",
    when: "old.status = 'succeeded' and new.status <> 'succeeded'",
    message: "what is paid stays paid",
  },
];
