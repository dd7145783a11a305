import type { FastifyInstance } from "fastify";
import { CHOICES, supportPage } from "../../app/support/page.ts";
import type { Assets } from "../../app/world.ts";

/** What the page needs to know at its start, beside the choices that are the same everywhere. */
export type PageSetup = { readonly mode: "server" } | { readonly mode: "dev"; readonly [fact: string]: unknown };

const OPTIONS = { schema: { hide: true } } as const;

/**
 * `/support` and the blank page in which it shows documents. The page holds no data: that comes by the API, to who has a
 * key. Its script and style are allowed by their hashes; a document is shown in a frame where nothing can run at all.
 */
export const pageRoutes =
  ({ assets }: { readonly assets: Assets }, setup: () => PageSetup) =>
  async (app: FastifyInstance): Promise<void> => {
    const page = supportPage(assets);
    const policy = [
      "default-src 'none'",
      `script-src 'sha256-${page.scriptHash}'`,
      `style-src 'sha256-${page.styleHash}'`,
      "connect-src 'self'",
      // A PDF is shown by the browser's own viewer.
      "frame-src 'self' blob:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join("; ");

    app.get("/support", OPTIONS, async (_request, reply) =>
      reply.header("content-security-policy", policy).type("text/html; charset=utf-8").send(page.html),
    );

    app.get("/support/setup", OPTIONS, async () => ({ ...CHOICES, ...setup() }));

    app.get("/support/frame", OPTIONS, async (_request, reply) =>
      reply
        .header("content-security-policy", FRAME_POLICY)
        .header("x-frame-options", "SAMEORIGIN")
        .type("text/html; charset=utf-8")
        .send(BLANK),
    );
  };

/** Mails have their styles at each element; each document's own policy stands beside this one. */
const FRAME_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

const BLANK =
  '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Document</title></head><body></body></html>\n';
