import "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { WebPages } from "../app/access/pages.ts";
import { MINUTE_MS } from "./authorise.ts";
import { refuseAnyone } from "./problem.ts";
import type { ServerSettings } from "./settings.ts";

export type PayParams = { readonly token: string };

type Limit = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** Of the page of one invoice, whoever asks; and of clicks from one address, since each may ask the provider. */
export type PayLimits = { readonly ofToken: Limit; readonly ofClicks: Limit };

export const createPayLimits = (
  app: FastifyInstance,
  { settings: { limits }, pages }: { readonly settings: Pick<ServerSettings, "limits">; readonly pages: WebPages },
): PayLimits => {
  const ofToken = app.createRateLimit({
    max: limits.requestsOfPayPage,
    timeWindow: MINUTE_MS,
    keyGenerator: ({ params }) => tokenIn(params),
  });
  const ofClicks = app.createRateLimit({ max: limits.clicksOfOne, timeWindow: MINUTE_MS, ipv6Subnet: 64 });
  const limitBy =
    (ask: typeof ofToken): Limit =>
    async (request, reply) => {
      const limit = await ask(request);
      if (limit.isAllowed || !limit.isExceeded) return undefined;
      return refuseAnyone(reply.header("retry-after", String(limit.ttlInSeconds)), { status: 429, pages });
    };
  return { ofToken: limitBy(ofToken), ofClicks: limitBy(ofClicks) };
};

/** Looking and clicking count together, however the address is written. */
const tokenIn = (params: unknown): string =>
  typeof params === "object" && params !== null && "token" in params ? String(params.token) : "";
