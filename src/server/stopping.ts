import type { FastifyInstance } from "fastify";
import type { ServerLimits } from "./settings.ts";

/**
 * How `close` ends: requests in hand are answered, connections between two requests are closed at once, and a client that
 * takes longer than it may is cut. Without it a client that keeps its connection open keeps us open too.
 */
export const addStopping = (app: FastifyInstance, { stopMs }: Pick<ServerLimits, "stopMs">): (() => boolean) => {
  let isStopping = false;
  let cut: NodeJS.Timeout | undefined;
  app.addHook("preClose", async () => {
    isStopping = true;
    app.server.closeIdleConnections();
    cut = setTimeout(() => app.server.closeAllConnections(), stopMs);
  });
  app.addHook("onSend", async (_request, reply) => {
    if (isStopping) void reply.header("connection", "close");
  });
  // Of an answer whose head had gone out before, the connection is idle a moment after its end.
  app.addHook("onResponse", async () => {
    if (isStopping) setImmediate(() => app.server.closeIdleConnections());
  });
  app.addHook("onClose", async () => clearTimeout(cut));
  return () => isStopping;
};
