import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { distinctDocuments, type Raw } from "./sample.ts";

/**
 * Whole runs of the command line, as a user starts them: `npm run bench -- [documents]` (1,000 unless given).
 * Every document is another one; time and memory are those of the whole process, from start to exit, its threads
 * included.
 */
const CLI = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const documents = Number(process.argv[2] ?? 1000);

type Workload = {
  readonly name: string;
  readonly formats: string;
  readonly documents: number;
  readonly lines?: number;
  readonly workers: number;
};
type Measured = { readonly seconds: number; readonly megabytes: number };

const WORKLOADS: readonly Workload[] = [
  { name: "cold start, one document", formats: "pdf", documents: 1, workers: 1 },
  { name: "one document of 2,000 lines", formats: "pdf", documents: 1, lines: 2_000, workers: 1 },
  { name: "a tenth of the documents", formats: "pdf", documents: Math.ceil(documents / 10), workers: 2 },
  ...[1, 2].map((workers) => ({ name: "the documents", formats: "pdf", documents, workers })),
  ...[1, 2].map((workers) => ({ name: "the documents without PDF", formats: "html,text,json", documents, workers })),
];

const sampleAt = distinctDocuments("demo-us-annual-monthly", 1);

/** With a number and a link of its own. */
const distinct = (index: number, { lines = 10 }: Workload): Raw => ({
  ...sampleAt(index, lines),
  number: `BENCH-${index}`,
  payment: { link: `https://pay.example.com/i/bench-${index}` },
});

const writeInput = (path: string, workload: Workload): void => {
  const file = openSync(path, "w");
  for (let index = 0; index < workload.documents; index += 1) {
    writeSync(file, `${JSON.stringify(distinct(index, workload))}\n`);
  }
  closeSync(file);
};

/** The process tells its peak memory itself when it ends. */
const TELL_MEMORY = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stderr.write(`\\npeak ${process.resourceUsage().maxRSS}\\n`));',
)}`;

const measure = async (workload: Workload): Promise<Measured> => {
  const folder = mkdtempSync(join(tmpdir(), "billwright-bench-"));
  const input = join(folder, "in.jsonl");
  writeInput(input, workload);
  const start = performance.now();
  const args = ["render", input, "--out", join(folder, "out"), "--format", workload.formats, "--quiet"];
  const limits = ["--workers", String(workload.workers), "--time-limit", "600"];
  const { code, stderr } = await runToEnd(["--import", TELL_MEMORY, CLI, ...args, ...limits]);
  const seconds = (performance.now() - start) / 1000;
  rmSync(folder, { recursive: true });
  if (code !== 0) throw new Error(`the run ended with ${code}: ${stderr.slice(0, 2000)}`);
  return { seconds, megabytes: Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024 };
};

const runToEnd = (args: readonly string[]): Promise<{ readonly code: number | null; readonly stderr: string }> => {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Uint8Array) => void (stderr += new TextDecoder().decode(chunk)));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stderr }));
  });
};

const row = (cells: readonly string[]): string =>
  cells.map((cell, column) => (column === 0 ? cell.padEnd(30) : cell.padStart(14))).join("");

console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "processor"}\n`);
console.log(row(["workload", "formats", "documents", "workers", "seconds", "documents/s", "peak MB", "× one worker"]));
/** Documents a second that one worker makes of a workload. */
const rates = new Map<string, number>();
for (const workload of WORKLOADS) {
  const { name, workers } = workload;
  const { seconds, megabytes } = await measure(workload);
  const rate = workload.documents / seconds;
  const one = rates.get(name);
  if (workers === 1) rates.set(name, rate);
  const counts = [String(workload.documents), String(workers)];
  const figures = [seconds.toFixed(2), rate.toFixed(1), megabytes.toFixed(0)];
  console.log(row([name, workload.formats, ...counts, ...figures, one === undefined ? "" : (rate / one).toFixed(2)]));
}
