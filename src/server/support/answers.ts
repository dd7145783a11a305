import type { FastifyReply } from "fastify";
import type { Issue, Result } from "../../kernel/result.ts";
import { problemOf, PROBLEM_TYPE, refuse } from "../problem.ts";
import type { Limited } from "./limited.ts";

/** How long who found no place waits before the next try, in seconds. */
const RETRY_SECONDS = "1";

export type Work<T> = { readonly run: () => Promise<Result<T>>; readonly shown: (value: T) => object };

/** The answer to a question; everything that is wrong with its data, each with its place; or that all places are taken. */
export const answer = async <T>(reply: FastifyReply, limited: Limited, work: Work<T>): Promise<FastifyReply> => {
  const result = await limited.tryRun(work.run);
  if (result === undefined) return refuse(reply.header("retry-after", RETRY_SECONDS), 503);
  return result.ok ? reply.send(work.shown(result.value)) : refuseInput(reply, result.issues);
};

/** Pasted data that does not hold: a problem whose issues know file and line, so that they can be shown in place. */
export const refuseInput = (reply: FastifyReply, issues: readonly Issue[]): FastifyReply =>
  reply
    .code(422)
    .type(PROBLEM_TYPE)
    .send(JSON.stringify({ ...problemOf(422, reply.request.id), issues }));
