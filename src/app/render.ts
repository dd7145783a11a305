import type { Issue } from "../kernel/result.ts";
import { examineDocuments, type Inspect, type Stop } from "./examine.ts";
import type { Outcome } from "./outcome.ts";
import type { Run } from "./prepare.ts";
import { publishChunk, type Finished, type NamedFile, type Target } from "./publish.ts";
import type { OutputFolder, Outputs } from "./world.ts";

export const MANIFEST = "manifest.jsonl";

/** A chunk is synced as one: enough documents to make that cheap, not so many that they weigh in memory. */
const CHUNK = { documents: 20, bytes: 16_000_000 } as const;

export type RenderTarget = {
  readonly path: string;
  /** What becomes of a file that stands there already with other bytes. */
  readonly existing: "refuse" | "replace";
};

export type RenderOrder = { readonly target: RenderTarget; readonly stop: Stop };

/**
 * Documents to files. An outcome comes out only when it is on disk with its line in the manifest, in input order; the
 * manifest of an earlier run is replaced, since it could promise what this run overwrites.
 */
export async function* renderDocuments(
  outputs: Outputs,
  run: Run,
  { target, stop }: RenderOrder,
): AsyncGenerator<Outcome> {
  const folder = await outputs.open(target.path);
  try {
    yield* writeAll(folder, run, { target, stop });
  } finally {
    await folder.close();
  }
}

async function* writeAll(folder: OutputFolder, run: Run, { target, stop }: RenderOrder): AsyncGenerator<Outcome> {
  const manifest = await folder.journal(MANIFEST);
  try {
    for await (const chunk of chunksOf(examineDocuments(run, inspectIn(folder, target), stop))) {
      yield* await publish({ folder, manifest }, chunk);
    }
  } finally {
    await manifest.close();
  }
}

const publish = async (target: Target, chunk: readonly Finished[]): Promise<readonly Outcome[]> => {
  await publishChunk(target, chunk);
  return chunk.map(({ outcome }) => outcome);
};

async function* chunksOf(documents: AsyncIterable<Finished>): AsyncGenerator<readonly Finished[]> {
  let chunk: Finished[] = [];
  let bytes = 0;
  for await (const finished of documents) {
    chunk.push(finished);
    bytes += finished.write.reduce((total, file) => total + file.bytes.length, 0);
    if (chunk.length < CHUNK.documents && bytes < CHUNK.bytes) continue;
    yield chunk;
    chunk = [];
    bytes = 0;
  }
  if (chunk.length > 0) yield chunk;
}

/** Files with equal bytes are left as they are; with other bytes they are replaced only where that was asked for. */
export const inspectIn =
  (folder: OutputFolder, { existing, path }: RenderTarget): Inspect =>
  async (files) => {
    const write: NamedFile[] = [];
    const issues: Issue[] = [];
    for (const file of files) {
      const standing = await folder.look(file.name);
      if (standing.kind === "file" && equalBytes(standing.bytes, file.bytes)) continue;
      if (standing.kind === "nothing" || (standing.kind === "file" && existing === "replace")) write.push(file);
      else issues.push(inTheWay(`${path}/${file.name}`, standing.kind));
    }
    return { status: write.length > 0 ? "rendered" : "unchanged", write, issues };
  };

const inTheWay = (path: string, kind: "file" | "other"): Issue =>
  kind === "file"
    ? {
        rule: null,
        at: "/id",
        message: `${path} stands there already with other content`,
        hint: "use --overwrite to replace it",
      }
    : { rule: null, at: "/id", message: `${path} is a folder or a link, not a file`, hint: "move it away" };

const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
