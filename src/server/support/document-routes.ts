import type { FastifyInstance } from "fastify";
import { showDocument } from "../../app/ledger/show.ts";
import { shownJson } from "../../app/ledger/show-json.ts";
import { PAYMENT_STATES, type PaymentState, type RegisteredDocument } from "../../app/register/document.ts";
import { findDocuments, findPermitted } from "../../app/support/find.ts";
import { parseCalendarDate } from "../../kernel/calendar.ts";
import { moneyText } from "../../kernel/money.ts";
import { keyOf } from "../authorise.ts";
import type { ServerDesk } from "../desk.ts";
import { refuse } from "../problem.ts";
import { ID, REFUSALS, withKey } from "../schemas.ts";

type Query = {
  readonly text?: string;
  readonly from?: string;
  readonly to?: string;
  readonly payment?: PaymentState;
};

export type IdParams = { readonly id: string };

const MOST_LISTED = 50;

const DAY = { type: "string", format: "date" } as const;
const TEXT = { type: "string" } as const;

const QUERY = {
  type: "object",
  additionalProperties: false,
  properties: {
    text: { ...ID, description: "id, number or account" },
    from: { ...DAY, description: "issued from this day" },
    to: { ...DAY, description: "issued to this day" },
    payment: { type: "string", enum: PAYMENT_STATES },
  },
} as const;

export const PARAMS = { type: "object", properties: { id: { ...ID, description: "id or number" } } } as const;

const FOUND = {
  type: "object",
  properties: {
    documents: { type: "array", items: { type: "object", additionalProperties: TEXT } },
    more: { type: "boolean", description: "there are others: search for less" },
  },
} as const;

const ANYTHING = { type: "object", additionalProperties: true } as const;

/** Issued documents for support: found, and all that the register knows of each. */
export const documentRoutes =
  (desk: ServerDesk) =>
  async (app: FastifyInstance): Promise<void> => {
    const { register, store, guard } = desk;
    const reading = guard("documents:read");
    const about = (summary: string) => withKey("documents", summary, "documents:read");

    app.get<{ Querystring: Query }>(
      "/api/documents",
      {
        onRequest: reading,
        schema: {
          ...about("documents of the register, the newest first"),
          querystring: QUERY,
          response: { 200: FOUND, ...REFUSALS },
        },
      },
      async (request) => {
        const { text, from = "", to = "", payment } = request.query;
        const [first, last] = [parseCalendarDate(from), parseCalendarDate(to)];
        const search = {
          ...(text !== undefined && { text: text.trim() }),
          ...(first !== undefined && { from: first }),
          ...(last !== undefined && { to: last }),
          ...(payment !== undefined && { payments: [payment] }),
          limit: MOST_LISTED,
        };
        const { documents, more } = await findDocuments(search, desk, keyOf(request));
        return { documents: documents.map(shownRow), more };
      },
    );

    app.get<{ Params: IdParams }>(
      "/api/documents/:id",
      {
        onRequest: reading,
        schema: {
          ...about("all that the register knows of a document: to whom it went and when, payments, history"),
          params: PARAMS,
          response: { 200: ANYTHING, ...REFUSALS },
        },
      },
      async (request, reply) => {
        const found = await findPermitted(request.params.id, desk, keyOf(request));
        const shown = found && (await showDocument(found.id, { doors: { register, store } }));
        if (shown === undefined) return refuse(reply, 404);
        if (!shown.ok) return refuse(reply, 409, shown.issues);
        return reply.type("application/json; charset=utf-8").send(shownJson(shown.value));
      },
    );
  };

/** What is not there has no field. */
const shownRow = (document: RegisteredDocument): Readonly<Record<string, string>> => {
  const { id, number, kind, state, payment, issueDate, dueDate, amounts, accountId, customerName, region } = document;
  return {
    id,
    ...(number !== undefined && { number }),
    kind,
    state,
    payment,
    issued: issueDate,
    ...(dueDate !== undefined && { due: dueDate }),
    ...(amounts !== undefined && { amount: moneyText(amounts.due), currency: amounts.due.currency }),
    account: accountId,
    customer: customerName,
    region,
  };
};
