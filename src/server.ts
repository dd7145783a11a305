import { setTimeout as wait } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { createDownloadLog } from "./app/access/download-log.ts";
import { createWebPages } from "./app/access/pages.ts";
import { apiKeyRoutes } from "./server/api-keys.ts";
import { createApp } from "./server/app.ts";
import { createGuard } from "./server/authorise.ts";
import type { ServerDesk, ServerDoors } from "./server/desk.ts";
import { addDocumentation } from "./server/documentation.ts";
import { downloadRoutes } from "./server/downloads.ts";
import { addErrors } from "./server/errors.ts";
import { healthRoutes } from "./server/health.ts";
import { linkRoutes } from "./server/links.ts";
import { addMetrics } from "./server/metrics.ts";
import { metricsRoute } from "./server/metrics-route.ts";
import { payPageRoutes } from "./server/pay-page.ts";
import { supportRoutes } from "./server/support/support-routes.ts";
import { addStopping } from "./server/stopping.ts";
import type { ServerSettings } from "./server/settings.ts";
import { webhookRoutes } from "./server/webhooks.ts";

/**
 * What the server answers: one plug-in a subject, one file each in src/server/. A plug-in takes the desk, opens nothing
 * and catches nothing.
 */
const PLUGINS = [
  healthRoutes,
  metricsRoute,
  apiKeyRoutes,
  linkRoutes,
  downloadRoutes,
  supportRoutes,
  payPageRoutes,
  webhookRoutes,
] as const satisfies readonly ((desk: ServerDesk) => (app: FastifyInstance) => Promise<void>)[];

/** How long a download waits for others that are noted with it: nobody sees it, and it saves most commits. */
const GATHER_MS = 10;

/** The server, ready to listen; `close` ends it when requests in hand are answered. The doors stay the caller's. */
export const createServer = async (doors: ServerDoors, settings: ServerSettings): Promise<FastifyInstance> => {
  const { world, register, store } = doors;
  const { clock, tokens, assets } = world;
  const app = await createApp(settings);
  const desk: ServerDesk = {
    ...doors,
    clock,
    tokens,
    settings,
    guard: createGuard(app, { ...doors, clock }, settings),
    pages: createWebPages({ assets, register, store }),
    noteDownload: createDownloadLog(register.access, () => wait(GATHER_MS)),
    metrics: addMetrics(app),
    isStopping: addStopping(app, settings.limits),
  };
  addErrors(app, desk);
  await addDocumentation(app, settings);
  for (const plugin of PLUGINS) await app.register(plugin(desk));
  await app.ready();
  return app;
};
