import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const CHECKOUT = fileURLToPath(new URL("../../", import.meta.url));

/** A project of somebody else: an empty folder outside the checkout, of ES modules. */
export const createProject = (): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "billwright-library-")));
  write(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  return folder;
};

/** Makes what stands at `target` a package of the project, as if it had been installed. */
export const link = (project: string, name: string, target: string): void => {
  const path = join(project, "node_modules", name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, "junction");
};

export const write = (path: string, text: string): void => writeFileSync(path, text);

export type Ended = { readonly code: number | null; readonly output: string };

/** A command in a folder, to its end; what it says on stdout and stderr, in the order in which it came. */
export const run = (command: string, args: readonly string[], cwd: string): Promise<Ended> => {
  const child = spawn(command, args, {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => void (output += text));
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
};

/** Node itself, on the project's own files and without any option. */
export const runNode = (args: readonly string[], project: string): Promise<Ended> =>
  run(process.execPath, args, project);
