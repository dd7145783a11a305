import "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { authenticate, hasScope } from "../app/access/authenticate.ts";
import type { KeyDesk } from "../app/access/desk.ts";
import type { ApiKey, Scope } from "../app/register/access.ts";
import { invariant } from "../kernel/result.ts";
import { refuse } from "./problem.ts";
import type { ServerSettings } from "./settings.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks, once `requireScope` has let them in. */
    apiKey: ApiKey | undefined;
  }
}

export const MINUTE_MS = 60_000;

/** What a route asks of who calls it, before anything of the body is read. */
export type Guard = (
  scope: Scope,
) => (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/**
 * Lets in who sends a key in force with the scope (rule F3). No key, or one that does not count for whatever reason, is a
 * 401; a key that may do other things only is a 403; neither says more.
 */
export const createGuard = (
  app: FastifyInstance,
  doors: Omit<KeyDesk, "tokens">,
  { limits }: Pick<ServerSettings, "limits">,
): Guard => {
  app.decorateRequest("apiKey", undefined);
  const askLimit = app.createRateLimit({
    max: limits.requestsOfKey,
    timeWindow: MINUTE_MS,
    keyGenerator: (request) => `key ${keyOf(request).id}`,
  });
  return (scope) => async (request, reply) => {
    const key = await authenticate(bearerOf(request), doors);
    if (key === undefined) return refuse(reply.header("www-authenticate", "Bearer"), 401);
    request.apiKey = key;
    const limit = await askLimit(request);
    if (!limit.isAllowed && limit.isExceeded) {
      return refuse(reply.header("retry-after", String(limit.ttlInSeconds)), 429);
    }
    return hasScope(key, scope) ? undefined : refuse(reply, 403);
  };
};

/** Of a request that was let in. */
export const keyOf = ({ apiKey }: FastifyRequest): ApiKey => {
  invariant(apiKey !== undefined, "the route asks for a key");
  return apiKey;
};

const bearerOf = ({ headers }: FastifyRequest): string => /^bearer (.+)$/i.exec(headers.authorization ?? "")?.[1] ?? "";
