import type { FastifyInstance, FastifyRequest } from "fastify";
import { pino, type Logger } from "pino";
import type { LogSink } from "./settings.ts";

/**
 * One JSON line for each thing that happens. Nothing that a client wrote is in it: no address, header, query, body or path,
 * which may hold a token; the route is told by its pattern.
 */
export const createLogger = (log: LogSink): Logger =>
  pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // Whatever fastify itself would log of a request.
      serializers: { req: () => undefined, res: () => undefined, err: errorFacts },
    },
    { write: (line) => log.write(line) },
  );

/** What is told of an error: messages of clients' faults can hold what they sent, those of defects are ours. */
export const errorFacts = (error: unknown): Readonly<Record<string, string>> => {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return {
    name: error.name,
    message: error.message,
    ...code,
    ...(error.stack !== undefined && { stack: error.stack }),
  };
};

/** "/d/:token", "none" where no route was found. */
export const routeOf = ({ routeOptions }: FastifyRequest): string => routeOptions.url ?? "none";

export const addAccessLog = (app: FastifyInstance): void => {
  app.addHook("onResponse", async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: routeOf(request),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ...(request.apiKey !== undefined && { key: request.apiKey.id }),
      },
      "answered",
    );
  });
  app.addHook("onRequestAbort", async (request) => {
    request.log.info({ method: request.method, route: routeOf(request) }, "the client went away");
  });
};
