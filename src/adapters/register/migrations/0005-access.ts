import type { Kysely } from "kysely";
import type { Engine } from "../session.ts";
import { DIALECT, fixedColumns, guardStatements, keepForEver, runAll, words, type Guard } from "./ddl.ts";

/** Who may see documents from outside: keys of the API (rule F3), and the grants behind signed links. */
export const access = async (db: Kysely<unknown>, engine: Engine): Promise<void> => {
  await runAll(db, [
    keyTable(engine),
    grantTable(engine),
    "create index download_grant_document on download_grant (document)",
    ...keepForEver(engine, "api_key", "other.id = new.id or other.secret_hash = new.secret_hash"),
    ...keepForEver(engine, "download_grant", "other.id = new.id"),
    ...GUARDS.flatMap((guard) => guardStatements(engine, guard)),
  ]);
};

const keyTable = (engine: Engine): string => {
  const { text, end } = DIALECT[engine];
  return `create table api_key (
    id ${text} not null primary key,
    name ${text} not null,
    secret_hash ${text} not null unique check (length(secret_hash) = 64),
    scopes ${text} not null,
    accounts ${text} not null,
    organisations ${text} not null,
    created_at ${text} not null,
    created_by ${text} not null,
    expires_at ${text},
    revoked_at ${text},
    last_used_at ${text}
  ) ${end}`;
};

const grantTable = (engine: Engine): string => {
  const { text, end } = DIALECT[engine];
  return `create table download_grant (
    id ${text} not null primary key,
    document ${text} not null references document (id),
    account_id ${text} not null,
    file ${text} not null check (file in (${words("pdf", "html", "text", "json", "page")})),
    expires_at ${text} not null,
    created_at ${text} not null,
    created_by ${text} not null,
    revoked_at ${text}
  ) ${end}`;
};

const GUARDS: readonly Guard[] = [
  fixedColumns("api_key", [
    "id",
    "name",
    "secret_hash",
    "scopes",
    "accounts",
    "organisations",
    "created_at",
    "created_by",
    "expires_at",
  ]),
  fixedColumns("download_grant", ["id", "document", "account_id", "file", "expires_at", "created_at", "created_by"]),
  ...(["api_key", "download_grant"] as const).map((table): Guard => ({
    name: `${table}_revoked_stays`,
    table,
    before: "update",
    when: "old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at",
    message: "what is revoked stays revoked",
  })),
  {
    name: "download_grant_of_account",
    table: "download_grant",
    before: "insert",
    when: "not exists (select 1 from document as d where d.id = new.document and d.account_id = new.account_id)",
    message: "a document is granted to the account that it was issued to (A9)",
  },
];
