import { spawn } from "node:child_process";
import { createRequire } from "node:module";

/** Some of the tests, longer than `npm test` runs it: `environment` says how long. Without a limit of time. */
export const runTests = (paths: readonly string[], environment: Readonly<Record<string, string>>): void => {
  const vitest = createRequire(import.meta.url)
    .resolve("vitest/package.json")
    .replace("package.json", "vitest.mjs");
  const child = spawn(process.execPath, [vitest, "run", ...paths, "--testTimeout=0"], {
    stdio: "inherit",
    env: { ...process.env, ...environment },
  });
  child.on("close", (code) => {
    process.exitCode = code ?? 1;
  });
};
