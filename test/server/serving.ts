import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { accessTools, openSeal } from "../../src/adapters/secrets.ts";
import { openRegister } from "../../src/adapters/register/open.ts";
import { openStore } from "../../src/adapters/store.ts";
import { createKey, type KeyRequest } from "../../src/app/access/keys.ts";
import type { NewDocument } from "../../src/app/register/document.ts";
import type { Register } from "../../src/app/register/register.ts";
import type { Store } from "../../src/app/store.ts";
import type { World } from "../../src/app/world.ts";
import { plusMinutes, type Instant } from "../../src/kernel/calendar.ts";
import { createServer } from "../../src/server.ts";
import type { ServerDoors } from "../../src/server/desk.ts";
import { LIMITS, type ServerLimits, type ServerSettings } from "../../src/server/settings.ts";
import { change, invoice, numbered, statement } from "../adapters/register/reservations.ts";
import { fakeWorld, instant, sha256 } from "../app/fake-world.ts";
import { temporaryFolder } from "../cli/run-cli.ts";
import { MERIDIAN, valueOf } from "../documents.ts";

export const SECRET = "a-secret-of-this-test-and-of-no-other-place";
export const NOW = instant("2026-05-20T17:00:00Z");
export const PUBLIC_URL = "https://billing.meridian.example";

/** Limits that a test may hurt within its time. */
const TEST_LIMITS: ServerLimits = { ...LIMITS, requestsOfOne: 100_000, requestsOfKey: 100_000 };

export type Serving = {
  readonly server: FastifyInstance;
  readonly port: number;
  readonly register: Register;
  readonly store: Store;
  /** All lines of the log so far. */
  readonly log: () => string;
  readonly moveTo: (moment: Instant) => void;
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** What to send as Bearer. */
  readonly key: (request: Partial<KeyRequest>) => Promise<string>;
  /** The token of a new link, made through the API. */
  readonly link: (body: Readonly<Record<string, unknown>>) => Promise<{ readonly id: string; readonly token: string }>;
  readonly close: () => Promise<void>;
};

export type ServingOptions = {
  readonly limits?: Partial<ServerLimits>;
  readonly settings?: Partial<ServerSettings>;
  readonly doors?: (doors: ServerDoors) => ServerDoors;
};

/** A server on a free port of this machine, over a register and a store of its own with `DOCUMENTS` in them. */
export const startServing = async ({ limits, settings, doors }: ServingOptions = {}): Promise<Serving> => {
  const folder = temporaryFolder();
  const register = await openRegister(join(folder, "register.sqlite"));
  const store = valueOf(await openStore(join(folder, "store")));
  await issueAll(register, store);
  let moment = NOW;
  const lines: string[] = [];
  const fake = fakeWorld({});
  const world: World = { ...fake, clock: { now: () => moment } };
  const opened: ServerDoors = {
    world,
    register,
    store,
    tools: accessTools,
    issuer: MERIDIAN,
    seal: valueOf(openSeal(SECRET)),
  };
  const server = await createServer(doors === undefined ? opened : doors(opened), {
    publicUrl: PUBLIC_URL,
    trustedProxies: [],
    version: "0.0.0",
    log: { write: (line) => void lines.push(line) },
    limits: { ...TEST_LIMITS, ...limits },
    ...settings,
  });
  await server.listen({ host: "127.0.0.1", port: 0 });
  const { port } = addressOf(server);
  const ask: Serving["ask"] = (path, init) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual", ...init });
  const key: Serving["key"] = async (request) => {
    const desk = { register, tools: accessTools, clock: world.clock, tokens: world.tokens };
    const wanted = { name: "test", scopes: [], accounts: [], organisations: [], ...request };
    return valueOf(await createKey(wanted, desk, { name: "test" })).bearer;
  };
  const maker = await key({ scopes: ["links:create"] });
  return {
    server,
    port,
    register,
    store,
    log: () => lines.join(""),
    moveTo: (later) => void (moment = later),
    ask,
    key,
    link: async (body) => {
      const answer = await ask("/api/links", post(maker, body));
      if (answer.status !== 201) throw new Error(`no link: ${answer.status} ${await answer.text()}`);
      const { id, url }: { readonly id: string; readonly url: string } = await answer.json();
      return { id, token: url.slice(url.indexOf("/d/") + "/d/".length) };
    },
    close: async () => {
      await server.close();
      await store.close();
      await register.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const addressOf = ({ server }: FastifyInstance): AddressInfo => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens nowhere");
  return address;
};

export const post = (bearer: string, body: unknown): RequestInit => ({
  method: "POST",
  headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
  body: JSON.stringify(body),
});

export const withBearer = (bearer: string, method = "GET"): RequestInit => ({
  method,
  headers: { authorization: `Bearer ${bearer}` },
});

export const later = (days: number): Instant => plusMinutes(NOW, days * 24 * 60);

const PROFILE = readFileSync(new URL("../issuers/meridian.json", import.meta.url));

/** About the size of an invoice, with no byte twice in a row, so that a part is told from another. */
const pdfOf = (id: string): Uint8Array =>
  new TextEncoder().encode(`%PDF-1.7 ${id} ${Array.from({ length: 10_000 }, (_, index) => index % 97).join(" ")}`);

export const filesOf = (id: string) =>
  ({
    pdf: pdfOf(id),
    html: readFileSync(new URL("../../golden/demo-us-annual-monthly/5-invoice.html", import.meta.url)),
    text: new TextEncoder().encode(`text of ${id}\n`),
    json: new TextEncoder().encode(`{"id":"${id}"}\n`),
  }) as const;

/** A customer's invoice, another customer's, and what partner and end customer get for the same usage (rules A9, A14). */
export const DOCUMENTS: Readonly<Record<string, NewDocument>> = {
  own: invoice("own"),
  other: invoice("other", { accountId: "A-2" }),
  statement: { ...statement("statement"), accountId: "E-1", locale: "de-DE" },
  partner: invoice("partner", { accountId: "P-1" }),
  void: invoice("void"),
};

const issueAll = async (register: Register, store: Store): Promise<void> => {
  await store.keep([PROFILE]);
  for (const document of Object.values(DOCUMENTS)) {
    const { id } = document;
    const files = Object.entries(filesOf(id));
    await store.keep(files.map(([, bytes]) => bytes));
    const made = { ...document, profileHash: sha256(PROFILE) };
    const isStatement = made.kind === "usage-statement";
    await register.documents.reserve(
      [isStatement ? { document: made, number: { kind: "none" } } : numbered(made)],
      change(),
    );
    await register.documents.recordRendered(
      [
        {
          id,
          files: (["pdf", "html", "text", "json"] as const).map((format) => {
            const bytes = filesOf(id)[format];
            return { format, name: `Rechnung „${id}“.${format}`, sha256: sha256(bytes), bytes: bytes.length };
          }),
          contentHash: sha256(id),
          profileHash: sha256(PROFILE),
          toolset: made.toolset,
        },
      ],
      change(),
    );
    await register.documents.recordIssued([{ id, deliveries: [] }], change());
  }
};
