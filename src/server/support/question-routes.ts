import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from "fastify";
import type { Answering, PreviewOrder } from "../../app/support/answering.ts";
import type { PreviewFormat } from "../../app/support/preview.ts";
import type { World } from "../../app/world.ts";
import { parseCalendarDate } from "../../kernel/calendar.ts";
import type { Locale } from "../../kernel/party.ts";
import { withKey } from "../schemas.ts";
import { answer, refuseInput } from "./answers.ts";
import type { Limited } from "./limited.ts";
import {
  COMPARE_ANSWER,
  COMPARE_BODY,
  EXPLAIN_ANSWER,
  EXPLAIN_BODY,
  PREVIEW_ANSWER,
  PREVIEW_BODY,
} from "./question-schemas.ts";
import { shownComparison, shownExplanation, shownPreview } from "./shown.ts";
import { MOST_BODY_BYTES, pastedOf, sourceOf, type Lookup, type PastedBody, type SourceBody } from "./source-body.ts";

/** What answers, who may ask, and where issued documents are. */
export type QuestionDesk = {
  readonly answeringFor: (request: FastifyRequest) => Answering;
  readonly limited: Limited;
  readonly onRequest: readonly onRequestAsyncHookHandler[];
  readonly lookup: Lookup;
  readonly clock: World["clock"];
};

type PreviewBody = PastedBody & {
  readonly formats?: readonly PreviewFormat[];
  readonly locale?: Locale;
  readonly paper?: "A4" | "Letter";
  readonly today?: string;
  readonly words?: "keys";
};

type ExplainBody = { readonly source: SourceBody; readonly line?: string };
type CompareBody = { readonly before: SourceBody; readonly after: SourceBody };

/** Preview, explain, compare: each reads one document or two, and changes nothing. */
export const questionRoutes =
  (desk: QuestionDesk) =>
  async (app: FastifyInstance): Promise<void> => {
    const { limited, lookup, clock, answeringFor } = desk;
    const route = { onRequest: [...desk.onRequest], bodyLimit: MOST_BODY_BYTES };
    const about = (summary: string) => withKey("support", summary, "documents:preview");

    app.post<{ Body: PreviewBody }>(
      "/api/preview",
      {
        ...route,
        schema: {
          ...about("rated data as the document would look, marked as a preview"),
          body: PREVIEW_BODY,
          response: PREVIEW_ANSWER,
        },
      },
      async (request, reply) => {
        const { formats = ["html"], today, locale, paper, words } = request.body;
        const day = today === undefined ? undefined : parseCalendarDate(today);
        if (today !== undefined && day === undefined) return refuseInput(reply, [NO_DAY]);
        const order: PreviewOrder = {
          source: pastedOf(request.body),
          formats,
          now: clock.now(),
          ...(day !== undefined && { today: day }),
          ...(locale !== undefined && { locale }),
          ...(paper !== undefined && { paper }),
          ...(words !== undefined && { words }),
        };
        return answer(reply, limited, { run: () => answeringFor(request).preview(order), shown: shownPreview });
      },
    );

    app.post<{ Body: ExplainBody }>(
      "/api/explain",
      { ...route, schema: { ...about("how an amount came about"), body: EXPLAIN_BODY, response: EXPLAIN_ANSWER } },
      async (request, reply) => {
        const { source, line } = request.body;
        const looked = await sourceOf(source, lookup, request);
        if (looked.kind === "refused") return looked.refuse(reply);
        const order = { source: looked.source, ...(line !== undefined && { line }) };
        return answer(reply, limited, { run: () => answeringFor(request).explain(order), shown: shownExplanation });
      },
    );

    app.post<{ Body: CompareBody }>(
      "/api/compare",
      {
        ...route,
        schema: { ...about("what differs between two documents"), body: COMPARE_BODY, response: COMPARE_ANSWER },
      },
      async (request, reply) => {
        const before = await sourceOf(request.body.before, lookup, request);
        if (before.kind === "refused") return before.refuse(reply);
        const after = await sourceOf(request.body.after, lookup, request);
        if (after.kind === "refused") return after.refuse(reply);
        const order = { before: before.source, after: after.source };
        return answer(reply, limited, { run: () => answeringFor(request).compare(order), shown: shownComparison });
      },
    );
  };

const NO_DAY = {
  rule: null,
  at: "/today",
  message: "is not a day of the calendar, written YYYY-MM-DD",
  file: "options",
} as const;
