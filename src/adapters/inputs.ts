import { constants, createReadStream } from "node:fs";
import { access, glob, readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import type { InputFile, Inputs } from "../app/world.ts";
import { fail, issuesOf, resultOf, succeed, type Result } from "../kernel/result.ts";
import { outsideFailure, reasonOf, systemCode } from "./failure.ts";

/** Files of a folder that are taken when the folder is named; the manifest of an earlier run is none. */
const DOCUMENTS = /^(?!\.)(?!manifest\.jsonl$).*\.(?:json|jsonl|ndjson)$/i;
const MAGIC = /[*?[\]{}!]/;

/** Input files and the standard input, read as streams. */
export const inputs: Inputs = {
  open: async (patterns) => {
    const found: Result<readonly InputFile[]>[] = [];
    for (const pattern of patterns) found.push(await filesOf(pattern));
    const files = await onlyOnce(found.flatMap((result) => (result.ok ? result.value : [])));
    return resultOf(issuesOf(...found), () => files);
  },
};

const filesOf = async (pattern: string): Promise<Result<readonly InputFile[]>> => {
  if (pattern === "-") return succeed([standardInput]);
  const paths = await pathsOf(pattern);
  if (!paths.ok) return paths;
  const files: Result<InputFile>[] = [];
  for (const path of paths.value) files.push(await fileAt(path));
  return resultOf(issuesOf(...files), () => files.flatMap((file) => (file.ok ? [file.value] : [])));
};

/** A name that exists is taken as it stands, even where it looks like a pattern. */
const pathsOf = async (pattern: string): Promise<Result<readonly string[]>> => {
  const kind = await kindOf(pattern);
  if (kind === "file") return succeed([pattern]);
  const paths = kind === "folder" ? await childrenOf(pattern) : await matchesOf(pattern);
  if (paths.length > 0) return succeed(paths.toSorted(byCodeUnit));
  const what = kind === "folder" ? `no .json or .jsonl file in the folder ${pattern}` : nothingAt(pattern);
  return fail({ rule: null, at: "", message: what });
};

const nothingAt = (pattern: string): string =>
  MAGIC.test(pattern) ? `nothing matches ${pattern}` : `there is no file or folder ${pattern}`;

const kindOf = async (path: string): Promise<"file" | "folder" | undefined> => {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch {
    return undefined;
  }
};

const childrenOf = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => !entry.isDirectory() && DOCUMENTS.test(entry.name))
    .map((entry) => join(folder, entry.name));

const matchesOf = async (pattern: string): Promise<readonly string[]> => {
  if (!MAGIC.test(pattern)) return [];
  const paths: string[] = [];
  for await (const path of glob(pattern)) if ((await kindOf(path)) === "file") paths.push(path);
  return paths;
};

const fileAt = async (path: string): Promise<Result<InputFile>> => {
  try {
    await access(path, constants.R_OK);
    const { size } = await stat(path);
    return succeed({ name: path, size, chunks: () => streamed(path, createReadStream(path)) });
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return fail({ rule: null, at: "", message: `${path} cannot be read: ${reasonOf(code)}` });
  }
};

const standardInput: InputFile = { name: "stdin", chunks: () => streamed("the standard input", process.stdin) };

async function* streamed(name: string, stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  try {
    for await (const chunk of stream) yield typeof chunk === "string" ? encoder.encode(chunk) : chunk;
  } catch (error) {
    throw outsideFailure(`${name} cannot be read`, error);
  }
}

/** Two patterns may name one file; it is read once, where it was named first. */
const onlyOnce = async (files: readonly InputFile[]): Promise<readonly InputFile[]> => {
  const seen = new Set<string>();
  const kept: InputFile[] = [];
  for (const file of files) {
    const place = file === standardInput ? "-" : await realpath(file.name);
    if (!seen.has(place)) kept.push(file);
    seen.add(place);
  }
  return kept;
};

const byCodeUnit = (a: string, b: string): number => Number(a > b) - Number(a < b);
