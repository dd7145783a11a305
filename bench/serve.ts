import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import autocannon, { type Result } from "autocannon";
import { startPostgres } from "../test/adapters/register/postgres-server.ts";
import { batchLoad } from "./batch-load.ts";
import { fill, linkPath, residentMegabytes, startServer, stopServer, type Place, type Server } from "./bench-server.ts";
import { previewLoad, previewText } from "./preview-load.ts";

/**
 * Signed downloads from `billwright serve`, a process of its own, over this machine's loopback:
 * `node bench/serve.ts --connections 200 --seconds 20 --bytes 60000`. Each download goes through the register (SQLite,
 * every commit on disk), is noted in the audit before it goes out, and has its hash checked. With `--mixed`, support asks
 * for previews meanwhile, and in each round a billing run goes on beside the server, all on one PostgreSQL that is started
 * for it. Needs `/proc` for the memory.
 */
const { values } = parseArgs({
  options: {
    connections: { type: "string", default: "200" },
    seconds: { type: "string", default: "20" },
    rounds: { type: "string", default: "3" },
    bytes: { type: "string", default: "60000" },
    mixed: { type: "boolean", default: false },
    previews: { type: "string", default: "20" },
    documents: { type: "string", default: "200" },
  },
});
const DOCUMENTS = 100;
const seconds = Number(values.seconds);
const folder = mkdtempSync(join(tmpdir(), "billwright-serve-"));

const lineOf = (round: number, { requests, latency, errors, timeouts, non2xx }: Result, megabytes: number): string =>
  [
    `round ${round}: ${requests.average.toFixed(0)} downloads/s`,
    `p50 ${latency.p50} ms, p99 ${latency.p99} ms, max ${latency.max} ms`,
    `${requests.total} in all, ${errors + timeouts + non2xx} failed`,
    `server at ${megabytes.toFixed(0)} MB`,
  ].join("; ");

/** What goes on beside the downloads of a round, each told in a line. */
const beside = async (server: Server, { place, bearer, round }: Mixed): Promise<readonly string[]> => {
  const asking = { bearer, clients: Number(values.previews), seconds };
  const batch = { folder, run: `round-${round}`, documents: Number(values.documents) };
  const [previews, billed] = await Promise.all([previewLoad(server, asking), batchLoad(place, batch)]);
  return [previewText(previews, seconds), billed];
};

type Mixed = { readonly place: Place; readonly bearer: string; readonly round: number };

const rounds = async (server: Server, place: Place, bearer: string): Promise<void> => {
  const paths = await Promise.all(Array.from({ length: DOCUMENTS }, (_, index) => linkPath(server, bearer, index)));
  console.log(
    `${values.connections} connections, ${values.bytes} bytes each; server at ${residentMegabytes(server).toFixed(0)} MB`,
  );
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const [result, told] = await Promise.all([
      autocannon({
        url: server.base,
        connections: Number(values.connections),
        duration: seconds,
        requests: paths.map((path) => ({ method: "GET", path })),
      }),
      values.mixed ? beside(server, { place, bearer, round }) : [],
    ]);
    console.log([lineOf(round, result, residentMegabytes(server)), ...told].join("\n"));
  }
};

const postgres = values.mixed ? await startPostgres("on") : undefined;
try {
  const place = { register: postgres?.url ?? join(folder, "register.sqlite"), store: join(folder, "store") };
  const bearer = await fill(place, DOCUMENTS, Number(values.bytes));
  const server = await startServer(place);
  try {
    await rounds(server, place, bearer);
    console.log(await stopServer(server));
  } finally {
    server.process.kill("SIGKILL");
  }
} finally {
  await postgres?.remove();
  rmSync(folder, { recursive: true, force: true });
}
