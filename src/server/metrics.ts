import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";
import { routeOf } from "./logging.ts";

/** In seconds: from an answer out of memory to one that a slow register gives. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What is counted, in a registry of this server's own. Labels are patterns and words of ours: few, and nobody's data. */
export type Metrics = { readonly registry: Registry; readonly downloads: Counter<"file"> };

export const addMetrics = (app: FastifyInstance): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "billwright_http_request_seconds",
    help: "Time to answer, by method, pattern of the route, and status",
    labelNames: ["method", "route", "status"],
    buckets: BUCKETS,
    registers: [registry],
  });
  const downloads = new Counter({
    name: "billwright_downloads_total",
    help: "Files of documents given out, whole or in part",
    labelNames: ["file"],
    registers: [registry],
  });
  app.addHook("onResponse", async (request, reply) => {
    requests.observe(
      { method: request.method, route: routeOf(request), status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
  app.addHook("onClose", async () => registry.clear());
  return { registry, downloads };
};
