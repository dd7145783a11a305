import { randomUUID } from "node:crypto";
import rateLimit from "@fastify/rate-limit";
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from "fastify";
import { MINUTE_MS } from "./authorise.ts";
import { limitConnections } from "./connections.ts";
import { refuseAddress, refuseBytes, refuseExpectation } from "./errors.ts";
import { addAccessLog, createLogger } from "./logging.ts";
import { addSecurity } from "./security.ts";
import type { ServerSettings } from "./settings.ts";

/** The characters of a token and a document's id, and room to spare; a longer part of an address is none of ours. */
const LONGEST_PARAMETER = 300;

/** How often connections are looked through for those that are too slow. */
const LOOK_THROUGH_MS = 1_000;

const MOST_HEADERS = 60;
const MOST_REQUESTS_OF_CONNECTION = 10_000;

/** What asks every few seconds whether we are well is answered always, and so is who tells of payments, many at once. */
const isUncounted = ({ routeOptions: { url = "" } }: FastifyRequest): boolean => UNCOUNTED.has(url);
const UNCOUNTED: ReadonlySet<string> = new Set(["/health", "/ready", "/webhooks/stripe"]);

/** A server with all limits and no routes yet. */
export const createApp = async (settings: ServerSettings): Promise<FastifyInstance> => {
  const { limits, trustedProxies } = settings;
  const log: FastifyBaseLogger = createLogger(settings.log);
  const refusing = { newId: randomUUID, log };
  const app = fastify({
    loggerInstance: log,
    // Ours says less: addAccessLog.
    logController: new LogController({ disableRequestLogging: true }),
    // One of ours; what a client calls its request is not taken over.
    genReqId: () => randomUUID(),
    trustProxy: [...trustedProxies],
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    connectionTimeout: limits.silenceMs,
    keepAliveTimeout: limits.keepAliveMs,
    maxRequestsPerSocket: MOST_REQUESTS_OF_CONNECTION,
    // Requests that are on their way when we stop are answered: addStopping.
    return503OnClosing: false,
    http: {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: LOOK_THROUGH_MS,
      // Asked for in errors.ts, as Node's own answer has none of our headers.
      requireHostHeader: false,
    },
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    // Bodies are taken as they are, or refused: nothing is converted, left out or filled in.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allowUnionTypes: true } },
    frameworkErrors: refuseAddress(settings),
    clientErrorHandler: refuseBytes(settings, refusing),
  });
  app.server.maxHeadersCount = MOST_HEADERS;
  app.server.on("checkExpectation", refuseExpectation(settings, refusing));
  limitConnections(app, settings);
  addAccessLog(app);
  addSecurity(app, settings);
  await app.register(rateLimit, { global: false });
  // Before the hooks of routes, so that keys cannot be tried without end; of IPv6 a household has its /64.
  const options = { max: limits.requestsOfOne, timeWindow: MINUTE_MS, ipv6Subnet: 64, allowList: isUncounted };
  app.addHook("onRequest", app.rateLimit(options));
  return app;
};
