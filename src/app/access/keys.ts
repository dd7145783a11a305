import { fail, issuesOf, succeed, type Result } from "../../kernel/result.ts";
import type { Instant } from "../../kernel/calendar.ts";
import { SCOPES, type ApiKey, type NewApiKey, type Scope } from "../register/access.ts";
import type { Actor } from "../register/document.ts";
import type { KeyDesk } from "./desk.ts";

/** What is asked for when a key is made; scopes and limits as they were typed. */
export type KeyRequest = {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly accounts: readonly string[];
  readonly organisations: readonly string[];
  readonly expiresAt?: Instant;
};

/** The key as its bearer sends it: told once, and then never again by anybody. */
export type CreatedKey = { readonly key: NewApiKey; readonly bearer: string };

/** A key begins with it, so that one which was published by mistake can be searched for. */
const PREFIX = "bwk_";

/** Makes a key; the register keeps the hash of its secret only. */
export const createKey = async (
  request: KeyRequest,
  { register, tools, clock, tokens }: KeyDesk,
  by: Actor,
): Promise<Result<CreatedKey>> => {
  const at = clock.now();
  const scopes = scopesOf(request.scopes);
  const name = nameOf(request.name);
  const expiry = checkExpiry(request.expiresAt, at);
  const limits = checkLimits(request);
  if (!scopes.ok || !name.ok || !expiry.ok || !limits.ok) return fail(...issuesOf(name, scopes, limits, expiry));
  const key: NewApiKey = { ...request, name: name.value, scopes: scopes.value, id: tokens() };
  const secret = tools.secret();
  await register.access.createKey({ ...key, secretHash: tools.hash(secret) }, { by, at });
  return succeed({ key, bearer: `${PREFIX}${key.id}.${secret}` });
};

export const revokeKey = async (
  id: string,
  { register, clock }: Pick<KeyDesk, "register" | "clock">,
  by: Actor,
): Promise<Result<void>> =>
  (await register.access.revokeKey(id, { by, at: clock.now() }))
    ? succeed(undefined)
    : fail({ rule: null, at: "", message: `there is no key "${id}"`, hint: "billwright keys list shows them" });

/** The id and the secret of a key as it is sent; undefined for anything else. */
export const parseBearer = (bearer: string): { readonly id: string; readonly secret: string } | undefined => {
  const [, id, secret] = BEARER.exec(bearer) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
};

const BEARER = new RegExp(`^${PREFIX}([A-Za-z0-9_-]{16,40})\\.([A-Za-z0-9_-]{43})$`);

/** Neither expired nor revoked at that moment. */
export const isInForce = (key: Pick<ApiKey, "revokedAt" | "expiresAt">, at: Instant): boolean =>
  key.revokedAt === undefined && (key.expiresAt === undefined || at < key.expiresAt);

const scopesOf = (typed: readonly string[]): Result<readonly Scope[]> => {
  const unknown = typed.filter((name) => !SCOPES.some((scope) => scope === name));
  return unknown.length > 0 || typed.length === 0
    ? fail({
        rule: "F3",
        at: "/scopes",
        message: unknown.length > 0 ? `there is no scope "${unknown.join('", "')}"` : "a key needs a scope",
        hint: `there are ${SCOPES.join(", ")}`,
      })
    : succeed(SCOPES.filter((scope) => typed.includes(scope)));
};

/** Stands in lists and in the audit. */
const nameOf = (typed: string): Result<string> => {
  const name = typed.trim();
  return name === "" || name.length > 100 || /\p{C}/u.test(name)
    ? fail({ rule: null, at: "/name", message: "a name has 1 to 100 characters that can be printed" })
    : succeed(name);
};

const checkExpiry = (expiresAt: Instant | undefined, now: Instant): Result<void> =>
  expiresAt !== undefined && expiresAt <= now
    ? fail({ rule: null, at: "/expires", message: `${expiresAt} is past` })
    : succeed(undefined);

const checkLimits = ({ accounts, organisations }: KeyRequest): Result<void> =>
  [...accounts, ...organisations].some((id) => id.trim() === "")
    ? fail({
        rule: "F3",
        at: "/accounts",
        message: "an account or organisation without a name limits nothing",
        hint: "name none at all for a key to all of them",
      })
    : succeed(undefined);
