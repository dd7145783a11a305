import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { createAssets } from "../adapters/assets.ts";
import { realWorld } from "../adapters/real-world.ts";
import { parseIssuer } from "../app/issuer-file.ts";
import { issueText } from "../app/report.ts";
import { invariant } from "../kernel/result.ts";
import { createDevServer } from "../server/support/dev-server.ts";
import { readCases } from "./dev-cases.ts";
import { portOf, ROOT } from "./dev-place.ts";

/**
 * The entry of the thread that serves the page until something changes: a new thread reads everything anew, code too.
 * It tells where it listens; what it cannot read ends it with the reason.
 */
const cases = readCases(ROOT);
const issuers = new Map(
  [...new Set(cases.map(({ issuer }) => issuer))].map((path) => {
    const issuer = parseIssuer(readFileSync(new URL(path, ROOT), "utf8"), path);
    if (!issuer.ok) throw new Error(issuer.issues.map((issue) => issueText(issue)).join(""));
    return [path, issuer.value] as const;
  }),
);
const world = { ...realWorld, assets: createAssets() };
const server = await createDevServer({ world, cases, issuers, start: realWorld.tokens() });
const port = portOf(workerData);
invariant(port !== undefined, "the thread is told its port");
parentPort?.postMessage(await server.listen({ host: "127.0.0.1", port }));
