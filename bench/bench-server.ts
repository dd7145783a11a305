import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openRegister } from "../src/adapters/register/open.ts";
import { accessTools } from "../src/adapters/secrets.ts";
import { openStore } from "../src/adapters/store.ts";
import { realWorld } from "../src/adapters/real-world.ts";
import { createKey } from "../src/app/access/keys.ts";
import { change, invoice, numbered, rendered } from "../test/adapters/register/reservations.ts";
import { valueOf } from "../test/documents.ts";

const CLI = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
export const ISSUER = fileURLToPath(new URL("../test/issuers/meridian.json", import.meta.url));

/** Addresses of a register and a store. */
export type Place = { readonly register: string; readonly store: string };

/** Invoices with one file each, all different; gives a key that makes links for them and previews. */
export const fill = async (place: Place, documents: number, bytes: number): Promise<string> => {
  const register = await openRegister(place.register);
  const store = valueOf(await openStore(place.store));
  for (let index = 0; index < documents; index += 1) {
    const id = `bench-${index}`;
    const [blob] = await store.keep([randomBytes(bytes)]);
    const { sha256 = "", bytes: size = 0 } = blob ?? {};
    await register.documents.reserve([numbered(invoice(id))], change());
    const record = { ...rendered(id), files: [{ format: "pdf", name: `${id}.pdf`, sha256, bytes: size }] as const };
    await register.documents.recordRendered([record], change());
    await register.documents.recordIssued([{ id, deliveries: [] }], change());
  }
  const desk = { register, tools: accessTools, clock: realWorld.clock, tokens: realWorld.tokens };
  const scopes = ["links:create", "documents:preview"];
  const { bearer } = valueOf(
    await createKey({ name: "bench", scopes, accounts: [], organisations: [] }, desk, { name: "bench" }),
  );
  await store.close();
  await register.close();
  return bearer;
};

/** `billwright serve` in a process of its own. */
export type Server = { readonly process: ChildProcess; readonly base: string };

export const startServer = ({ register, store }: Place): Promise<Server> => {
  // All connections come from one address: as behind a proxy, they are not counted.
  const options = ["--port", "0", "--rate", "100000000", "--trust-proxy", "127.0.0.1", "--issuer", ISSUER];
  const child = spawn(process.execPath, [CLI, "serve", ...options, "--register", register, "--store", store], {
    env: { ...process.env, BILLWRIGHT_LINK_SECRET: "a-secret-of-the-bench-and-nobody-else" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      const base = /Server listening at (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1];
      if (base !== undefined) resolve({ process: child, base });
    });
  });
};

/** Where the PDF of a document is, by a link of its own. */
export const linkPath = async ({ base }: Server, bearer: string, index: number): Promise<string> => {
  const answer = await fetch(`${base}/api/links`, {
    method: "POST",
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    body: JSON.stringify({ document: `bench-${index}`, account: "A-1", file: "pdf" }),
  });
  const { url }: { readonly url: string } = await answer.json();
  return `${new URL(url).pathname}/pdf`;
};

export const residentMegabytes = ({ process: { pid } }: Server): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

/** As an operator stops it; gives its exit code and how long it took. */
export const stopServer = async ({ process: child }: Server): Promise<string> => {
  const stopping = performance.now();
  const ended = new Promise((resolve) => void child.once("exit", resolve));
  child.kill("SIGTERM");
  const code = String(await ended);
  return `stopped with exit code ${code} after ${((performance.now() - stopping) / 1000).toFixed(1)} s`;
};
