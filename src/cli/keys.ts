import { accessTools } from "../adapters/secrets.ts";
import { createKey, revokeKey } from "../app/access/keys.ts";
import { keyLine, keyTable } from "../app/access/key-list.ts";
import type { World } from "../app/world.ts";
import { parseCalendarDate, parseInstant, plusDays, type Instant } from "../kernel/calendar.ts";
import { fail, succeed, type Result } from "../kernel/result.ts";
import { actorOf } from "./actor.ts";
import { withDoors, type DoorOptions } from "./doors.ts";
import { EXIT } from "./exit.ts";
import { refuse } from "./tell.ts";

export type KeysOptions = DoorOptions & { readonly json?: boolean };

export type CreateKeyOptions = KeysOptions & {
  readonly name: string;
  readonly scope: readonly string[];
  readonly account?: readonly string[];
  readonly organisation?: readonly string[];
  readonly expires?: string;
};

export const createKeyCommand = async (world: World, options: CreateKeyOptions): Promise<number> => {
  const expiry = expiryOf(options.expires);
  if (!expiry.ok) return refuse(expiry.issues, EXIT.usage);
  const { name, scope: scopes, account: accounts = [], organisation: organisations = [] } = options;
  return withDoors(options, async ({ register }) => {
    const desk = { register, tools: accessTools, clock: world.clock, tokens: world.tokens };
    const request = { name, scopes, accounts, organisations, ...expiry.value };
    const created = await createKey(request, desk, actorOf("keys create"));
    if (!created.ok) return refuse(created.issues, EXIT.usage);
    const { key, bearer } = created.value;
    process.stdout.write(options.json === true ? `${JSON.stringify({ ...key, key: bearer })}\n` : `${bearer}\n`);
    if (options.json !== true) process.stderr.write("keep it: it is not told again\n");
    return EXIT.done;
  });
};

export const listKeysCommand = (options: KeysOptions): Promise<number> =>
  withDoors(options, async ({ register }) => {
    const keys = await register.access.keys();
    process.stdout.write(options.json === true ? keys.map(keyLine).join("") : keyTable(keys));
    return EXIT.done;
  });

export const revokeKeyCommand = (
  world: World,
  id: string,
  options: KeysOptions & { readonly reason?: string },
): Promise<number> =>
  withDoors(options, async ({ register }) => {
    const revoked = await revokeKey(id, { register, clock: world.clock }, actorOf("keys revoke", options.reason));
    return revoked.ok ? EXIT.done : refuse(revoked.issues, EXIT.refused);
  });

/** A key counts until the end of the day. */
const expiryOf = (typed: string | undefined): Result<{ readonly expiresAt?: Instant }> => {
  if (typed === undefined) return succeed({});
  const day = parseCalendarDate(typed);
  const expiresAt = day && parseInstant(`${plusDays(day, 1)}T00:00:00Z`);
  return expiresAt === undefined
    ? fail({
        rule: null,
        at: "--expires",
        message: `"${typed}" is not a day of the calendar`,
        hint: "such as 2027-12-31",
      })
    : succeed({ expiresAt });
};
