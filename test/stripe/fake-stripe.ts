import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { StripeSettings } from "../../src/adapters/stripe/settings.ts";
import { createAccount, type Link, type Session, type StripeEvent } from "./account.ts";
import { answerTo, replyOf, type Reply } from "./api.ts";
import { parseForm, type Form } from "./form.ts";
import { createPayer, type Payer } from "./payer.ts";
import type { Refusal } from "./rules.ts";

/**
 * What goes wrong with the next request. "failed" is a failure before anything was done; "kept-failure" one that Stripe
 * keeps under the key and gives again; "cut", "silent" and "garbled" come after the thing was done: the answer is lost.
 */
export type Fault = "failed" | "kept-failure" | "too-many" | "cut" | "silent" | "garbled";

export type Held = { readonly reached: Promise<void>; readonly letGo: () => void };

export type SeenRequest = { readonly line: string; readonly key?: string; readonly form: Form };

/** A small Stripe on a port of this machine: as its documentation says, in what we ask of it. */
export type FakeStripe = Payer & {
  readonly settings: StripeSettings;
  readonly links: () => readonly Link[];
  readonly sessions: () => readonly Session[];
  readonly events: () => readonly StripeEvent[];
  readonly requests: readonly SeenRequest[];
  /** What the next requests meet, one each. */
  readonly faults: Fault[];
  /** The next request is at work, once it is reached, until it is let go. */
  readonly hold: () => Held;
  /** A message as it arrives: its bytes and the signature over them. */
  readonly message: (event: StripeEvent) => { readonly body: Uint8Array; readonly signature: string };
  readonly close: () => Promise<void>;
};

const SECRET_KEY = "sk_test_51Billwright";
const SIGNING_SECRET = "whsec_billwright";

/** `now` gives milliseconds since 1970: pages run out, and messages have their moments, by it. */
export const openFakeStripe = async (now: () => number): Promise<FakeStripe> => {
  const account = createAccount(() => Math.floor(now() / 1_000));
  const requests: SeenRequest[] = [];
  const faults: Fault[] = [];
  const holds: (() => Promise<void>)[] = [];
  const keys = createKeys();
  const server = createServer((request, response) => {
    void respond(request, response).catch((error: unknown) => response.destroy(toError(error)));
  });

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = parseForm(request.method === "GET" ? (request.url?.split("?")[1] ?? "") : await bodyOf(request));
    const line = `${request.method} ${request.url?.split("?")[0]}`;
    const key = request.headers["idempotency-key"];
    requests.push({ line, form, ...(typeof key === "string" && { key }) });
    const fault = faults.shift();
    if (fault === "failed") return send(response, replyOf(FAILED));
    if (fault === "too-many") return send(response, replyOf(TOO_MANY));
    if (request.headers.authorization !== `Bearer ${SECRET_KEY}`) return send(response, replyOf(WRONG_KEY));
    const demand = { key: request.method === "POST" ? key : undefined, content: `${line} ${JSON.stringify(form)}` };
    const reply = await keys.once(demand, async () => {
      await holds.shift()?.();
      return fault === "kept-failure" ? replyOf(FAILED) : answerTo(account, line, form);
    });
    if (fault === "cut") return void response.destroy();
    if (fault === "silent") return;
    // A proxy between us and Stripe has its own page.
    if (fault === "garbled") return void response.writeHead(502).end("<html>Bad Gateway</html>");
    send(response, reply);
  };

  const port = await listen(server);
  return {
    ...createPayer(account),
    settings: {
      secretKey: SECRET_KEY,
      webhookSecret: SIGNING_SECRET,
      server: { protocol: "http", host: "127.0.0.1", port },
    },
    links: () => [...account.links.values()],
    sessions: () => [...account.sessions.values()],
    events: () => [...account.events],
    requests,
    faults,
    hold: () => {
      const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
      const { promise: free, resolve: letGo } = Promise.withResolvers<void>();
      holds.push(() => (reach(), free));
      return { reached, letGo };
    },
    message: ({ text }) => ({ body: new TextEncoder().encode(text), signature: sign(text, account.now()) }),
    close: () => shut(server),
  };
};

/** https://docs.stripe.com/webhooks#verify-manually. */
export const sign = (text: string, seconds: number, secret: string = SIGNING_SECRET): string =>
  `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${text}`).digest("hex")}`;

type KeyedRequest = { readonly key: string | string[] | undefined; readonly content: string };

/**
 * https://docs.stripe.com/api/idempotent_requests: the first answer under a key is kept once work has begun, a failure of
 * the server too, and given again; another content under the key is an error; so is the same while the first is at work.
 * What fails validation is not kept.
 */
const createKeys = () => {
  const kept = new Map<string, { readonly content: string; reply?: Reply }>();
  const once = async ({ key, content }: KeyedRequest, work: () => Promise<Reply>): Promise<Reply> => {
    if (typeof key !== "string") return work();
    const known = kept.get(key);
    if (known !== undefined) return again(known, content);
    const entry: { content: string; reply?: Reply } = { content };
    kept.set(key, entry);
    const reply = await work();
    if (reply.status === 400) kept.delete(key);
    else entry.reply = reply;
    return reply;
  };
  const again = (known: { readonly content: string; reply?: Reply }, content: string): Reply => {
    if (known.content !== content) return replyOf(OTHER_CONTENT);
    if (known.reply === undefined) return replyOf(BUSY);
    const advice = known.reply.status >= 500 ? { "stripe-should-retry": "false" } : {};
    return { ...known.reply, headers: { "idempotent-replayed": "true", ...advice } };
  };
  return { once };
};

const FAILED: Refusal = { refused: true, status: 500, type: "api_error", message: "An unknown error occurred" };
const TOO_MANY: Refusal = {
  refused: true,
  status: 429,
  type: "invalid_request_error",
  code: "rate_limit",
  message: "Request rate limit exceeded.",
};
/** Stripe's message shows parts of the key. */
const WRONG_KEY: Refusal = {
  refused: true,
  status: 401,
  type: "invalid_request_error",
  message: "Invalid API Key provided: sk_test_*********ight",
};
const OTHER_CONTENT: Refusal = {
  refused: true,
  status: 400,
  type: "idempotency_error",
  message: "Keys for idempotent requests can only be used with the same parameters they were first used with.",
};
const BUSY: Refusal = {
  refused: true,
  status: 409,
  type: "invalid_request_error",
  code: "idempotency_key_in_use",
  message: "There is currently another in-progress request using this Idempotent Key.",
};

const send = (response: ServerResponse, { status, body, headers = {} }: Reply): void => {
  response.writeHead(status, { "content-type": "application/json", "request-id": "req_000001", ...headers });
  response.end(JSON.stringify(body));
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
};

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server on a port has one");
  return address.port;
};

const shut = async (server: Server): Promise<void> => {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
};

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
