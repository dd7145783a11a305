import { request } from "node:http";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCases } from "../../src/cli/dev-cases.ts";
import { ROOT } from "../../src/cli/dev-place.ts";
import { createDevServer } from "../../src/server/support/dev-server.ts";
import { fakeWorld } from "../app/fake-world.ts";
import { findCases } from "../golden/cases.ts";
import { GENESYS, MERIDIAN } from "../documents.ts";

describe("the page over the golden cases", () => {
  let server: FastifyInstance;
  let port: number;
  const cases = readCases(ROOT);

  beforeAll(async () => {
    const issuers = new Map([
      ["issuers/genesys.json", GENESYS],
      ["test/issuers/meridian.json", MERIDIAN],
    ]);
    server = await createDevServer({ world: fakeWorld({}), cases, issuers, start: "first" });
    port = Number(new URL(await server.listen({ host: "127.0.0.1", port: 0 })).port);
  });
  afterAll(() => server.close());

  const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);

  test("has every case in its menu but those of accounts, each with its profile", () => {
    const documents = findCases().filter(({ accountStatement }) => accountStatement === undefined);
    expect(cases.map(({ name }) => name)).toEqual(documents.map(({ name }) => name));
    expect(cases.map(({ issuer }) => issuer)).toEqual(documents.map(({ issuer }) => issuer));
  });

  test("tells the page its start, by which it knows later that it is old", async () => {
    expect(await (await ask("/support/setup")).json()).toMatchObject({ mode: "dev", start: "first" });
    const controller = new AbortController();
    const events = await ask("/dev/events", { signal: controller.signal });
    const first = await events.body?.getReader().read();
    expect(new TextDecoder().decode(first?.value)).toContain("event: start\ndata: first\n");
    controller.abort();
  });

  test("previews a case by the profile of that case, without a key", async () => {
    const found = await (await ask("/dev/case?name=us-preview")).json();
    const answer = await ask(`/api/preview?issuer=${encodeURIComponent(found.issuer)}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ input: found.input, today: found.today, formats: ["text"] }),
    });
    expect(await answer.json()).toMatchObject({ files: { text: expect.stringContaining("Meridian Contact Cloud") } });
    expect((await ask("/dev/case?name=../package.json")).status).toBe(404);
  });

  test("answers nobody who calls it by another name than that of this machine", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request({ port, path: "/support", headers: { host: "evil.example" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on("error", reject);
      asked.end();
    });
    expect(status).toBe(403);
  });
});
