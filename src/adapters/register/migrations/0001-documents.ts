import type { Kysely } from "kysely";
import type { Engine } from "../session.ts";
import { documentGuards } from "./0001-document-guards.ts";
import { DIALECT, runAll, words } from "./ddl.ts";

/** Documents with their numbers, files and audit trail, and the runs that made them. */
export const documents = async (db: Kysely<unknown>, engine: Engine): Promise<void> => {
  await runAll(db, [
    ...numberTables(engine),
    documentTable(engine),
    ...documentIndexes,
    fileTable(engine),
    auditTable(engine),
    "create index audit_document on audit (document)",
    ...runTables(engine),
    "create index run_entry_outcome on run_entry (run, outcome, ordinal)",
    ...documentGuards(engine),
  ]);
};

const numberTables = (engine: Engine): readonly string[] => {
  const { text, whole, end } = DIALECT[engine];
  return [
    `create table series (
      key ${text} not null primary key,
      prefix ${text} not null unique,
      digits ${whole} not null check (digits between 1 and 12),
      next ${whole} not null check (next >= 1)
    ) ${end}`,
    `create table toolset (
      hash ${text} not null primary key,
      version ${text} not null,
      runtime ${text} not null,
      templates ${text} not null,
      locales ${text} not null,
      fonts ${text} not null
    ) ${end}`,
  ];
};

const documentTable = (engine: Engine): string => {
  const { text, whole, ordinal, end } = DIALECT[engine];
  return `create table document (
    ordinal ${ordinal},
    id ${text} not null unique,
    kind ${text} not null check (kind in (${words("invoice", "credit-note", "usage-statement")})),
    run ${text} not null,
    place ${text} not null,
    entity ${text} not null,
    account_id ${text} not null,
    customer_name ${text} not null,
    country ${text} not null,
    region ${text} not null,
    locale ${text} not null,
    issue_date ${text} not null check (issue_date like '____-__-__'),
    due_date ${text} check (due_date like '____-__-__'),
    input_hash ${text} not null,
    profile_hash ${text} not null,
    toolset ${text} not null references toolset (hash),
    currency ${text},
    net ${whole},
    tax ${whole},
    total ${whole},
    due ${whole},
    card_paid ${whole},
    methods ${text} not null,
    link_url ${text},
    link_key ${text} unique,
    link_mode ${text} check (link_mode in (${words("given", "payment-link", "pay-page")})),
    link_token ${text} unique,
    link_reference ${text},
    replaces ${text},
    corrects ${text},
    number ${text} unique,
    series ${text} references series (key),
    serial ${whole},
    state ${text} not null check (state in (${words("numbered", "rendered", "issued", "delivered", "void")})),
    payment ${text} not null check (payment in (${words("none", "open", "processing", "failed", "paid")})),
    content_hash ${text},
    numbered_at ${text} not null,
    issued_at ${text},
    delivered_at ${text},
    paid_at ${text},
    ${DOCUMENT_CHECKS}
  ) ${end}`;
};

/** What must agree within one document. */
const DOCUMENT_CHECKS = `
    unique (series, serial),
    constraint a_statement_has_no_money check (
      kind <> 'usage-statement'
      or (currency is null and number is null and due_date is null and link_url is null and methods = '')),
    constraint a_number_is_there check (kind = 'usage-statement' or number is not null),
    constraint amounts_come_together check (
      (currency is null and net is null and tax is null and total is null and due is null and card_paid is null)
      or (currency is not null and net is not null and tax is not null and total is not null and due is not null)),
    constraint a_link_is_whole check (
      (link_url is null) = (link_key is null) and (link_url is null) = (link_mode is null)
      and (link_url is not null or (link_token is null and link_reference is null))),
    constraint a_serial_has_a_series check (
      (series is null) = (serial is null) and (series is null or number is not null)),
    constraint issued_with_content check (
      state not in ('issued', 'delivered') or (content_hash is not null and issued_at is not null)),
    constraint only_a_demand_is_paid check (payment = 'none' or due > 0),
    constraint paid_at_a_time check ((payment = 'paid') = (paid_at is not null))`;

const documentIndexes: readonly string[] = [
  "create index document_run on document (run)",
  "create index document_account on document (account_id)",
  "create index document_owed on document (region, ordinal) where payment in ('open', 'processing', 'failed')",
  "create index document_replaces on document (replaces) where replaces is not null",
];

const fileTable = (engine: Engine): string => {
  const { text, whole, end } = DIALECT[engine];
  return `create table document_file (
    document ${text} not null references document (id),
    format ${text} not null,
    name ${text} not null,
    sha256 ${text} not null check (length(sha256) = 64),
    bytes ${whole} not null check (bytes >= 0),
    primary key (document, format)
  ) ${end}`;
};

const auditTable = (engine: Engine): string => {
  const { text, ordinal, end } = DIALECT[engine];
  return `create table audit (
    serial ${ordinal},
    at ${text} not null,
    actor ${text} not null,
    action ${text} not null,
    document ${text},
    reason ${text},
    details ${text}
  ) ${end}`;
};

const runTables = (engine: Engine): readonly string[] => {
  const { text, ordinal, end } = DIALECT[engine];
  return [
    `create table run (
      id ${text} not null primary key,
      inputs ${text} not null,
      profile_hash ${text} not null,
      version ${text} not null,
      state ${text} not null check (state in (${words("running", "finished", "stopped")})),
      started_at ${text} not null,
      finished_at ${text}
    ) ${end}`,
    `create table run_entry (
      ordinal ${ordinal},
      run ${text} not null references run (id),
      place ${text} not null,
      outcome ${text} not null check (outcome in (${words("issued", "already-issued", "refused", "waiting")})),
      document ${text},
      issues ${text} not null,
      unique (run, place)
    ) ${end}`,
  ];
};
