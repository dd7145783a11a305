import type { Issue } from "../../kernel/result.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Register } from "../register/register.ts";
import {
  exportDocument,
  exportProfile,
  type ExportedDocument,
  type Exporter,
  type Written,
} from "./export-document.ts";
import type { ExportLists } from "./export-lists.ts";

/** Documents whose files are written at once: what they open stays far below what a process may have open. */
const CHUNK = 50;

export async function* chunksOf(
  documents: AsyncIterable<RegisteredDocument>,
): AsyncGenerator<readonly RegisteredDocument[]> {
  let chunk: RegisteredDocument[] = [];
  for await (const document of documents) {
    chunk.push(document);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** The profiles that have been written, by their hashes; there are few. */
export type WrittenProfiles = Map<string, Written>;

type Hands = {
  readonly exporter: Exporter;
  readonly profiles: WrittenProfiles;
  readonly lists: ExportLists;
  readonly register: Register;
};

/** Writes the files of a chunk, then enters it into the lists: no list promises what is not on disk. */
export const exportChunk = async (
  chunk: readonly RegisteredDocument[],
  { exporter, profiles, lists, register }: Hands,
): Promise<{ readonly documents: readonly ExportedDocument[]; readonly issues: readonly Issue[] }> => {
  const lost = await writeProfiles(chunk, { exporter, profiles, lists });
  const documents = await allOf(chunk.map((document) => exportDocument(document, exporter)));
  for (const folder of [exporter.documents, exporter.inputs, exporter.profiles]) await folder.sync();
  const payments = await register.payments.attempts(chunk.map(({ id }) => id));
  const audit = await allOf(chunk.map(({ id }) => register.audit.entries(id)));
  await lists.addDocuments(documents, { payments, audit: audit.flat() });
  return {
    documents: documents.map((one) => withProfile(one, profiles.get(one.registered.profileHash))),
    issues: [...lost, ...documents.flatMap(({ issues }) => issues)],
  };
};

const writeProfiles = async (
  chunk: readonly RegisteredDocument[],
  { exporter, profiles, lists }: Omit<Hands, "register">,
): Promise<readonly Issue[]> => {
  const issues: Issue[] = [];
  for (const { profileHash } of chunk) {
    if (profiles.has(profileHash)) continue;
    const written = await exportProfile(profileHash, exporter);
    profiles.set(profileHash, written);
    await lists.addHashes(written.files);
    issues.push(...written.issues);
  }
  return issues;
};

const withProfile = (one: ExportedDocument, profile: Written | undefined): ExportedDocument =>
  profile === undefined
    ? one
    : { ...one, files: [...one.files, ...profile.files], issues: [...one.issues, ...profile.issues] };

/** All are waited for before a failure of one is thrown: nothing goes on behind the caller. */
const allOf = async <T>(work: readonly Promise<T>[]): Promise<readonly T[]> => {
  const ended = await Promise.allSettled(work);
  return ended.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
};
