import { STATUS_CODES } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Issue } from "../kernel/result.ts";
import type { RefusalReason, WebPages } from "../app/access/pages.ts";
import { allowStyles } from "./security.ts";

/** RFC 9457. The request's id is what a caller tells us, and what the log has. */
export type Problem = {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly requestId: string;
  readonly issues?: readonly Pick<Issue, "rule" | "at" | "message" | "hint">[];
};

export const problemOf = (status: number, requestId: string, issues: readonly Issue[] = []): Problem => ({
  type: "about:blank",
  title: STATUS_CODES[status] ?? "Error",
  status,
  requestId,
  ...(issues.length > 0 && {
    issues: issues.map(({ rule, at, message, hint }) => ({ rule, at, message, ...(hint !== undefined && { hint }) })),
  }),
});

export const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/** An answer that says no, for programs. */
export const refuse = (reply: FastifyReply, status: number, issues: readonly Issue[] = []): FastifyReply =>
  reply
    .code(status)
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problemOf(status, reply.request.id, issues)));

/** The same for a person with a browser, in a language of theirs; programs get the problem. */
export const refuseAnyone = (
  reply: FastifyReply,
  { status, pages }: { readonly status: number; readonly pages: WebPages },
): FastifyReply => {
  const { request } = reply;
  void reply.header("vary", "accept, accept-language");
  if (!wantsHtml(request)) return refuse(reply, status);
  const { html, styleHashes } = pages.refusal(
    { reason: reasonOf(status, request), requestId: request.id },
    request.headers["accept-language"],
  );
  return allowStyles(reply, styleHashes).code(status).type("text/html; charset=utf-8").send(html);
};

/** A browser names HTML first; programs ask for anything or JSON. */
const wantsHtml = ({ headers: { accept = "" } }: FastifyRequest): boolean => accept.startsWith("text/html");

const reasonOf = (status: number, { routeOptions: { url = "" } }: FastifyRequest): RefusalReason => {
  if (status === 429) return "busy";
  if (status >= 500) return "failed";
  return url.startsWith("/d/") || url.startsWith("/p/") ? "link" : "request";
};
