import { rmSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { endOf, runCli, startCli, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SECRET = "a-secret-of-the-command-line-tests-only";
const at = { cwd: folder, env: { BILLWRIGHT_LINK_SECRET: SECRET } };

/** A server that listens; one that ends before it does is the test's failure. */
const startServer = async (...options: readonly string[]) => {
  const server = startCli(["serve", "--port", "0", ...options], at);
  const ended = endOf(server);
  const listening = new Promise<string>((resolve) => {
    server.stderr.on("data", (text: string) => {
      const found = /Server listening at http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const port = await Promise.race([listening, ended.then(({ stderr }) => Promise.reject(new Error(stderr)))]);
  return { server, port, ended };
};

describe("serve", () => {
  test("listens until it is asked to stop, and that is no failure", async () => {
    const { server, port, ended } = await startServer();
    // Keeps its connection open, as browsers do.
    expect(await (await fetch(`http://127.0.0.1:${port}/ready`)).json()).toEqual({ status: "ready" });
    server.kill("SIGTERM");
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    for (const line of stderr.trim().split("\n")) expect(() => JSON.parse(line)).not.toThrow();
    expect(stderr).toContain('"signal":"SIGTERM"');
    expect(stderr).not.toContain(SECRET);
  });

  test.each([
    [["--port", "http"], "is no port"],
    [["--port", "65536"], "is no port"],
    [["--public-url", "http://billing.example.com"], "no https address"],
    [["--public-url", "https://user:password@billing.example.com"], "no https address"],
    [["--public-url", "billing"], "no https address"],
    [["--trust-proxy", "10.0.0.0/33"], "no address or network"],
    [["--trust-proxy", "everybody"], "no address or network"],
    [["--rate", "0"], "no number of requests"],
  ])("%j is refused before anything is opened", async (options, message) => {
    const { code, stderr } = await runCli(["serve", ...options], at);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).not.toContain("password");
  });

  test("a secret that is too short is refused, and not repeated", async () => {
    const { code, stderr } = await runCli(["serve"], { cwd: folder, env: { BILLWRIGHT_LINK_SECRET: "hunter2" } });
    expect([code, stderr]).toEqual([2, expect.stringContaining("openssl rand -hex 32")]);
    expect(stderr).not.toContain("hunter2");
  });

  test("a port that is taken is told, and nothing stays open", async () => {
    const { server, port, ended } = await startServer("--register", "other.sqlite");
    const { code, stderr } = await runCli(["serve", "--port", port], at);
    expect([code, stderr]).toEqual([2, expect.stringContaining("cannot listen")]);
    server.kill("SIGINT");
    expect((await ended).code).toBe(0);
  });
});

describe("keys", () => {
  test("a key is told once; the list has it without its secret, until it is revoked and after", async () => {
    const made = await runCli(
      [
        "keys",
        "create",
        "--name",
        "support desk",
        "--scope",
        "links:create",
        "--account",
        "A-1",
        "--expires",
        "2099-12-31",
      ],
      at,
    );
    expect(made.code).toBe(0);
    expect(made.stdout).toMatch(/^bwk_[A-Za-z0-9_-]{27}\.[A-Za-z0-9_-]{43}\n$/);
    const [id = "", secret = ""] = made.stdout.slice(4, -1).split(".");
    const list = await runCli(["keys", "list", "--json"], at);
    expect(JSON.parse(list.stdout)).toMatchObject({
      id,
      name: "support desk",
      accounts: ["A-1"],
      expiresAt: "2100-01-01T00:00:00.000Z",
    });
    expect(list.stdout).not.toContain(secret);
    expect((await runCli(["keys", "revoke", id, "--reason", "lost"], at)).code).toBe(0);
    expect((await runCli(["keys", "list"], at)).stdout).toMatch(
      new RegExp(`${id}.*support desk.*links:create.*A-1.*20\\d\\d-`),
    );
  });

  test("an id that no key has, a scope that there is not and a day that is none are told", async () => {
    expect((await runCli(["keys", "revoke", "nobody"], at)).code).toBe(1);
    expect((await runCli(["keys", "create", "--name", "a", "--scope", "all"], at)).code).toBe(2);
    const { code, stderr } = await runCli(
      ["keys", "create", "--name", "a", "--scope", "metrics:read", "--expires", "2027-02-30"],
      at,
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining("not a day")]);
  });
});
