import type { FastifyReply, FastifyRequest } from "fastify";
import type { Format } from "../app/formats.ts";
import type { StoredFile } from "../app/register/document.ts";
import { parseRange, type ByteRange } from "./byte-range.ts";
import { disposition } from "./file-name.ts";
import { refuse } from "./problem.ts";
import { allowStyles } from "./security.ts";

const TYPES = {
  pdf: "application/pdf",
  html: "text/html; charset=utf-8",
  text: "text/plain; charset=utf-8",
  json: "application/json; charset=utf-8",
} as const satisfies Record<Format, string>;

/** What a browser shows, and what it saves. */
const SHOWN: ReadonlySet<Format> = new Set(["html", "text"]);

/** The file, how its bytes are fetched, and what is done before any of them goes out. */
export type Sending = {
  readonly file: StoredFile;
  readonly bytes: () => Promise<Uint8Array>;
  readonly note: (range: string | undefined) => Promise<void>;
};

/**
 * An issued file as it stands in the store (rule A20), so its hash is its ETag. Kept by the customer's own browser only,
 * which asks anew each time: a link that was taken back gives nothing from then on.
 */
export const sendFile = async (reply: FastifyReply, { file, bytes, note }: Sending): Promise<FastifyReply> => {
  const { request } = reply;
  const etag = `"${file.sha256}"`;
  void reply.headers({ etag, "cache-control": "private, no-cache", "accept-ranges": "bytes" });
  if (isKnown(request, etag)) return reply.code(304).send();
  const range = rangeOf(request, { etag, length: file.bytes });
  if (range.kind === "unsatisfiable") {
    return refuse(reply.header("content-range", `bytes */${file.bytes}`), 416);
  }
  void reply.headers({
    "content-type": TYPES[file.format],
    "content-disposition": disposition(SHOWN.has(file.format) ? "inline" : "attachment", file.name),
  });
  const isWhole = range.kind === "whole";
  const [first, last] = isWhole ? [0, file.bytes - 1] : [range.first, range.last];
  void reply.code(isWhole ? 200 : 206);
  if (!isWhole) void reply.header("content-range", `bytes ${first}-${last}/${file.bytes}`);
  const all = await bytes();
  if (file.format === "html") allowStyles(reply, styleHashesOf(all));
  // Of a HEAD nothing goes out but the length.
  if (request.method !== "HEAD") await note(isWhole ? undefined : `${first}-${last}`);
  return reply.send(all.subarray(first, last + 1));
};

/** RFC 9110, 13.1.2: compared weakly. */
const isKnown = ({ headers }: FastifyRequest, etag: string): boolean =>
  (headers["if-none-match"] ?? "")
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""))
    .some((tag) => tag === etag || tag === "*");

/** A range is of the file that the client has begun to fetch, or else of nothing (RFC 9110, 13.1.5). */
const rangeOf = (
  { method, headers }: FastifyRequest,
  { etag, length }: { readonly etag: string; readonly length: number },
): ByteRange => {
  const isSame = headers["if-range"] === undefined || headers["if-range"] === etag;
  return parseRange(method === "GET" && isSame ? headers.range : undefined, length);
};

/** The head of a page of ours with its policy; no text of a document stands before it. */
const HEAD_BYTES = 2_048;
const POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/;

/** The hashes by which an issued page allows its own styles; nothing else of its policy is taken over. */
const styleHashesOf = (html: Uint8Array): readonly string[] => {
  const head = new TextDecoder().decode(html.subarray(0, HEAD_BYTES));
  const policy = POLICY.exec(head)?.[1] ?? "";
  return [...policy.matchAll(/'sha256-([A-Za-z0-9+/]{43}=)'/g)].flatMap(([, hash]) =>
    hash === undefined ? [] : [hash],
  );
};
