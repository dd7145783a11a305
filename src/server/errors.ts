import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { OutsideFailure } from "../app/world.ts";
import type { Issue } from "../kernel/result.ts";
import type { WebPages } from "../app/access/pages.ts";
import { errorFacts } from "./logging.ts";
import { problemOf, PROBLEM_TYPE, refuse, refuseAnyone } from "./problem.ts";
import { headersFor } from "./security.ts";
import type { ServerSettings } from "./settings.ts";

/** The one place that catches: every answer that says no has one shape, and tells nothing of how we are made. */
export const addErrors = (app: FastifyInstance, { pages }: { readonly pages: WebPages }): void => {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) {
      const facts = { ...errorFacts(error), defect: !(error instanceof OutsideFailure) };
      request.log.error(facts, status === 503 ? "something outside does not answer" : "a defect of ours");
    }
    const issues = issuesIn(error);
    return issues.length > 0 ? refuse(reply, status, issues) : refuseAnyone(reply, { status, pages });
  });
  // RFC 9112, 3.2; older requests have no host.
  app.addHook("onRequest", async ({ headers, raw }, reply) =>
    headers.host === undefined && raw.httpVersion === "1.1" ? refuse(reply, 400) : undefined,
  );
  app.setNotFoundHandler((_request, reply) => refuseAnyone(reply, { status: 404, pages }));
};

/** Faults of the client keep their status; the rest is ours or the machine's. */
const statusOf = (error: FastifyError): number => {
  if (error instanceof OutsideFailure) return 503;
  const { statusCode } = error;
  return statusCode !== undefined && ((statusCode >= 400 && statusCode < 500) || statusCode === 503) ? statusCode : 500;
};

/** What of a body or query does not fit the schema of its route. */
const issuesIn = ({ validation, validationContext }: FastifyError): readonly Issue[] =>
  (validation ?? []).map(({ instancePath, message }) => ({
    rule: null,
    at: `${validationContext === "body" ? "" : `${validationContext ?? ""}:`}${instancePath}`,
    message: message ?? "does not fit the schema",
  }));

/** Of an address that cannot be one, before there is a route: no hook has run yet. */
export const refuseAddress =
  (settings: ServerSettings) =>
  (_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    request.log.info({ method: request.method, route: "none", status: 400 }, "answered");
    void refuse(reply.headers({ ...headersFor(settings), "x-request-id": request.id }), 400);
  };

/** What an answer needs where there is no request of ours yet. */
type Refusing = { readonly newId: () => string; readonly log: FastifyBaseLogger };

/** Of an `Expect` that nobody knows: Node takes it before there is a request of ours. */
export const refuseExpectation =
  (settings: ServerSettings, { newId, log }: Refusing) =>
  (_request: IncomingMessage, response: ServerResponse): void => {
    const id = newId();
    log.info({ reqId: id, route: "none", status: 417 }, "answered");
    const headers = { ...headersFor(settings), "x-request-id": id, "content-type": PROBLEM_TYPE };
    response.writeHead(417, headers).end(JSON.stringify(problemOf(417, id)));
  };

/** Statuses of what the parser of HTTP refuses, by its code. */
const STATUS_OF: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Of bytes that are no request, or came too slowly: answered once, and cut. */
export const refuseBytes =
  (settings: ServerSettings, { newId, log }: Refusing) =>
  (error: Error & { readonly code?: string }, socket: Socket): void => {
    if (!socket.writable || socket.bytesWritten > 0) {
      socket.destroy();
      return;
    }
    const status = STATUS_OF[error.code ?? ""] ?? 400;
    const id = newId();
    log.info({ reqId: id, route: "none", status, code: error.code }, "answered");
    const problem = problemOf(status, id);
    const body = JSON.stringify(problem);
    const headers = {
      ...headersFor(settings),
      "x-request-id": id,
      "content-type": PROBLEM_TYPE,
      "content-length": String(new TextEncoder().encode(body).length),
      connection: "close",
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${problem.title}\r\n${lines.join("")}\r\n${body}`, () => socket.destroy());
  };
