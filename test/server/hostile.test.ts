import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exchange, openRaw, statusIn, type Raw } from "./raw.ts";
import { post, startServing, type Serving } from "./serving.ts";

/** As in production, but for times: those are short enough for a test to wait for. */
const SHORT = { headersMs: 1_000, requestMs: 2_000, silenceMs: 2_000, keepAliveMs: 1_000 };

let serving: Serving;
beforeAll(async () => void (serving = await startServing({ limits: SHORT })));
afterAll(() => serving.close());

const CLOSE = "Host: a\r\nConnection: close\r\n";
const ask = (line: string, headers = ""): Promise<string> =>
  exchange(serving.port, `${line}\r\n${CLOSE}${headers}\r\n`);

/** Nobody else is the worse for what a hostile client does. */
const othersAreServed = async (): Promise<void> => {
  expect(await (await serving.ask("/health")).json()).toEqual({ status: "ok" });
};

const expectProblem = (answer: string, status: number): void => {
  expect(statusIn(answer)).toBe(status);
  expect(answer).toContain("content-type: application/problem+json");
  expect(answer).toContain("content-security-policy: default-src 'none'");
  expect(answer).toContain("x-content-type-options: nosniff");
  expect(answer).toMatch(/"requestId":"[0-9a-f-]{36}"/);
};

describe("a client that is slow on purpose is cut", () => {
  test("one that never sends anything", async () => {
    const raw = await openRaw(serving.port);
    await othersAreServed();
    expectProblem(await raw.ended, 408);
  });

  test("one that sends headers without end, a letter at a time", async () => {
    const raw = await openRaw(serving.port);
    raw.send("GET /health HTTP/1.1\r\nHost: a\r\nX-Slow: ");
    const drip = setInterval(() => raw.send("x"), 50);
    await othersAreServed();
    expectProblem(await raw.ended, 408);
    clearInterval(drip);
  });

  test("one that promises a body and sends it a letter at a time", async () => {
    const raw = await openRaw(serving.port);
    const bearer = await serving.key({ scopes: ["links:create"] });
    raw.send(
      `POST /api/links HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${bearer}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n`,
    );
    const drip = setInterval(() => raw.send(" "), 50);
    await othersAreServed();
    expect(statusIn(await raw.ended)).toBe(408);
    clearInterval(drip);
  });

  test("one that keeps its connection after an answer and says nothing more", async () => {
    const raw = await openRaw(serving.port);
    raw.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n");
    await raw.saw('{"status":"ok"}');
    expect(statusIn(await raw.ended)).toBe(200);
  });

  test("a hundred of them at once keep nobody from being served", async () => {
    const slow = await Promise.all(Array.from({ length: 90 }, () => openRaw(serving.port)));
    for (const raw of slow) raw.send("GET /health HTTP/1.1\r\nX: ");
    await othersAreServed();
    for (const answer of await Promise.all(slow.map(({ ended }) => ended))) expect(statusIn(answer)).toBe(408);
  });

  test("one that closes its half is answered, and closed", async () => {
    const raw = await openRaw(serving.port);
    raw.socket.end("GET /health HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(await raw.ended).toContain('{"status":"ok"}');
  });

  test("one that asks for much and reads nothing of it", async () => {
    const { token } = await serving.link({ document: "own", account: "A-1" });
    const { server } = serving.server;
    const connections = promisify(server.getConnections.bind(server));
    const count = (): Promise<number> => connections();
    await expect.poll(count, { timeout: 10_000 }).toBe(0);
    const raw = await openRaw(serving.port);
    raw.socket.pause();
    raw.send(`GET /d/${token}/pdf HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(400));
    await expect.poll(count, { timeout: 10_000 }).toBe(1);
    await expect.poll(count, { timeout: 10_000 }).toBe(0);
    raw.socket.destroy();
    await raw.ended;
    await othersAreServed();
  });

  test("one that goes away in the middle of a download", async () => {
    const { token } = await serving.link({ document: "own", account: "A-1" });
    const raw = await openRaw(serving.port);
    raw.send(`GET /d/${token}/pdf HTTP/1.1\r\nHost: a\r\n\r\n`);
    await raw.saw("200 OK");
    raw.socket.resetAndDestroy();
    await raw.ended;
    await othersAreServed();
  });
});

describe("connections", () => {
  test("of one address are limited; the next one gets in when one has gone", async () => {
    const limited = await startServing({ limits: { connectionsOfOne: 4 } });
    try {
      const held: Raw[] = [];
      for (let count = 0; count < 4; count += 1) held.push(await openRaw(limited.port));
      for (const raw of held) raw.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n");
      for (const raw of held) await raw.saw('{"status":"ok"}');
      expect(await exchange(limited.port, "GET /health HTTP/1.1\r\nHost: a\r\n\r\n")).toBe("");
      const [first, ...rest] = held;
      first?.socket.destroy();
      await first?.ended;
      await expect
        .poll(async () => statusIn(await exchange(limited.port, `GET /health HTTP/1.1\r\n${CLOSE}\r\n`)))
        .toBe(200);
      for (const raw of rest) raw.socket.destroy();
    } finally {
      await limited.close();
    }
  });

  test("of a proxy that is trusted are not", async () => {
    const behind = await startServing({
      limits: { connectionsOfOne: 1 },
      settings: { trustedProxies: ["127.0.0.0/8"] },
    });
    try {
      const held = await Promise.all([openRaw(behind.port), openRaw(behind.port), openRaw(behind.port)]);
      for (const raw of held) raw.send(`GET /health HTTP/1.1\r\n${CLOSE}\r\n`);
      for (const raw of held) expect(statusIn(await raw.ended)).toBe(200);
    } finally {
      await behind.close();
    }
  });
});

describe("requests of one client are limited", () => {
  const count = async (
    from: Serving,
    headers: (index: number) => Record<string, string>,
  ): Promise<readonly number[]> => {
    const statuses: number[] = [];
    for (let index = 0; index < 6; index += 1) {
      statuses.push((await from.ask("/d/none", { headers: headers(index) })).status);
    }
    return statuses;
  };

  test("by its address, whatever it says of itself; a problem tells when to come again", async () => {
    const limited = await startServing({ limits: { requestsOfOne: 4 } });
    try {
      // One was made for the key of the links.
      expect(await count(limited, (index) => ({ "x-forwarded-for": `10.0.0.${index}` }))).toEqual([
        404, 404, 404, 404, 429, 429,
      ]);
      const answer = await limited.ask("/nowhere");
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await answer.json()).toMatchObject({ title: "Too Many Requests", status: 429 });
      expect((await limited.ask("/metrics")).status).toBe(429);
      expect((await limited.ask("/health")).status).toBe(200);
    } finally {
      await limited.close();
    }
  });

  test("by the address that a trusted proxy tells", async () => {
    const limited = await startServing({ limits: { requestsOfOne: 2 }, settings: { trustedProxies: ["127.0.0.1"] } });
    try {
      const addresses = await count(limited, (index) => ({ "x-forwarded-for": `10.0.0.${index % 2}` }));
      expect(addresses).toEqual([404, 404, 404, 404, 429, 429]);
      // One network of IPv6 is one client.
      const networks = await count(limited, (index) => ({ "x-forwarded-for": `2001:db8:0:1::${index}` }));
      expect(networks).toEqual([404, 404, 429, 429, 429, 429]);
    } finally {
      await limited.close();
    }
  });

  test("by its key, from however many addresses", async () => {
    const limited = await startServing({ limits: { requestsOfKey: 2 }, settings: { trustedProxies: ["127.0.0.1"] } });
    try {
      const bearer = await limited.key({ scopes: ["links:create"] });
      const statuses: number[] = [];
      for (let index = 0; index < 3; index += 1) {
        const request = post(bearer, { document: "own", account: "A-1" });
        const headers = new Headers(request.headers);
        headers.set("x-forwarded-for", `10.0.0.${index}`);
        statuses.push((await limited.ask("/api/links", { ...request, headers })).status);
      }
      expect(statuses).toEqual([201, 201, 429]);
    } finally {
      await limited.close();
    }
  });
});

describe("a request that is too large", () => {
  test("in its headers is refused: 431", async () => {
    expectProblem(await ask("GET /health HTTP/1.1", `X-Large: ${"a".repeat(9_000)}\r\n`), 431);
  });

  test("in the number of its headers is refused", async () => {
    const flood = Array.from({ length: 2_000 }, (_, index) => `X-${index}: a\r\n`).join("");
    expectProblem(await ask("GET /health HTTP/1.1", flood), 431);
  });

  test("in its body is refused before it has come, and only whoever has a key gets so far", async () => {
    const huge = { "content-type": "application/json", "content-length": "100000000" };
    const bearer = await serving.key({ scopes: ["links:create"] });
    const lines = Object.entries(huge).map(([name, value]) => `${name}: ${value}\r\n`);
    expectProblem(await ask("POST /api/links HTTP/1.1", `${lines.join("")}authorization: Bearer ${bearer}\r\n`), 413);
    expectProblem(await ask("POST /api/links HTTP/1.1", lines.join("")), 401);
  });

  test("in a body without a length is cut at the limit", async () => {
    const bearer = await serving.key({ scopes: ["links:create"] });
    const raw = await openRaw(serving.port);
    raw.send(
      `POST /api/links HTTP/1.1\r\n${CLOSE}Authorization: Bearer ${bearer}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    for (let count = 0; count < 20; count += 1) raw.send(`2000\r\n${" ".repeat(0x2000)}\r\n`);
    expect(statusIn(await raw.ended)).toBe(413);
  });
});

describe("paths that try to leave", () => {
  test.each([
    "/d/../etc/passwd",
    "/../../etc/passwd",
    "/d/%2e%2e/%2e%2e/etc/passwd",
    "/d/%2E%2E%2Fetc%2Fpasswd/pdf",
    "/d/..%5c..%5cetc/pdf",
    "//health",
    "/health/",
    "/HEALTH",
    "/health;a=b",
    "/docs/static/..%2f..%2f..%2fpackage.json",
    "/docs/static/../../package.json",
    "/docs/static/%2e%2e/%2e%2e/package.json",
    "/d/a%00b/pdf",
    `/d/${"a".repeat(2_000)}/pdf`,
    "/d/%c0%ae%c0%ae/pdf",
    "/%zz",
    "/d/%",
    "/d/%u002e/pdf",
    "/__proto__",
    "/d/constructor/pdf",
  ])("%s gives nothing", async (path) => {
    const status = statusIn(await ask(`GET ${path} HTTP/1.1`));
    expect([400, 403, 404, 414]).toContain(status);
  });

  test.each([
    "GET /hea\0lth HTTP/1.1",
    "GET /health\x01 HTTP/1.1",
    "GET  HTTP/1.1",
    "GET /health HTTP/9.9",
    "NONSENSE",
    "\x16\x03\x01\x02",
  ])("%j is no request: 400", async (line) => {
    expectProblem(await ask(line), 400);
  });

  test("a request in the absolute form is one for us or for nobody, never passed on", async () => {
    expect([200, 400, 404]).toContain(statusIn(await ask("GET http://169.254.169.254/latest/meta-data HTTP/1.1")));
    await othersAreServed();
  });
});

describe("methods and headers that try to be something else", () => {
  test.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])(
    "%s does nothing to a document",
    async (method) => {
      const { token } = await serving.link({ document: "own", account: "A-1" });
      const status = statusIn(await ask(`${method} /d/${token}/pdf HTTP/1.1`, "Content-Length: 0\r\n"));
      expect([400, 404, 405, 415]).toContain(status);
    },
  );

  test("CONNECT makes no tunnel", async () => {
    expect(statusIn(await exchange(serving.port, "CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: a\r\n\r\n")) || 0).not.toBe(
      200,
    );
    await othersAreServed();
  });

  test("another method in a header is none", async () => {
    const bearer = await serving.key({ scopes: ["keys:manage"] });
    const answer = await serving.ask("/api/keys", {
      headers: { authorization: `Bearer ${bearer}`, "x-http-method-override": "DELETE" },
    });
    expect(answer.status).toBe(200);
  });

  test("an upgrade is not made", async () => {
    const upgrade = "GET /health HTTP/1.1\r\nHost: a\r\nConnection: upgrade, close\r\nUpgrade: websocket\r\n\r\n";
    expect(statusIn(await exchange(serving.port, upgrade))).not.toBe(101);
  });

  test.each([
    ["two lengths", "Content-Length: 5\r\nContent-Length: 6\r\n"],
    ["a length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"],
    ["a length that is none", "Content-Length: -1\r\n"],
    ["an encoding that nobody knows", "Transfer-Encoding: xchunked\r\n"],
    ["a space before the colon", "X-A : b\r\n"],
    ["a folded header", "X-A: b\r\n c\r\n"],
    ["a bare line feed", "X-A: b\nX-C: d\r\n"],
  ])("%s: 400, and the connection is closed", async (_, headers) => {
    expect(statusIn(await ask("POST /api/links HTTP/1.1", headers))).toBe(400);
  });

  test("without a host it is no request", async () => {
    expectProblem(await exchange(serving.port, "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n"), 400);
  });

  test("an expectation that nobody knows is not met", async () => {
    expectProblem(await ask("GET /health HTTP/1.1", "Expect: a miracle\r\n"), 417);
  });

  test("what follows a request that was refused is not read as another one", async () => {
    const smuggled = await ask(
      "POST /api/links HTTP/1.1",
      "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n",
    );
    expect(smuggled).not.toContain('{"status":"ok"}');
  });

  test("the host of a request is in no answer", async () => {
    const { token } = await serving.link({ document: "own", account: "A-1" });
    const answer = await exchange(
      serving.port,
      `GET /d/${token} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n`,
    );
    expect(statusIn(answer)).toBe(200);
    expect(answer).not.toContain("evil.example");
  });
});
