import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessTools } from "../../src/adapters/secrets.ts";
import { createKey, type KeyRequest } from "../../src/app/access/keys.ts";
import type { Doors } from "../../src/app/bill/open-run.ts";
import type { Format } from "../../src/app/formats.ts";
import type { World } from "../../src/app/world.ts";
import { createServer } from "../../src/server.ts";
import { LIMITS } from "../../src/server/settings.ts";
import { bill, closeDoors, openDoors } from "../app/bill/billing.ts";
import { fakeWorld, instant, jsonLines, rawInvoice } from "../app/fake-world.ts";
import { mailedCustomer, MERIDIAN, rawLine, valueOf } from "../documents.ts";

type Raw = Readonly<Record<string, unknown>>;

export const NOW = instant("2026-06-20T12:00:00Z");

const period = (month: string, next: string) => ({ first: `${month}-15`, last: `${next}-14` });

/** The same contract in April and in May, mailed; another customer's invoice; one without a billing contact. */
export const APRIL = rawInvoice("april", {
  number: undefined,
  issueDate: "2026-04-15",
  customer: mailedCustomer(),
  lines: [
    rawLine({ id: "users", quantity: "80", period: period("2026-03", "2026-04") }),
    rawLine({
      id: "calls",
      kind: "call",
      product: "Outbound calls",
      quantity: "900.6",
      unit: "minute",
      rate: "0.0055",
      period: period("2026-03", "2026-04"),
    }),
  ],
});
export const MAY = rawInvoice("may", {
  number: undefined,
  issueDate: "2026-05-15",
  customer: mailedCustomer(),
  lines: [
    rawLine({ id: "users", quantity: "82", period: period("2026-04", "2026-05") }),
    rawLine({
      id: "calls",
      kind: "call",
      product: "Outbound calls",
      quantity: "900.6",
      unit: "minute",
      rate: "0.0055",
      period: period("2026-04", "2026-05"),
    }),
  ],
});
const OTHER = rawInvoice("other", { number: undefined, customer: { ...mailedCustomer(), accountId: "A-2" } });
const UNMAILED = rawInvoice("unmailed", { number: undefined });

/** June, not yet issued. */
export const DRAFT: Raw = {
  ...MAY,
  id: "june",
  issueDate: "2026-06-15",
  payment: {},
  lines: [
    rawLine({ id: "users", quantity: "80", period: period("2026-05", "2026-06") }),
    rawLine({
      id: "storage",
      kind: "storage",
      product: "Recording storage",
      quantity: "12",
      unit: "gigabyte",
      rate: "0.15",
      period: period("2026-05", "2026-06"),
    }),
  ],
};

export type SupportServing = {
  readonly port: number;
  readonly doors: Doors;
  readonly key: (request?: Partial<KeyRequest>) => Promise<string>;
  readonly ask: (path: string, bearer: string, body?: unknown) => Promise<Response>;
  readonly close: () => Promise<void>;
};

export type SupportOptions = { readonly formats?: readonly Format[]; readonly world?: (world: World) => World };

/** A server over a register with these documents; as text, HTML and JSON only unless asked, since that is quick. */
export const serveSupport = async ({
  formats = ["html", "text", "json"],
  world: change,
}: SupportOptions = {}): Promise<SupportServing> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "billwright-support-")));
  const doors = await openDoors(folder);
  const documents = [APRIL, MAY, OTHER, UNMAILED];
  const billed = fakeWorld({ "in.jsonl": jsonLines(documents) });
  const { outcomes } = await bill({ world: billed, doors, request: { formats } });
  for (const { issues } of outcomes) if (issues.length > 0) throw new Error(JSON.stringify(issues));
  const here: World = { ...billed, clock: { now: () => NOW } };
  const world = change === undefined ? here : change(here);
  const server = await createServer(
    { ...doors, world, tools: accessTools, issuer: MERIDIAN },
    {
      publicUrl: "https://billing.meridian.example",
      trustedProxies: [],
      version: "0.0.0",
      log: { write: () => undefined },
      limits: { ...LIMITS, requestsOfOne: 100_000, requestsOfKey: 100_000 },
    },
  );
  await server.listen({ host: "127.0.0.1", port: 0 });
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens nowhere");
  const { port } = address;
  return {
    port,
    doors,
    key: async (request = {}) => {
      const desk = { register: doors.register, tools: accessTools, clock: here.clock, tokens: here.tokens };
      const scopes = ["documents:read", "documents:preview", "documents:resend"];
      const wanted = { name: "support", scopes, accounts: [], organisations: [], ...request };
      return valueOf(await createKey(wanted, desk, { name: "test" })).bearer;
    },
    ask: (path, bearer, body) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers: {
          authorization: `Bearer ${bearer}`,
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    close: async () => {
      await server.close();
      await closeDoors(doors);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
