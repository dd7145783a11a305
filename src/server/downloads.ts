import type { FastifyInstance, FastifyReply } from "fastify";
import { grantedFile, issuedBytes, openLink, type OpenLink } from "../app/access/download.ts";
import { FORMATS, type Format } from "../app/formats.ts";
import type { ServerDesk } from "./desk.ts";
import { refuseAnyone } from "./problem.ts";
import { allowStyles } from "./security.ts";
import { sendFile } from "./send-file.ts";

type TokenParams = { readonly token: string };

/** What customers open: the page of their document and its files, by a signed link and by nothing else. */
export const downloadRoutes =
  (desk: ServerDesk) =>
  async (app: FastifyInstance): Promise<void> => {
    const { seal, pages } = desk;
    if (seal === undefined) return;
    const linkDesk = { ...desk, seal };
    /** One answer to whatever does not lead to a document. */
    const unknown = (reply: FastifyReply): FastifyReply => refuseAnyone(reply, { status: 404, pages });

    app.get<{ Params: TokenParams }>(
      "/d/:token",
      { schema: { tags: ["downloads"], summary: "the page of a document, for its customer" } },
      async (request, reply) => {
        const { token } = request.params;
        const link = await openLink(token, linkDesk);
        if (link === undefined) return unknown(reply);
        const { html, styleHashes } = await pages.download(link, `${token}/`);
        return allowStyles(reply, styleHashes).type("text/html; charset=utf-8").send(html);
      },
    );

    for (const format of FORMATS) {
      app.get<{ Params: TokenParams }>(
        `/d/:token/${format}`,
        { schema: { tags: ["downloads"], summary: `the ${format} of a document as it was issued` } },
        async (request, reply) => {
          const link = await openLink(request.params.token, linkDesk);
          return link === undefined ? unknown(reply) : sendGranted(reply, { link, format, desk, unknown });
        },
      );
    }
  };

type Granted = {
  readonly link: OpenLink;
  readonly format: Format;
  readonly desk: ServerDesk;
  readonly unknown: (reply: FastifyReply) => FastifyReply;
};

const sendGranted = async (reply: FastifyReply, { link, format, desk, unknown }: Granted): Promise<FastifyReply> => {
  const file = grantedFile(link, format);
  if (file === undefined) return unknown(reply);
  return sendFile(reply, {
    file,
    bytes: () => issuedBytes(file, desk),
    note: async (range) => {
      await desk.noteDownload({
        actor: `link ${link.grant.id}`,
        documentId: link.document.id,
        file: format,
        at: desk.clock.now(),
        ...(range !== undefined && { range }),
      });
      desk.metrics.downloads.inc({ file: format });
    },
  });
};
