import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

/** The process tells what it took itself when it ends: its peak memory, and its time on the processors with all threads. */
const TELL = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage(); process.stderr.write(`\\ntook ${maxRSS} ${userCPUTime + systemCPUTime}\\n`); });',
)}`;

/** From start to exit. Processor time is worth more than seconds on a machine that others use, too. */
export type Measured = { readonly seconds: number; readonly processorSeconds: number; readonly megabytes: number };

type Setting = { readonly processes: number; readonly environment: Readonly<Record<string, string>> };

/** The command line as a user starts it, in one process or in several at once; memory is the sum of their peaks. */
export const measure = async (args: readonly string[], setting: Setting): Promise<Measured> => {
  const start = performance.now();
  const ended = await Promise.all(Array.from({ length: setting.processes }, () => ends(args, setting.environment)));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    seconds: (performance.now() - start) / 1000,
    processorSeconds: sum(ended.map(({ microseconds }) => microseconds)) / 1e6,
    megabytes: sum(ended.map(({ kilobytes }) => kilobytes)) / 1024,
  };
};

type Ended = { readonly kilobytes: number; readonly microseconds: number };

const ends = (args: readonly string[], environment: Setting["environment"]): Promise<Ended> => {
  const child = spawn(process.execPath, ["--import", TELL, CLI, ...args], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...environment },
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Uint8Array) => void (stderr += new TextDecoder().decode(chunk)));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      const [, kilobytes, microseconds] = /took (\d+) (\d+)/.exec(stderr) ?? [];
      if (code === 0) resolve({ kilobytes: Number(kilobytes), microseconds: Number(microseconds) });
      else reject(new Error(`${args.join(" ")} ended with ${code}: ${stderr.slice(0, 2000)}`));
    });
  });
};
