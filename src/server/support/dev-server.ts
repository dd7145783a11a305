import type { FastifyInstance, FastifyRequest } from "fastify";
import { createAnswering } from "../../app/support/answer.ts";
import type { Answering } from "../../app/support/answering.ts";
import type { World } from "../../app/world.ts";
import { invariant } from "../../kernel/result.ts";
import type { Issuer } from "../../policy/issuer.ts";
import { createApp } from "../app.ts";
import { refuse } from "../problem.ts";
import { LIMITS } from "../settings.ts";
import { atMost } from "./limited.ts";
import { pageRoutes } from "./page-routes.ts";
import { questionRoutes } from "./question-routes.ts";

/** A golden case as the page takes it up. */
export type DevCase = {
  readonly name: string;
  readonly title: string;
  /** Path of its profile, from the project's root. */
  readonly issuer: string;
  readonly input: string;
  readonly overlay?: string;
  readonly locale?: string;
  readonly today?: string;
};

export type DevDesk = {
  readonly world: World;
  readonly cases: readonly DevCase[];
  /** By the paths that the cases name. */
  readonly issuers: ReadonlyMap<string, Issuer>;
  /** Another one after each start, by which the page knows that it is old. */
  readonly start: string;
};

/** Nobody else is here, and a page that reloads asks a lot. */
const DEV_LIMITS = { ...LIMITS, requestsOfOne: 100_000 };

/** Names by which a browser of this machine calls us; a page elsewhere may have its own name point here. */
const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/;

/** The page for support over the golden cases: no key, no register, this machine only. It draws in this thread. */
export const createDevServer = async ({ world, cases, issuers, start }: DevDesk): Promise<FastifyInstance> => {
  const app = await createApp({
    publicUrl: "http://localhost",
    trustedProxies: [],
    version: "dev",
    log: { write: () => undefined },
    limits: DEV_LIMITS,
  });
  app.addHook("onRequest", async (request, reply) =>
    LOCAL_HOST.test(request.headers.host ?? "") ? undefined : refuse(reply, 403),
  );
  const names = cases.map(({ name, title }) => ({ name, title }));
  await app.register(pageRoutes(world, () => ({ mode: "dev", start, cases: names })));
  await app.register(
    questionRoutes({
      answeringFor: answeringByIssuer(world, issuers),
      limited: atMost(DEV_LIMITS.connections),
      onRequest: [],
      lookup: async () => ({ kind: "refused", refuse: (reply) => refuse(reply, 404) }),
      clock: world.clock,
    }),
  );
  await app.register(devRoutes(cases, start));
  await app.ready();
  return app;
};

/** One for each profile, made at its first question. */
const answeringByIssuer = ({ assets }: World, issuers: DevDesk["issuers"]) => {
  const made = new Map<Issuer, Answering>();
  const [first] = issuers.values();
  return ({ query }: FastifyRequest): Answering => {
    const issuer = issuers.get(nameIn(query, "issuer")) ?? first;
    invariant(issuer !== undefined, "the cases have a profile");
    const answering = made.get(issuer) ?? createAnswering(assets, { issuer });
    made.set(issuer, answering);
    return answering;
  };
};

const devRoutes =
  (cases: readonly DevCase[], start: string) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get("/", async (_request, reply) => reply.redirect("/support"));

    app.get("/dev/case", async (request, reply) => {
      const found = cases.find(({ name }) => name === nameIn(request.query, "name"));
      return found === undefined ? refuse(reply, 404) : found;
    });

    app.get("/dev/events", (request, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      // A page that lost us asks again every half a second.
      reply.raw.write(`retry: 500\nevent: start\ndata: ${start}\n\n`);
      request.raw.on("close", () => reply.raw.end());
    });
  };

const nameIn = (query: unknown, name: string): string => {
  const value: unknown = typeof query === "object" && query !== null ? Reflect.get(query, name) : undefined;
  return typeof value === "string" ? value : "";
};
