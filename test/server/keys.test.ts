import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SCOPES, type Scope } from "../../src/app/register/access.ts";
import { later, NOW, post, startServing, withBearer, type Serving } from "./serving.ts";

let serving: Serving;
beforeAll(async () => void (serving = await startServing()));
afterAll(() => serving.close());

type Route = { readonly scope: Scope; readonly path: string; readonly method: string; readonly body?: object };

/** Every route that asks for a key. */
const ROUTES: readonly Route[] = [
  { scope: "metrics:read", path: "/metrics", method: "GET" },
  { scope: "keys:manage", path: "/api/keys", method: "GET" },
  { scope: "keys:manage", path: "/api/keys", method: "POST", body: { name: "new", scopes: ["keys:manage"] } },
  { scope: "keys:manage", path: "/api/keys/token-none-that-there-is", method: "DELETE" },
  { scope: "links:create", path: "/api/links", method: "POST", body: { document: "own", account: "A-1" } },
  { scope: "links:create", path: "/api/links/token-none-that-there-is", method: "DELETE" },
];

const call = ({ path, method, body }: Route, authorization?: string): Promise<Response> =>
  serving.ask(path, {
    method,
    headers: {
      ...(authorization !== undefined && { authorization }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

const seen = async (answer: Response): Promise<string> =>
  JSON.stringify([answer.status, answer.headers.get("www-authenticate"), { ...(await answer.json()), requestId: "" }]);

const flip = (text: string): string => `${text.slice(0, -1)}${text.endsWith("A") ? "B" : "A"}`;

describe.each(ROUTES)("[F3] $method $path", (route) => {
  test("opens to a key with its scope", async () => {
    const answer = await call(route, `Bearer ${await serving.key({ scopes: [route.scope] })}`);
    expect([200, 201, 404]).toContain(answer.status);
  });

  test("refuses whoever has no key in force, all alike", async () => {
    const good = await serving.key({ scopes: [...SCOPES] });
    const revoked = await serving.key({ scopes: [...SCOPES] });
    await serving.register.access.revokeKey(revoked.slice(4, -44), { by: { name: "test" }, at: NOW });
    const nobody = await seen(await call(route));
    expect(nobody).toContain("401");
    const wrong = [
      `Bearer ${revoked}`,
      `Bearer ${flip(good)}`,
      `Bearer ${good.slice(0, -1)}`,
      `Bearer ${good}A`,
      `Bearer bwk_${"A".repeat(27)}.${"A".repeat(43)}`,
      "Bearer ",
      "Bearer",
      `Basic ${good}`,
      good,
      `Bearer ${good} ${good}`,
    ];
    for (const authorization of wrong) expect(await seen(await call(route, authorization))).toBe(nobody);
  });

  test("is forbidden to a key with all other scopes", async () => {
    const scopes = SCOPES.filter((scope) => scope !== route.scope);
    const answer = await call(route, `Bearer ${await serving.key({ scopes })}`);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ title: "Forbidden", status: 403 });
  });
});

test("a key counts until it expires, to the moment", async () => {
  const bearer = await serving.key({ scopes: ["metrics:read"], expiresAt: later(1) });
  expect((await serving.ask("/metrics", withBearer(bearer))).status).toBe(200);
  serving.moveTo(later(1));
  const answer = await serving.ask("/metrics", withBearer(bearer));
  serving.moveTo(NOW);
  expect(answer.status).toBe(401);
});

describe("managing keys", () => {
  test("a new key is told once, its secret never again, and works until it is revoked", async () => {
    const manager = await serving.key({ scopes: ["keys:manage", "metrics:read"] });
    const made = await serving.ask("/api/keys", post(manager, { name: "Prometheus", scopes: ["metrics:read"] }));
    expect(made.status).toBe(201);
    const { id, key }: { readonly id: string; readonly key: string } = await made.json();
    expect((await serving.ask("/metrics", withBearer(key))).status).toBe(200);
    const list = await (await serving.ask("/api/keys", withBearer(manager))).text();
    expect(list).toContain("Prometheus");
    expect(list).not.toContain(key.slice(-43));
    expect((await serving.ask(`/api/keys/${id}`, withBearer(manager, "DELETE"))).status).toBe(204);
    expect((await serving.ask("/metrics", withBearer(key))).status).toBe(401);
    expect((await serving.ask(`/api/keys/${id}`, withBearer(manager, "DELETE"))).status).toBe(204);
  });

  test("the register knows when a key was used last, and holds nothing that could be sent", async () => {
    const bearer = await serving.key({ name: "seldom", scopes: ["metrics:read"] });
    await serving.ask("/metrics", withBearer(bearer));
    const known = (await serving.register.access.keys()).find(({ name }) => name === "seldom");
    expect(known?.lastUsedAt).toBe(NOW);
    expect(JSON.stringify(await serving.register.access.findKey(known?.id ?? ""))).not.toContain(bearer.slice(-43));
  });

  test("the audit has who made and revoked a key, and no secret", async () => {
    const manager = await serving.key({ scopes: ["keys:manage"] });
    const made = await serving.ask("/api/keys", post(manager, { name: "audited", scopes: ["keys:manage"] }));
    const { id, key }: { readonly id: string; readonly key: string } = await made.json();
    await serving.ask(`/api/keys/${id}`, withBearer(manager, "DELETE"));
    const entries = (await serving.register.audit.entries()).filter(({ details }) => details?.["key"] === id);
    const by = `key ${manager.slice(4, -44)}`;
    expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
      ["key created", by],
      ["key revoked", by],
    ]);
    expect(JSON.stringify(entries)).not.toContain(key.slice(-43));
  });

  test("a key gives no scope that it does not have itself", async () => {
    const manager = await serving.key({ scopes: ["keys:manage"] });
    const answer = await serving.ask("/api/keys", post(manager, { name: "more", scopes: ["documents:read"] }));
    expect(answer.status).toBe(403);
  });

  test.each(["accounts", "organisations"])("a key that is limited to %s manages none", async (limit) => {
    const manager = await serving.key({ scopes: ["keys:manage"], [limit]: ["A-1"] });
    expect((await serving.ask("/api/keys", withBearer(manager))).status).toBe(403);
  });

  test.each([
    ["no name", { name: " ", scopes: ["keys:manage"] }],
    ["no scope", { name: "a", scopes: [] }],
    ["a scope that there is not", { name: "a", scopes: ["everything"] }],
    ["a field that there is not", { name: "a", scopes: ["keys:manage"], admin: true }],
    ["an end that is past", { name: "a", scopes: ["keys:manage"], expires: "2020-01-01T00:00:00Z" }],
    ["an end that is no moment", { name: "a", scopes: ["keys:manage"], expires: "tomorrow" }],
    ["an account without a name", { name: "a", scopes: ["keys:manage"], accounts: [" "] }],
  ])("a key with %s is refused with the reason", async (_, body) => {
    const manager = await serving.key({ scopes: ["keys:manage"] });
    const answer = await serving.ask("/api/keys", post(manager, body));
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    const problem: { readonly issues: readonly unknown[] } = await answer.json();
    expect(problem.issues.length).toBeGreaterThan(0);
  });
});
