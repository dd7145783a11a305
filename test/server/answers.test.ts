import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OutsideFailure } from "../../src/app/world.ts";
import { headersFor } from "../../src/server/security.ts";
import { post, PUBLIC_URL, startServing, withBearer, type Serving } from "./serving.ts";

let serving: Serving;
let token: string;
beforeAll(async () => {
  serving = await startServing();
  token = (await serving.link({ document: "own", account: "A-1" })).token;
});
afterAll(() => serving.close());

const BROWSER = { accept: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8" };

/** Of routes, refusals and what is no route at all. */
const PATHS = () => [
  "/health",
  "/ready",
  "/metrics",
  "/docs",
  "/docs/json",
  "/api/links",
  "/api/keys",
  "/nowhere",
  "/",
  "/%zz",
  "/d/x",
  `/d/${token}`,
  `/d/${token}/pdf`,
];

test("every answer has the security headers, whatever it is", async () => {
  const fixed = Object.entries(headersFor({ publicUrl: PUBLIC_URL })).filter(
    ([name]) => name !== "content-security-policy" && name !== "cache-control",
  );
  for (const path of PATHS()) {
    for (const accept of ["*/*", BROWSER.accept]) {
      const { headers } = await serving.ask(path, { headers: { accept } });
      for (const [name, value] of fixed) expect([path, name, headers.get(name)]).toEqual([path, name, value]);
      expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/);
      expect(headers.get("content-security-policy")).not.toContain("unsafe");
      expect(headers.get("cache-control")).toMatch(/no-store|private/);
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
  }
});

test("browsers are told to come by https only where customers do", () => {
  expect(headersFor({ publicUrl: "https://billing.example" })).toHaveProperty("strict-transport-security");
  expect(headersFor({ publicUrl: "http://127.0.0.1:8080" })).not.toHaveProperty("strict-transport-security");
});

describe("a refusal", () => {
  test("is a problem with the request's id for programs", async () => {
    const answer = await serving.ask("/nowhere");
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(await answer.json()).toEqual({
      type: "about:blank",
      title: "Not Found",
      status: 404,
      requestId: answer.headers.get("x-request-id"),
    });
  });

  test.each([
    ["en-US,en;q=0.9", "en-US", "This link does not work"],
    ["de-AT,de;q=0.9,en;q=0.8", "de-DE", "Dieser Link funktioniert nicht"],
    ["fr-CA,fr;q=0.8", "fr-CA", "Ce lien ne fonctionne pas"],
    ["ja", "ja-JP", "このリンクは使用できません"],
    ["pt", "pt-BR", "Este link não funciona"],
    ["nl, de;q=0.5", "de-DE", "Dieser Link funktioniert nicht"],
    ["nl", "en-US", "This link does not work"],
  ])("is a page for browsers, in their language: %s", async (wish, lang, title) => {
    const answer = await serving.ask("/d/none", { headers: { ...BROWSER, "accept-language": wish } });
    const html = await answer.text();
    expect(answer.status).toBe(404);
    expect(answer.headers.get("vary")).toContain("accept-language");
    expect(html).toContain(`<html lang="${lang}">`);
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).toContain(answer.headers.get("x-request-id"));
  });

  test("names what of a body does not fit, with its place", async () => {
    const bearer = await serving.key({ scopes: ["links:create"] });
    const answer = await serving.ask("/api/links", post(bearer, { document: "own", account: 17 }));
    expect(await answer.json()).toMatchObject({
      status: 400,
      issues: [{ rule: null, at: "/account", message: "must be string" }],
    });
  });

  test.each([
    ["a body that is no JSON", { "content-type": "application/json" }, "{", 400],
    ["a body that would change all objects", { "content-type": "application/json" }, '{"__proto__": {"a": 1}}', 400],
    ["a body of another type", { "content-type": "application/xml" }, "<a/>", 415],
    ["no body", { "content-type": "application/json" }, "", 400],
  ])("comes of %s", async (...[, headers, body, status]) => {
    const bearer = await serving.key({ scopes: ["links:create"] });
    const authorization = `Bearer ${bearer}`;
    const answer = await serving.ask("/api/links", { method: "POST", headers: { ...headers, authorization }, body });
    expect([answer.status, (await answer.json()).status]).toEqual([status, status]);
  });
});

describe("when something fails", () => {
  const broken = (error: Error) =>
    startServing({
      doors: (doors) => ({
        ...doors,
        register: { ...doors.register, access: { ...doors.register.access, findGrant: () => Promise.reject(error) } },
      }),
    });

  test("outside, the answer is 503, and the log says what", async () => {
    const failing = await broken(new OutsideFailure("the register's database went away"));
    try {
      const answer = await failing.ask(`/d/${token}/pdf`);
      expect(answer.status).toBe(503);
      expect(await answer.text()).not.toContain("database");
      expect(failing.log()).toContain("the register's database went away");
    } finally {
      await failing.close();
    }
  });

  test("within us, the answer is 500 and tells nothing, and the log has the defect", async () => {
    const failing = await broken(new TypeError("undefined is not a function"));
    try {
      const answer = await failing.ask(`/d/${token}/pdf`, { headers: BROWSER });
      const html = await answer.text();
      expect(answer.status).toBe(500);
      expect(html).toContain("This does not work just now");
      expect(html).not.toContain("undefined is not a function");
      expect(failing.log()).toContain('"defect":true');
      expect(failing.log()).not.toContain(token);
    } finally {
      await failing.close();
    }
  });

  test("[A20] a file that the store does not have is never replaced by another one", async () => {
    const failing = await startServing({
      doors: (doors) => ({ ...doors, store: { ...doors.store, read: async () => undefined } }),
    });
    try {
      const link = await failing.link({ document: "own", account: "A-1", file: "pdf" });
      expect((await failing.ask(`/d/${link.token}/pdf`)).status).toBe(503);
    } finally {
      await failing.close();
    }
  });

  test("nothing is given out that cannot be noted", async () => {
    const failing = await startServing({
      doors: (doors) => ({
        ...doors,
        register: {
          ...doors.register,
          access: {
            ...doors.register.access,
            recordDownloads: () => Promise.reject(new OutsideFailure("no space left on the disk")),
          },
        },
      }),
    });
    try {
      const link = await failing.link({ document: "own", account: "A-1", file: "pdf" });
      const answer = await failing.ask(`/d/${link.token}/pdf`);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([
        503,
        "application/problem+json; charset=utf-8",
      ]);
      expect(await answer.text()).not.toContain("%PDF");
    } finally {
      await failing.close();
    }
  });
});

describe("health", () => {
  test("is the process's alone; readiness is that of register and store", async () => {
    const failing = await startServing({
      limits: { readyMs: 50 },
      doors: (doors) => ({ ...doors, store: { ...doors.store, holds: () => new Promise(() => {}) } }),
    });
    try {
      expect((await failing.ask("/health")).status).toBe(200);
      expect((await failing.ask("/ready")).status).toBe(503);
      expect(failing.log()).toContain("no answer within 50 ms");
    } finally {
      await failing.close();
    }
  });
});

test("metrics count requests by route pattern and downloads by file, and hold nobody's data", async () => {
  await (await serving.ask(`/d/${token}/pdf`)).bytes();
  const bearer = await serving.key({ scopes: ["metrics:read"] });
  await expect
    .poll(async () => (await serving.ask("/metrics", withBearer(bearer))).text())
    .toMatch(/billwright_http_request_seconds_count\{method="GET",route="\/d\/:token\/pdf",status="200"\} \d/);
  const text = await (await serving.ask("/metrics", withBearer(bearer))).text();
  expect(text).toMatch(/billwright_downloads_total\{file="pdf"\} \d/);
  expect(text).toContain("process_cpu_seconds_total");
  for (const secret of [...token.split("."), "A-1", "own"]) expect(text).not.toContain(`"${secret}`);
});

describe("a HEAD", () => {
  test.each(["/health", "/ready", "/docs/json", "/nowhere"])(
    "of %s is answered as a GET, without a body",
    async (path) => {
      const [head, get] = [await serving.ask(path, { method: "HEAD" }), await serving.ask(path)];
      expect([head.status, head.headers.get("content-length")]).toEqual([
        get.status,
        get.headers.get("content-length"),
      ]);
      expect(await head.text()).toBe("");
    },
  );
});

test("without a secret there are no links, and everything else works", async () => {
  const plain = await startServing({
    doors: (doors) => {
      const { seal: _, ...rest } = doors;
      return rest;
    },
  });
  try {
    const bearer = await plain.key({ scopes: ["links:create"] });
    expect((await plain.ask("/api/links", post(bearer, { document: "own", account: "A-1" }))).status).toBe(404);
    expect((await plain.ask(`/d/${token}`)).status).toBe(404);
    expect((await plain.ask("/ready")).status).toBe(200);
  } finally {
    await plain.close();
  }
});

test("the documentation tells of every route with a schema, and of the problem that each can answer", async () => {
  const {
    paths,
  }: { readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly summary: string }>>>> } = await (
    await serving.ask("/docs/json")
  ).json();
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      "/api/keys",
      "/api/keys/{id}",
      "/api/links",
      "/api/links/{id}",
      "/d/{token}",
      ...["html", "json", "pdf", "text"].map((file) => `/d/{token}/${file}`),
      "/health",
      "/ready",
    ]),
  );
  for (const route of Object.values(paths).flatMap(Object.values)) expect(route.summary).toMatch(/\w/);
});
