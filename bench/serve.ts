import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import autocannon, { type Result } from "autocannon";
import { openRegister } from "../src/adapters/register/open.ts";
import { accessTools } from "../src/adapters/secrets.ts";
import { openStore } from "../src/adapters/store.ts";
import { realWorld } from "../src/adapters/real-world.ts";
import { createKey } from "../src/app/access/keys.ts";
import { change, invoice, numbered, rendered } from "../test/adapters/register/reservations.ts";
import { valueOf } from "../test/documents.ts";

/**
 * Signed downloads from `billwright serve`, a process of its own, over this machine's loopback:
 * `node bench/serve.ts --connections 200 --seconds 20 --bytes 60000`. Each download goes through the register (SQLite,
 * every commit on disk), is noted in the audit before it goes out, and has its hash checked. Needs `/proc` for the memory.
 */
const { values } = parseArgs({
  options: {
    connections: { type: "string", default: "200" },
    seconds: { type: "string", default: "20" },
    rounds: { type: "string", default: "3" },
    bytes: { type: "string", default: "60000" },
  },
});
const DOCUMENTS = 100;
const CLI = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "billwright-serve-"));

/** Invoices with one file each, all different; gives a key that makes links for them. */
const fill = async (): Promise<string> => {
  const register = await openRegister(join(folder, "register.sqlite"));
  const store = valueOf(await openStore(join(folder, "store")));
  for (let index = 0; index < DOCUMENTS; index += 1) {
    const id = `bench-${index}`;
    const [blob] = await store.keep([randomBytes(Number(values.bytes))]);
    const { sha256 = "", bytes = 0 } = blob ?? {};
    await register.documents.reserve([numbered(invoice(id))], change());
    const record = { ...rendered(id), files: [{ format: "pdf", name: `${id}.pdf`, sha256, bytes }] as const };
    await register.documents.recordRendered([record], change());
    await register.documents.recordIssued([{ id, deliveries: [] }], change());
  }
  const desk = { register, tools: accessTools, clock: realWorld.clock, tokens: realWorld.tokens };
  const wanted = { name: "bench", scopes: ["links:create"], accounts: [], organisations: [] };
  const { bearer } = valueOf(await createKey(wanted, desk, { name: "bench" }));
  await store.close();
  await register.close();
  return bearer;
};

type Server = { readonly process: ChildProcess; readonly port: number };

const start = (): Promise<Server> => {
  // autocannon's connections all come from one address: as behind a proxy, they are not counted.
  const options = ["--port", "0", "--rate", "100000000", "--trust-proxy", "127.0.0.1"];
  const places = ["--register", join(folder, "register.sqlite"), "--store", join(folder, "store")];
  const child = spawn(process.execPath, [CLI, "serve", ...options, ...places], {
    env: { ...process.env, BILLWRIGHT_LINK_SECRET: "a-secret-of-the-bench-and-nobody-else" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      const port = /Server listening at http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (port !== undefined) resolve({ process: child, port: Number(port) });
    });
  });
};

const linkPath = async ({ port }: Server, bearer: string, index: number): Promise<string> => {
  const answer = await fetch(`http://127.0.0.1:${port}/api/links`, {
    method: "POST",
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    body: JSON.stringify({ document: `bench-${index}`, account: "A-1", file: "pdf" }),
  });
  const { url }: { readonly url: string } = await answer.json();
  return `${new URL(url).pathname}/pdf`;
};

const residentMegabytes = ({ process: { pid } }: Server): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

const lineOf = (round: number, { requests, latency, errors, timeouts, non2xx }: Result, megabytes: number): string =>
  [
    `round ${round}: ${requests.average.toFixed(0)} downloads/s`,
    `p50 ${latency.p50} ms, p99 ${latency.p99} ms, max ${latency.max} ms`,
    `${requests.total} in all, ${errors + timeouts + non2xx} failed`,
    `server at ${megabytes.toFixed(0)} MB`,
  ].join("; ");

try {
  const bearer = await fill();
  const server = await start();
  const paths = await Promise.all(Array.from({ length: DOCUMENTS }, (_, index) => linkPath(server, bearer, index)));
  console.log(
    `${values.connections} connections, ${values.bytes} bytes each; server at ${residentMegabytes(server).toFixed(0)} MB`,
  );
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const result = await autocannon({
      url: `http://127.0.0.1:${server.port}`,
      connections: Number(values.connections),
      duration: Number(values.seconds),
      requests: paths.map((path) => ({ method: "GET", path })),
    });
    console.log(lineOf(round, result, residentMegabytes(server)));
  }
  const stopping = performance.now();
  const ended = new Promise((resolve) => void server.process.once("exit", resolve));
  server.process.kill("SIGTERM");
  console.log(
    `stopped with exit code ${String(await ended)} after ${((performance.now() - stopping) / 1000).toFixed(1)} s`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
