import "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import type { ServerDesk } from "./desk.ts";

/** `/metrics` in the text format of Prometheus, which sends a key as any other caller does. */
export const metricsRoute =
  ({ guard, metrics: { registry } }: ServerDesk) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get("/metrics", { onRequest: guard("metrics:read"), schema: { hide: true } }, async (_request, reply) =>
      reply.type(registry.contentType).send(await registry.metrics()),
    );
  };
