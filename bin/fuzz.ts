import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";

/** Documents at random, as many as wanted: `npm run fuzz -- --runs 10000`. A failure prints the seed that makes it again. */
const { values } = parseArgs({ options: { runs: { type: "string", default: "1000" } } });
const vitest = createRequire(import.meta.url)
  .resolve("vitest/package.json")
  .replace("package.json", "vitest.mjs");

const child = spawn(process.execPath, [vitest, "run", "test/fuzz", "--testTimeout=0"], {
  stdio: "inherit",
  env: { ...process.env, FUZZ_RUNS: values.runs },
});
child.on("close", (code) => {
  process.exitCode = code ?? 1;
});
