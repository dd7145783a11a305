import type { FastifyInstance } from "fastify";
import type { ServerDesk } from "./desk.ts";
import { errorFacts } from "./logging.ts";
import { refuse } from "./problem.ts";

/** Where nothing stands; that the store can say so is enough. */
const NOWHERE = "0".repeat(64);

const STATUS = { type: "object", properties: { status: { type: "string" } } } as const;

/** `/health`: this process answers. `/ready`: register and store answer too, and we are not about to stop. */
export const healthRoutes =
  ({ register, store, settings, isStopping }: ServerDesk) =>
  async (app: FastifyInstance): Promise<void> => {
    const options = (summary: string) => ({
      schema: { tags: ["operation"], summary, response: { 200: STATUS } },
    });
    app.get("/health", options("whether the process answers"), async () => ({ status: "ok" }));

    // Asked once at a time, however many ask us.
    let asking: Promise<unknown> | undefined;
    const ask = (): Promise<unknown> => {
      asking ??= Promise.all([register.documents.find([NOWHERE]), store.holds(NOWHERE)]).finally(() => {
        asking = undefined;
      });
      return asking;
    };

    app.get("/ready", options("whether register and store answer"), async (request, reply) => {
      if (isStopping()) return refuse(reply, 503);
      try {
        await within(settings.limits.readyMs, ask());
        return { status: "ready" };
      } catch (error) {
        request.log.error(errorFacts(error), "not ready");
        return refuse(reply, 503);
      }
    });
  };

/** The value, or a failure after so long; what is late is not stopped. */
const within = async <T>(ms: number, value: Promise<T>): Promise<T> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${ms} ms`)), ms);
  try {
    return await Promise.race([value, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};
