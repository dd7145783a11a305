import type { FastifyInstance } from "fastify";
import { createLink, revokeLink } from "../app/access/links.ts";
import { GRANTED, type Granted } from "../app/register/access.ts";
import { keyOf } from "./authorise.ts";
import type { ServerDesk } from "./desk.ts";
import { optionalInstant } from "./instants.ts";
import { refuse } from "./problem.ts";
import { ID, INSTANT, NO_CONTENT, REFUSALS, withKey } from "./schemas.ts";

type LinkBody = {
  readonly document: string;
  readonly account: string;
  readonly file?: Granted;
  readonly expires?: string;
};

const BODY = {
  type: "object",
  additionalProperties: false,
  required: ["document", "account"],
  properties: {
    document: { ...ID, description: "id of the document" },
    account: { ...ID, description: "the account that it was issued to" },
    file: { type: "string", enum: GRANTED, description: "one file, or the page with all of them (default)" },
    expires: { ...INSTANT, description: "when the link ends (default: in 90 days)" },
  },
} as const;

const LINK = {
  type: "object",
  properties: {
    id: { type: "string", description: "takes the link back: DELETE /api/links/{id}" },
    url: { type: "string" },
    file: { type: "string" },
    expires: { type: "string" },
  },
} as const;

/** Signed links for customers: made and taken back by the systems of the vendor. */
export const linkRoutes =
  (desk: ServerDesk) =>
  async (app: FastifyInstance): Promise<void> => {
    const { seal, guard, settings } = desk;
    if (seal === undefined) return;
    const linkDesk = { ...desk, seal };
    const onRequest = guard("links:create");

    app.post<{ Body: LinkBody }>(
      "/api/links",
      {
        onRequest,
        schema: {
          ...withKey("links", "a link to an issued document, for its customer", "links:create"),
          body: BODY,
          response: { 201: LINK, ...REFUSALS },
        },
      },
      async (request, reply) => {
        const { document, account, file = "page", expires } = request.body;
        const expiry = optionalInstant(expires, "/expires");
        if (!expiry.ok) return refuse(reply, 400, expiry.issues);
        const wanted = { document, account, file, ...expiry.value };
        const answer = await createLink(wanted, linkDesk, { key: keyOf(request) });
        if (!answer.ok) return refuse(reply, 400, answer.issues);
        if (answer.value.kind === "unknown") return refuse(reply, 404);
        const { grant, token } = answer.value;
        return reply.code(201).send({
          id: grant.id,
          url: `${settings.publicUrl}/d/${token}`,
          file: grant.file,
          expires: grant.expiresAt,
        });
      },
    );

    app.delete<{ Params: { readonly id: string } }>(
      "/api/links/:id",
      {
        onRequest,
        schema: {
          ...withKey("links", "takes a link back for ever", "links:create"),
          params: { type: "object", properties: { id: ID } },
          response: { 204: NO_CONTENT, ...REFUSALS },
        },
      },
      async (request, reply) =>
        (await revokeLink(request.params.id, linkDesk, { key: keyOf(request) }))
          ? reply.code(204).send()
          : refuse(reply, 404),
    );
  };
