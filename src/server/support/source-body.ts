import type { FastifyReply, FastifyRequest } from "fastify";
import { hasScope } from "../../app/access/authenticate.ts";
import { filedSource } from "../../app/support/filed.ts";
import { findPermitted } from "../../app/support/find.ts";
import type { Pasted, Source } from "../../app/support/source.ts";
import type { Result } from "../../kernel/result.ts";
import { keyOf } from "../authorise.ts";
import type { ServerDesk } from "../desk.ts";
import { refuse } from "../problem.ts";
import { ID } from "../schemas.ts";
import { refuseInput } from "./answers.ts";

/** Bytes of a question: a large document of each side. */
export const MOST_BODY_BYTES = 8 * 1024 * 1024;

export type PastedBody = {
  readonly input: string | object;
  readonly overlay?: string | object;
  readonly record?: number;
};

/** Rated data, or an issued document by its id or number. */
export type SourceBody = PastedBody | { readonly document: string };

const TEXT_OR_VALUE = { type: ["string", "object"] } as const;

export const PASTED_FIELDS = {
  input: {
    ...TEXT_OR_VALUE,
    description:
      "rated data in any format of the importers: a JSON value, or the text of a file (JSON, JSONL), whose places issues name",
  },
  overlay: { ...TEXT_OR_VALUE, description: "billwright/overlay@1: what the vendor's data do not carry" },
  record: { type: "integer", minimum: 1, maximum: 200, description: "which of several records (default: the first)" },
} as const;

export const SOURCE = {
  oneOf: [
    { type: "object", additionalProperties: false, required: ["input"], properties: PASTED_FIELDS },
    {
      type: "object",
      additionalProperties: false,
      required: ["document"],
      properties: {
        document: { ...ID, description: "id or number of an issued document; asks for documents:read too" },
      },
    },
  ],
} as const;

export const pastedOf = ({ input, overlay, record }: PastedBody): Pasted => ({
  kind: "pasted",
  text: textOf(input),
  ...(overlay !== undefined && { overlay: textOf(overlay) }),
  ...(record !== undefined && { record }),
});

const textOf = (given: string | object): string => (typeof given === "string" ? given : JSON.stringify(given, null, 2));

/** Where issued documents are looked up. */
export type Lookup = (body: { readonly document: string }, request: FastifyRequest) => Promise<Looked>;

export type Looked =
  | { readonly kind: "found"; readonly source: Source }
  | { readonly kind: "refused"; readonly refuse: (reply: FastifyReply) => FastifyReply };

/** Who may preview may not for that see what was issued: that is a scope of its own (rule F3). */
export const registerLookup =
  ({ register, store }: Pick<ServerDesk, "register" | "store">): Lookup =>
  async ({ document: typed }, request) => {
    const key = keyOf(request);
    if (!hasScope(key, "documents:read")) return refused(403);
    const found = await findPermitted(typed, { register, store }, key);
    if (found === undefined) return refused(404);
    const source: Result<Source> = await filedSource(found, store);
    if (source.ok) return { kind: "found", source: source.value };
    return { kind: "refused", refuse: (reply) => refuseInput(reply, source.issues) };
  };

const refused = (status: number): Looked => ({ kind: "refused", refuse: (reply) => refuse(reply, status) });

/** The source of a body, pasted or issued. */
export const sourceOf = async (body: SourceBody, lookup: Lookup, request: FastifyRequest): Promise<Looked> =>
  "document" in body ? lookup(body, request) : { kind: "found", source: pastedOf(body) };
