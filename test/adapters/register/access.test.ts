import { describe, expect, test } from "vitest";
import type { KeySecret, NewApiKey, NewGrant } from "../../../src/app/register/access.ts";
import { plusMinutes } from "../../../src/kernel/calendar.ts";
import { ENGINES, withRegister } from "./databases.ts";
import { AT, change, hash, invoice, issue } from "./reservations.ts";

const KEY: NewApiKey & KeySecret = {
  id: "key-1",
  name: "support desk",
  scopes: ["documents:read", "links:create"],
  accounts: ["A-1"],
  organisations: [],
  secretHash: hash("a"),
  expiresAt: plusMinutes(AT, 60),
};

const GRANT: NewGrant = {
  id: "grant-1",
  documentId: "i1",
  accountId: "A-1",
  file: "page",
  expiresAt: plusMinutes(AT, 60),
};

describe.each(ENGINES)("access in %s", (engine) => {
  test("a key is kept with its limits, asked for twice it is one, and revoked for ever", () =>
    withRegister(engine, async ({ register: { access, audit } }) => {
      await access.createKey(KEY, change());
      await access.createKey(KEY, change());
      const { secretHash, ...shown } = KEY;
      expect(await access.keys()).toEqual([{ ...shown, createdAt: AT, createdBy: "bill run r1" }]);
      expect((await access.findKey("key-1"))?.secretHash).toBe(secretHash);
      expect(await access.findKey("key-2")).toBeUndefined();
      const at = plusMinutes(AT, 1);
      expect(await access.revokeKey("key-1", change(at))).toBe(true);
      expect(await access.revokeKey("key-1", change(plusMinutes(AT, 2)))).toBe(true);
      expect(await access.revokeKey("key-2", change(at))).toBe(false);
      expect((await access.findKey("key-1"))?.revokedAt).toBe(at);
      expect((await audit.entries()).map(({ action, details }) => [action, details?.["key"]])).toEqual([
        ["key created", "key-1"],
        ["key revoked", "key-1"],
      ]);
    }));

  test("when a key was used last never goes back", () =>
    withRegister(engine, async ({ register: { access } }) => {
      await access.createKey(KEY, change());
      await access.noteKeyUse("key-1", plusMinutes(AT, 5));
      await access.noteKeyUse("key-1", AT);
      expect((await access.findKey("key-1"))?.lastUsedAt).toBe(plusMinutes(AT, 5));
    }));

  test("a grant comes with its document, and is revoked for ever", () =>
    withRegister(engine, async ({ register }) => {
      await issue(register, invoice("i1"));
      const { access } = register;
      await access.createGrant(GRANT, change());
      await access.createGrant(GRANT, change());
      const found = await access.findGrant("grant-1");
      expect(found?.grant).toEqual({ ...GRANT, createdAt: AT, createdBy: "bill run r1" });
      expect(found?.document).toMatchObject({ id: "i1", accountId: "A-1", state: "issued" });
      expect(await access.findGrant("grant-2")).toBeUndefined();
      expect(await access.revokeGrant("grant-1", change(plusMinutes(AT, 1)))).toBe(true);
      expect(await access.revokeGrant("grant-1", change(plusMinutes(AT, 2)))).toBe(true);
      expect(await access.revokeGrant("grant-2", change())).toBe(false);
      expect((await access.findGrant("grant-1"))?.grant.revokedAt).toBe(plusMinutes(AT, 1));
    }));

  test("downloads are entries of the audit, each with its own moment and actor", () =>
    withRegister(engine, async ({ register }) => {
      await issue(register, invoice("i1"), invoice("i2"));
      const later = plusMinutes(AT, 1);
      await register.access.recordDownloads([
        { actor: "link grant-1", documentId: "i1", file: "pdf", at: AT },
        { actor: "key key-1", documentId: "i2", file: "html", at: later, range: "0-99" },
      ]);
      const downloads = (await register.audit.entries()).filter(({ action }) => action === "downloaded");
      expect(downloads).toMatchObject([
        { action: "downloaded", actor: "link grant-1", documentId: "i1", at: AT, details: { file: "pdf" } },
        {
          action: "downloaded",
          actor: "key key-1",
          documentId: "i2",
          at: later,
          details: { file: "html", range: "0-99" },
        },
      ]);
    }));
});

/** What the database refuses, whoever asks it. */
const NEVER: Readonly<Record<string, { readonly tried: string; readonly message: RegExp }>> = {
  "[A9] a grant for another account than the document's": {
    tried: `insert into download_grant (id, document, account_id, file, expires_at, created_at, created_by)
      values ('g', 'i1', 'A-2', 'pdf', '2027', '2026', 'x')`,
    message: /A9/,
  },
  "a longer life for a grant": {
    tried: "update download_grant set expires_at = '2099' where id = 'grant-1'",
    message: /does not change/,
  },
  "another document for a grant": {
    tried: "update download_grant set document = 'i2' where id = 'grant-1'",
    message: /does not change/,
  },
  "a revoked grant that counts again": {
    tried: "update download_grant set revoked_at = null where id = 'grant-1'",
    message: /stays revoked/,
  },
  "a grant that was never there": { tried: "delete from download_grant", message: /kept for ever/ },
  "[F3] more scopes for a key": {
    tried: `update api_key set scopes = '["keys:manage"]' where id = 'key-1'`,
    message: /does not change/,
  },
  "[F3] another secret for a key": {
    tried: `update api_key set secret_hash = '${hash("b")}' where id = 'key-1'`,
    message: /does not change/,
  },
  "a revoked key that counts again": {
    tried: "update api_key set revoked_at = null where id = 'key-1'",
    message: /stays revoked/,
  },
  "a key that was never there": { tried: "delete from api_key", message: /kept for ever/ },
};

describe.each(ENGINES)("the database itself refuses in %s", (engine) => {
  test.each(Object.entries(NEVER))("%s", (_, { tried, message }) =>
    withRegister(engine, async ({ register, run }) => {
      await issue(register, invoice("i1"), invoice("i2"));
      await register.access.createKey(KEY, change());
      await register.access.revokeKey("key-1", change());
      await register.access.createGrant(GRANT, change());
      await register.access.revokeGrant("grant-1", change());
      await expect(run(tried)).rejects.toThrow(message);
    }),
  );
});
