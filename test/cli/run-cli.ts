import { spawn } from "node:child_process";
import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
export const MERIDIAN_FILE = fileURLToPath(new URL("../issuers/meridian.json", import.meta.url));

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

type Setting = {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A module that node runs before ours. */
  readonly before?: string;
};

export const temporaryFolder = (): string => realpathSync(mkdtempSync(join(tmpdir(), "billwright-cli-")));

export const startCli = (args: readonly string[], { cwd, env, before }: Setting = {}) =>
  spawn(process.execPath, [...(before === undefined ? [] : ["--import", before]), CLI, ...args], {
    env: { ...process.env, ...env },
    ...(cwd !== undefined && { cwd }),
  });

/** The command line in a process of its own, to its end. */
export const runCli = (args: readonly string[], setting: Setting = {}): Promise<Ended> => {
  const child = startCli(args, setting);
  child.stdin.end(setting.input ?? "");
  return endOf(child);
};

export const endOf = (child: ReturnType<typeof startCli>): Promise<Ended> => {
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (stderr += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
};
