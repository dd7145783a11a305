import type { FastifyInstance, FastifyReply } from "fastify";
import type { ServerSettings } from "./settings.ts";

/** A page may use its own styles, and nothing else at all. */
const policyOf = (styles: string, formAction = "'none'"): string =>
  `default-src 'none'; style-src ${styles}; base-uri 'none'; form-action ${formAction}; frame-ancestors 'none'`;

/** On every answer, also on those to what is no request. A page that needs more says what, by hash. */
export const SECURITY_HEADERS = {
  "content-security-policy": policyOf("'none'"),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
  "x-robots-tag": "noindex, nofollow",
  // Whatever is no public page is for one person only.
  "cache-control": "no-store",
} as const;

/** Two years, as browsers ask for; told only where customers come by https. */
const HTTPS_ONLY = "max-age=63072000; includeSubDomains";

export const headersFor = ({ publicUrl }: Pick<ServerSettings, "publicUrl">): Readonly<Record<string, string>> =>
  publicUrl.startsWith("https:") ? { ...SECURITY_HEADERS, "strict-transport-security": HTTPS_ONLY } : SECURITY_HEADERS;

export const addSecurity = (app: FastifyInstance, settings: Pick<ServerSettings, "publicUrl">): void => {
  const headers = headersFor(settings);
  app.addHook("onRequest", async (request, reply) => {
    reply.headers({ ...headers, "x-request-id": request.id });
  });
};

/** Allows a page the styles with these hashes (SHA-256, base64). */
export const allowStyles = (reply: FastifyReply, hashes: readonly string[]): FastifyReply =>
  reply.header("content-security-policy", policyOf(hashed(hashes)));

const hashed = (hashes: readonly string[]): string =>
  hashes.length === 0 ? "'none'" : hashes.map((hash) => `'sha256-${hash}'`).join(" ");

/** Allows a page its styles, and a form that comes back to us and leads on to one of these hosts. */
export const allowForm = (
  reply: FastifyReply,
  { styleHashes, targets }: { readonly styleHashes: readonly string[]; readonly targets: readonly string[] },
): FastifyReply => {
  const action = ["'self'", ...targets.map((host) => `https://${host}`)].join(" ");
  return reply.header("content-security-policy", policyOf(hashed(styleHashes), action));
};
