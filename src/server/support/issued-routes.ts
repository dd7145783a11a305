import type { FastifyInstance } from "fastify";
import { issuedBytes } from "../../app/access/download.ts";
import { FORMATS, type Format } from "../../app/formats.ts";
import { findPermitted } from "../../app/support/find.ts";
import { resendDocument } from "../../app/support/resend.ts";
import { keyOf } from "../authorise.ts";
import type { ServerDesk } from "../desk.ts";
import { refuse } from "../problem.ts";
import { REFUSALS, withKey } from "../schemas.ts";
import { sendFile } from "../send-file.ts";
import { PARAMS, type IdParams } from "./document-routes.ts";

const TEXT = { type: "string" } as const;

const RESEND = {
  type: "object",
  additionalProperties: false,
  required: ["reason"],
  properties: { reason: { ...TEXT, minLength: 1, maxLength: 500, description: "stands in the audit" } },
} as const;

const QUEUED = {
  type: "object",
  properties: { key: TEXT, recipients: { type: "array", items: TEXT } },
} as const;

/** The bytes of an issued document, and its mail once more: nothing is drawn here (rule A20). */
export const issuedRoutes =
  (desk: ServerDesk) =>
  async (app: FastifyInstance): Promise<void> => {
    const { clock, guard } = desk;
    app.get<{ Params: IdParams & { readonly format: Format } }>(
      "/api/documents/:id/files/:format",
      {
        onRequest: guard("documents:read"),
        schema: {
          ...withKey("documents", "the bytes as they were issued", "documents:read"),
          params: { type: "object", properties: { ...PARAMS.properties, format: { type: "string", enum: FORMATS } } },
        },
      },
      async (request, reply) => {
        const key = keyOf(request);
        const found = await findPermitted(request.params.id, desk, key);
        const file = found?.files.find(({ format }) => format === request.params.format);
        if (found === undefined || file === undefined) return refuse(reply, 404);
        const note = async (range: string | undefined): Promise<void> =>
          desk.noteDownload({
            actor: `key ${key.id}`,
            documentId: found.id,
            file: file.format,
            at: clock.now(),
            ...(range !== undefined && { range }),
          });
        return sendFile(reply, { file, bytes: () => issuedBytes(file, desk), note });
      },
    );

    app.post<{ Params: IdParams; Body: { readonly reason: string } }>(
      "/api/documents/:id/resend",
      {
        onRequest: guard("documents:resend"),
        schema: {
          ...withKey("documents", "queues the mail of an issued document once more", "documents:resend"),
          params: PARAMS,
          body: RESEND,
          response: { 202: QUEUED, ...REFUSALS },
        },
      },
      async (request, reply) => {
        const key = keyOf(request);
        const document = await findPermitted(request.params.id, desk, key);
        if (document === undefined) return refuse(reply, 404);
        const queued = await resendDocument({ document, reason: request.body.reason, at: clock.now() }, desk, key);
        if (!queued.ok) return refuse(reply, 409, queued.issues);
        const { key: delivery, recipients } = queued.value;
        return reply.code(202).send({ key: delivery, recipients });
      },
    );
  };
