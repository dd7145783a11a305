import type { FastifyInstance } from "fastify";
import type { Answering } from "../../app/support/answering.ts";
import type { ServerDesk } from "../desk.ts";
import { documentRoutes } from "./document-routes.ts";
import { issuedRoutes } from "./issued-routes.ts";
import { atMost } from "./limited.ts";
import { pageRoutes } from "./page-routes.ts";
import { questionRoutes } from "./question-routes.ts";
import { registerLookup } from "./source-body.ts";

/** What support may take of the machine: so many questions at once, each for so long. */
export const SUPPORT_LIMITS = { questions: 4, workers: 2, secondsPerDocument: 20 } as const;

/** The page for support, and the API behind it. */
export const supportRoutes =
  (desk: ServerDesk) =>
  async (app: FastifyInstance): Promise<void> => {
    const { world, issuer, clock, guard } = desk;
    // At the first question: a server that nobody asks anything starts no thread for it.
    let opened: Answering | undefined;
    const answeringFor = (): Answering => {
      opened ??= world.answering({ issuer }, SUPPORT_LIMITS);
      return opened;
    };
    app.addHook("onClose", async () => opened?.close());

    await app.register(pageRoutes(world, () => ({ mode: "server" })));
    await app.register(documentRoutes(desk));
    await app.register(issuedRoutes(desk));
    await app.register(
      questionRoutes({
        answeringFor,
        limited: atMost(SUPPORT_LIMITS.questions),
        onRequest: [guard("documents:preview")],
        lookup: registerLookup(desk),
        clock,
      }),
    );
  };
