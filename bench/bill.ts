import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { startPostgres } from "../test/adapters/register/postgres-server.ts";
import { measure, type Measured } from "./processes.ts";
import { distinctDocuments, type Raw } from "./sample.ts";

/**
 * The billing batch against pure rendering, on the same documents in one run: `npm run bench:bill -- [documents]` (200
 * unless given). PostgreSQL is that of DATABASE_URL, else one that is started for it; its own memory is not counted.
 */
const ISSUER = fileURLToPath(new URL("../test/issuers/meridian.json", import.meta.url));
const documents = Number(process.argv[2] ?? 200);
const LINES = 10;

const sampleAt = distinctDocuments("us-one-line", 0);

/** With a link; what is rendered needs a number, too. */
const distinct = (index: number): Raw => ({
  ...sampleAt(index, LINES),
  number: undefined,
  payment: { link: `https://pay.meridian.example/i/bench-${index}` },
});

const writeInput = (path: string, fieldsOf: (index: number) => Raw): void => {
  const file = openSync(path, "w");
  for (let index = 0; index < documents; index += 1) {
    writeSync(file, `${JSON.stringify({ ...distinct(index), ...fieldsOf(index) })}\n`);
  }
  closeSync(file);
};

const folder = mkdtempSync(join(tmpdir(), "billwright-bench-"));
const numbered = join(folder, "numbered.jsonl");
const unnumbered = join(folder, "unnumbered.jsonl");
writeInput(numbered, (index) => ({ number: `BENCH-${index}` }));
writeInput(unnumbered, () => ({}));

/** Small enough that two workers share the documents to the end, as they do where there are many. */
const chunkSize = Math.max(5, Math.min(100, Math.floor(documents / 20)));

let places = 0;
const FORMAT = ["--issuer", ISSUER, "--format", "pdf"];

const render = (workers: number): Promise<Measured> =>
  measure(["render", numbered, "--out", fresh("out"), ...FORMAT, "--workers", String(workers), "--quiet"], {
    processes: 1,
    environment: {},
  });

/** A name that nothing in the folder has yet. */
const fresh = (name: string): string => join(folder, `${name}-${(places += 1)}`);

const BILL = ["bill", unnumbered, "--run", "bench", ...FORMAT, "--quiet"];

const bill = (register: string, workers: number): Promise<Measured> =>
  measure([...BILL, "--workers", String(workers), "--report", fresh("report.html")], {
    processes: 1,
    environment: { DATABASE_URL: register, BILLWRIGHT_STORE: fresh("store") },
  });

/** Worker processes of one thread each; that the documents were put on the queue before is a row of its own. */
const queued = async (register: string, processes: number): Promise<readonly [Measured, Measured]> => {
  const environment = { DATABASE_URL: register, BILLWRIGHT_STORE: fresh("store") };
  const put = await measure([...BILL, "--enqueue", "--chunk-size", String(chunkSize)], { processes: 1, environment });
  const worked = await measure(["work", "--once", "--workers", "1", "--quiet"], { processes, environment });
  return [put, worked];
};

/** An empty database on the server. */
const database = async (server: string): Promise<string> => {
  const name = `billwright_bench_${process.pid}_${(places += 1)}`;
  await command(server, `create database ${name}`);
  databases.push(name);
  const address = new URL(server);
  address.pathname = name;
  return address.href;
};

const databases: string[] = [];

const command = async (server: string, text: string): Promise<void> => {
  const client = new pg.Client(server);
  await client.connect();
  await client.query(text);
  await client.end();
};

const row = (cells: readonly string[]): string =>
  cells.map((cell, column) => (column === 0 ? cell.padEnd(34) : cell.padStart(14))).join("");

/** Of one worker, by the name of the row; and of rendering, by the number of workers. */
const ofOne = new Map<string, number>();
const ofRendering = new Map<number, number>();

const tell = (name: string, workers: number, { seconds, processorSeconds, megabytes }: Measured): void => {
  const rate = documents / seconds;
  if (name === "render") ofRendering.set(workers, rate);
  if (workers === 1) ofOne.set(name, rate);
  const ratio = (other: number | undefined): string => (other === undefined ? "" : (rate / other).toFixed(2));
  const ratios = [ratio(ofRendering.get(workers)), ratio(ofOne.get(name))];
  const took = [processorSeconds.toFixed(1), megabytes.toFixed(0)];
  console.log(row([name, String(workers), seconds.toFixed(2), rate.toFixed(1), ...ratios, ...took]));
};

const server = process.env["DATABASE_URL"] === undefined ? await startPostgres("on") : undefined;
const address = server?.url ?? process.env["DATABASE_URL"] ?? "";
try {
  console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "processor"}`);
  console.log(`${documents} documents of ${LINES} lines as PDF\n`);
  console.log(row(["way", "workers", "seconds", "documents/s", "× render", "× one worker", "processor s", "peak MB"]));
  for (const workers of [1, 2]) {
    tell("render", workers, await render(workers));
    tell("bill, SQLite", workers, await bill(fresh("register.sqlite"), workers));
    tell("bill, PostgreSQL", workers, await bill(await database(address), workers));
    const [put, worked] = await queued(await database(address), workers);
    if (workers === 1) tell("bill --enqueue", 1, put);
    tell("work, PostgreSQL, processes", workers, worked);
  }
} finally {
  for (const name of databases) await command(address, `drop database ${name} with (force)`);
  await server?.remove();
  rmSync(folder, { recursive: true, force: true });
}
