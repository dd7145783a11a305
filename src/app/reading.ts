import { fail, issuesOf, succeed, type Issue, type Result } from "../kernel/result.ts";
import {
  parseJson,
  readDocuments,
  readOverlays,
  unmatchedOverlays,
  type InputRecord,
  type Overlays,
  type RecordKey,
} from "../pipeline.ts";
import { LIMITS } from "../intake/rated-document.ts";
import type { Issuer } from "../policy/issuer.ts";
import { OWN_ISSUER, parseIssuer } from "./issuer-file.ts";
import type { InputFile, World } from "./world.ts";

export type Sources = {
  readonly inputs: readonly string[];
  /** What the vendor's data files do not carry. */
  readonly overlays: readonly string[];
  /** A file; else the issuer that comes with the package. */
  readonly issuer?: string;
};

/** Bytes of the input, read so far and in all; no total where a part of it comes from a pipe. */
export type Extent = { readonly read: number; readonly total?: number };

/** The documents of a run, and the policy that they are read by. */
export type Reading = {
  readonly issuer: Issuer;
  /** The profile as it was written. */
  readonly profile: Uint8Array;
  /** In input order, read one at a time. */
  readonly records: () => AsyncIterable<InputRecord>;
  readonly extent: () => Extent;
  /** Once all records are read: overlay entries that belong to none of them, most often by a slip of the pen. */
  readonly strayOverlays: () => readonly Issue[];
};

/** Opens the input and reads what all documents share. Issues here are of usage: the run does not begin. */
export const openReading = async (world: World, sources: Sources): Promise<Result<Reading>> => {
  const inputs = await world.inputs.open(sources.inputs);
  const issuer = await readIssuer(world, sources.issuer);
  const overlays = await readOverlayFiles(world, sources.overlays);
  if (!inputs.ok || !issuer.ok || !overlays.ok) return fail(...issuesOf(inputs, issuer, overlays));
  const { files, extent } = meter(inputs.value);
  const given = { issuer: issuer.value.issuer, overlays: overlays.value };
  const keys: RecordKey[] = [];
  return succeed({
    ...issuer.value,
    records: () => noting(recordsOf(files, given), keys),
    extent,
    strayOverlays: () => unmatchedOverlays(overlays.value, keys),
  });
};

/** Remembers which vendor's records went by, so that overlay entries that none of them asked for can be told. */
async function* noting(records: AsyncIterable<InputRecord>, keys: RecordKey[]): AsyncGenerator<InputRecord> {
  for await (const record of records) {
    if (record.key !== undefined) keys.push(record.key);
    yield record;
  }
}

async function* recordsOf(
  files: readonly InputFile[],
  given: { readonly issuer: Issuer; readonly overlays: Overlays },
): AsyncGenerator<InputRecord> {
  for (const file of files) yield* readDocuments(file.chunks(), { file: file.name, ...given });
}

type Profile = Pick<Reading, "issuer" | "profile">;

const readIssuer = async (world: World, path: string | undefined): Promise<Result<Profile>> => {
  if (path === undefined) return profileOf(world.assets.issuer(OWN_ISSUER.name), OWN_ISSUER.path);
  const files = await world.inputs.open([path]);
  if (!files.ok) return files;
  const [file, second] = files.value;
  if (file === undefined || second !== undefined) {
    return fail({ rule: null, at: "--issuer", message: `${path} must be one file` });
  }
  const text = await textOf(file);
  return text.ok ? profileOf(text.value, file.name) : text;
};

const profileOf = (text: string, file: string): Result<Profile> => {
  const issuer = parseIssuer(text, file);
  return issuer.ok ? succeed({ issuer: issuer.value, profile: new TextEncoder().encode(text) }) : issuer;
};

const readOverlayFiles = async (world: World, patterns: readonly string[]): Promise<Result<Overlays>> => {
  const files = await world.inputs.open(patterns);
  if (!files.ok) return files;
  const parsed = [];
  for (const file of files.value) {
    const text = await textOf(file);
    parsed.push(text.ok ? parseJson(text.value, { file: file.name, numbers: "integers" }) : text);
  }
  const issues = issuesOf(...parsed);
  return issues.length > 0 ? fail(...issues) : readOverlays(parsed.flatMap((one) => (one.ok ? [one.value] : [])));
};

/** A file that is held as a whole; of one that is over the limit no more is read. */
const textOf = async ({ name, chunks }: InputFile): Promise<Result<string>> => {
  const decoder = new TextDecoder();
  let text = "";
  let room: number = LIMITS.fileBytes;
  for await (const chunk of chunks()) {
    room -= chunk.length;
    if (room < 0) return fail({ rule: null, at: "", message: `longer than ${LIMITS.fileBytes} bytes`, file: name });
    text += decoder.decode(chunk, { stream: true });
  }
  return succeed(text + decoder.decode());
};

/** The files, and how far they have been read. */
const meter = (
  files: readonly InputFile[],
): { readonly files: readonly InputFile[]; readonly extent: () => Extent } => {
  let read = 0;
  async function* counted(file: InputFile): AsyncGenerator<Uint8Array> {
    for await (const chunk of file.chunks()) {
      read += chunk.length;
      yield chunk;
    }
  }
  const sizes = files.map(({ size }) => size).filter((size) => size !== undefined);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    files: files.map((file) => ({ ...file, chunks: () => counted(file) })),
    extent: () => ({ read, ...(sizes.length === files.length && { total }) }),
  };
};
