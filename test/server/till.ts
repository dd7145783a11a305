import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { accessTools } from "../../src/adapters/secrets.ts";
import type { Engine } from "../../src/adapters/register/session.ts";
import { openStore } from "../../src/adapters/store.ts";
import type { PaymentProvider } from "../../src/app/paying/provider.ts";
import type { Register } from "../../src/app/register/register.ts";
import { createKey } from "../../src/app/access/keys.ts";
import type { World } from "../../src/app/world.ts";
import { createServer } from "../../src/server.ts";
import { LIMITS, type ServerLimits } from "../../src/server/settings.ts";
import { fakeWorld } from "../app/fake-world.ts";
import { openOffice, tokenOf, type Office } from "../app/paying/office.ts";
import { temporaryFolder } from "../cli/run-cli.ts";
import { valueOf } from "../documents.ts";
import type { StripeEvent } from "../stripe/account.ts";
import { PUBLIC_URL, withBearer } from "./serving.ts";

/** The office of the payment tests behind a real server: customers and Stripe come by HTTP. */
export type Till = {
  readonly office: Office;
  readonly server: FastifyInstance;
  /** "http://127.0.0.1:40000". */
  readonly base: string;
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** The page of an invoice, as a browser without script shows it. */
  readonly page: (id: string, query?: string) => Promise<string>;
  /** The button. */
  readonly click: (id: string, form?: Readonly<Record<string, string>>) => Promise<Response>;
  /** The address at Stripe's that a click must lead to. */
  readonly pageAtStripe: (id: string, form?: Readonly<Record<string, string>>) => Promise<string>;
  /** Stripe tells. */
  readonly tell: (event: StripeEvent) => Promise<Response>;
  readonly log: () => string;
  /** What /metrics says of one figure, by name and labels. */
  readonly metric: (name: string) => Promise<string | undefined>;
  readonly close: () => Promise<void>;
};

export type TillOptions = {
  readonly engine?: Engine;
  readonly limits?: Partial<ServerLimits>;
  readonly register?: (register: Register) => Register;
  readonly provider?: (provider: PaymentProvider) => PaymentProvider | undefined;
};

export const openTill = async ({ engine, limits, register, provider }: TillOptions = {}): Promise<Till> => {
  const office = await openOffice(engine);
  const folder = temporaryFolder();
  const store = valueOf(await openStore(join(folder, "store")));
  const lines: string[] = [];
  const world: World = { ...fakeWorld({}), clock: { now: office.now } };
  const { desk } = office;
  const opened = provider === undefined ? desk.provider : provider(desk.provider);
  const server = await createServer(
    {
      world,
      register: register === undefined ? office.register : register(office.register),
      store,
      tools: accessTools,
      issuer: desk.issuer,
      ...(opened !== undefined && { provider: opened }),
    },
    {
      publicUrl: PUBLIC_URL,
      trustedProxies: [],
      version: "0.0.0",
      log: { write: (line) => void lines.push(line) },
      limits: { ...LIMITS, requestsOfOne: 100_000, requestsOfPayPage: 100_000, clicksOfOne: 100_000, ...limits },
    },
  );
  const base = await server.listen({ host: "127.0.0.1", port: 0 });
  const ask: Till["ask"] = (path, init) => fetch(base + path, { redirect: "manual", ...init });
  const click: Till["click"] = (id, form = {}) =>
    ask(`/p/${tokenOf(id)}/pay`, { method: "POST", body: new URLSearchParams(form) });
  return {
    office,
    server,
    base,
    ask,
    page: async (id, query = "") => (await ask(`/p/${tokenOf(id)}${query}`)).text(),
    click,
    pageAtStripe: async (id, form) => {
      const answer = await click(id, form);
      if (answer.status !== 303) throw new Error(`no page for ${id}: ${answer.status}`);
      return answer.headers.get("location") ?? "";
    },
    tell: (event) => {
      const { body, signature } = office.stripe.message(event);
      return ask("/webhooks/stripe", told(body, signature));
    },
    log: () => lines.join(""),
    metric: async (name) => {
      const desk = { register: office.register, tools: accessTools, clock: { now: office.now }, tokens: world.tokens };
      const wanted = { name: "test", scopes: ["metrics:read"], accounts: [], organisations: [] } as const;
      const { bearer } = valueOf(await createKey(wanted, desk, { name: "test" }));
      const text = await (await ask("/metrics", withBearer(bearer))).text();
      return text
        .split("\n")
        .find((line) => line.startsWith(`${name} `))
        ?.slice(name.length + 1);
    },
    close: async () => {
      await server.close();
      await store.close();
      await office.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** A message of Stripe's as it arrives. */
export const told = (body: Uint8Array | string, signature: string): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json; charset=utf-8", "stripe-signature": signature },
  body: body instanceof Uint8Array ? new Uint8Array(body) : body,
});

/** The words of a page, without its markup. */
export const wordsIn = (html: string): string =>
  html
    .slice(html.indexOf("<body>"))
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&nbsp;", " ")
    .replaceAll(/\s+/g, " ")
    .trim();
