import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { createKey, revokeKey } from "../app/access/keys.ts";
import { keyActor } from "../app/access/links.ts";
import { SCOPES, type ApiKey, type NewApiKey, type Scope } from "../app/register/access.ts";
import { keyOf } from "./authorise.ts";
import type { ServerDesk } from "./desk.ts";
import { optionalInstant } from "./instants.ts";
import { refuse } from "./problem.ts";
import { ID, INSTANT, NO_CONTENT, REFUSALS, withKey } from "./schemas.ts";

type KeyBody = {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly accounts?: readonly string[];
  readonly organisations?: readonly string[];
  readonly expires?: string;
};

const LIMIT = { type: "array", maxItems: 200, uniqueItems: true, items: ID } as const;

const FIELDS = {
  name: { type: "string", minLength: 1, maxLength: 100 },
  scopes: { type: "array", minItems: 1, uniqueItems: true, items: { type: "string", enum: SCOPES } },
  accounts: { ...LIMIT, description: "documents of these accounts only" },
  organisations: { ...LIMIT, description: "documents of these organisations only" },
  expires: INSTANT,
} as const;

const BODY = { type: "object", additionalProperties: false, required: ["name", "scopes"], properties: FIELDS } as const;

const KEY = {
  type: "object",
  properties: {
    id: { type: "string" },
    ...FIELDS,
    created: { type: "string" },
    lastUsed: { type: "string" },
    revoked: { type: "string" },
  },
} as const;

const CREATED = {
  type: "object",
  properties: { ...KEY.properties, key: { type: "string", description: "told this once: what to send as Bearer" } },
} as const;

/** Keys of the API: made, listed and taken back by a key that is limited to no account itself. */
export const apiKeyRoutes =
  (desk: ServerDesk) =>
  async (app: FastifyInstance): Promise<void> => {
    const { register } = desk;
    const onRequest = [desk.guard("keys:manage"), onlyUnlimited];

    app.get(
      "/api/keys",
      {
        onRequest,
        schema: {
          ...withKey("keys", "all keys, without their secrets", "keys:manage"),
          response: { 200: { type: "array", items: KEY }, ...REFUSALS },
        },
      },
      async () => (await register.access.keys()).map(shownKey),
    );

    app.post<{ Body: KeyBody }>(
      "/api/keys",
      {
        onRequest,
        schema: {
          ...withKey("keys", "a new key, with scopes that the caller's key has", "keys:manage"),
          body: BODY,
          response: { 201: CREATED, ...REFUSALS },
        },
      },
      async (request, reply) => {
        const { expires, accounts = [], organisations = [], ...rest } = request.body;
        const caller = keyOf(request);
        if (rest.scopes.some((scope) => !caller.scopes.includes(scope))) return refuse(reply, 403);
        const expiry = optionalInstant(expires, "/expires");
        if (!expiry.ok) return refuse(reply, 400, expiry.issues);
        const wanted = { ...rest, accounts, organisations, ...expiry.value };
        const created = await createKey(wanted, desk, keyActor(caller));
        if (!created.ok) return refuse(reply, 400, created.issues);
        const { key, bearer } = created.value;
        return reply.code(201).send({ ...shownKey(key), key: bearer });
      },
    );

    app.delete<{ Params: { readonly id: string } }>(
      "/api/keys/:id",
      {
        onRequest,
        schema: {
          ...withKey("keys", "takes a key back for ever", "keys:manage"),
          params: { type: "object", properties: { id: ID } },
          response: { 204: NO_CONTENT, ...REFUSALS },
        },
      },
      async (request, reply) => {
        const revoked = await revokeKey(request.params.id, desk, keyActor(keyOf(request)));
        return revoked.ok ? reply.code(204).send() : refuse(reply, 404);
      },
    );
  };

/** A key to some accounts would make itself one to all of them. */
const onlyUnlimited = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
  const { accounts, organisations } = keyOf(request);
  return accounts.length + organisations.length > 0 ? refuse(reply, 403) : undefined;
};

const shownKey = (key: NewApiKey & Partial<Pick<ApiKey, "createdAt" | "lastUsedAt" | "revokedAt">>) => ({
  id: key.id,
  name: key.name,
  scopes: key.scopes,
  accounts: key.accounts,
  organisations: key.organisations,
  expires: key.expiresAt,
  created: key.createdAt,
  lastUsed: key.lastUsedAt,
  revoked: key.revokedAt,
});
