import { SCOPES, type ApiKey, type KeySecret, type NewApiKey } from "../../../app/register/access.ts";
import type { Change } from "../../../app/register/register.ts";
import type { Instant } from "../../../kernel/calendar.ts";
import { recordAudit } from "../audit.ts";
import { fromJson } from "../json.ts";
import type { Session } from "../session.ts";
import type { ApiKeyTable } from "../tables.ts";

/** Once, however often it is asked for. */
export const createKey = async (session: Session, key: NewApiKey & KeySecret, change: Change): Promise<void> => {
  const { db } = session;
  if ((await rowOf(session, key.id)) !== undefined) return;
  await db.insertInto("api_key").values(columnsOf(key, change)).execute();
  await recordAudit(session, change, [
    {
      action: "key created",
      details: {
        key: key.id,
        name: key.name,
        scopes: key.scopes.join(" "),
        ...(key.accounts.length > 0 && { accounts: key.accounts.join(" ") }),
        ...(key.organisations.length > 0 && { organisations: key.organisations.join(" ") }),
        ...(key.expiresAt !== undefined && { expires: key.expiresAt }),
      },
    },
  ]);
};

export const findKey = async (session: Session, id: string): Promise<(ApiKey & KeySecret) | undefined> => {
  const row = await rowOf(session, id);
  return row === undefined ? undefined : { ...keyOf(row), secretHash: row.secret_hash };
};

/** In the order in which they were made. */
export const listKeys = async ({ db }: Session): Promise<readonly ApiKey[]> =>
  (await db.selectFrom("api_key").selectAll().orderBy("created_at").orderBy("id").execute()).map(keyOf);

export const revokeKey = async (session: Session, id: string, change: Change): Promise<boolean> => {
  const row = await rowOf(session, id);
  if (row === undefined) return false;
  if (row.revoked_at !== null) return true;
  await session.db.updateTable("api_key").set({ revoked_at: change.at }).where("id", "=", id).execute();
  await recordAudit(session, change, [{ action: "key revoked", details: { key: id, name: row.name } }]);
  return true;
};

/** Never goes back: several servers may use one register. */
export const noteKeyUse = async ({ db }: Session, id: string, at: Instant): Promise<void> => {
  await db
    .updateTable("api_key")
    .set({ last_used_at: at })
    .where("id", "=", id)
    .where((row) => row.or([row("last_used_at", "is", null), row("last_used_at", "<", at)]))
    .execute();
};

const rowOf = ({ db }: Session, id: string): Promise<ApiKeyTable | undefined> =>
  db.selectFrom("api_key").selectAll().where("id", "=", id).executeTakeFirst();

const columnsOf = (key: NewApiKey & KeySecret, { by, at }: Change): ApiKeyTable => ({
  id: key.id,
  name: key.name,
  secret_hash: key.secretHash,
  scopes: JSON.stringify(key.scopes),
  accounts: JSON.stringify(key.accounts),
  organisations: JSON.stringify(key.organisations),
  created_at: at,
  created_by: by.name,
  expires_at: key.expiresAt ?? null,
  revoked_at: null,
  last_used_at: null,
});

/** A scope that this version does not know gives no right. */
const keyOf = (row: ApiKeyTable): ApiKey => ({
  id: row.id,
  name: row.name,
  scopes: SCOPES.filter((scope) => fromJson<readonly string[]>(row.scopes).includes(scope)),
  accounts: fromJson<readonly string[]>(row.accounts),
  organisations: fromJson<readonly string[]>(row.organisations),
  createdAt: row.created_at,
  createdBy: row.created_by,
  ...(row.expires_at !== null && { expiresAt: row.expires_at }),
  ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
  ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
});
