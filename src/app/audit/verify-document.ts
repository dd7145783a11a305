import { contentHash } from "../bill/issue-chunk.ts";
import type { Drawn } from "../drawing.ts";
import { issueText } from "../report.ts";
import type { RegisteredDocument, StoredFile, Toolset } from "../register/document.ts";
import type { ExaminedBlob, Store } from "../store.ts";
import type { World } from "../world.ts";
import { changesSince, explaining, explanationOf, type Change } from "./changes.ts";
import { contradictions } from "./facts-check.ts";
import { differenceText, firstDifference } from "./first-difference.ts";
import { keptUnder, lossOf } from "./kept.ts";
import type { ProfileDrawings } from "./profile-drawings.ts";
import { redraw, type Profiles, type Redrawn } from "./redraw.ts";
import { verdictOf, type Finding, type Verified } from "./verdict.ts";

/** All that documents are verified with. */
export type Auditor = {
  readonly store: Store;
  readonly profiles: Profiles;
  readonly drawings: ProfileDrawings;
  readonly digest: World["digest"];
  /** What documents are made with now. */
  readonly toolset: Toolset;
  /** Whether two PDFs are one but for their compression. */
  readonly equalPdfStreams: (one: Uint8Array, other: Uint8Array) => boolean;
};

type KeptFile = { readonly file: StoredFile; readonly blob: ExaminedBlob };

/**
 * Whether a document is as it was issued (rule A20): its files, input and profile stand in the store under their hashes,
 * drawing it again gives the same bytes, and the register says of it what it says itself.
 */
export const verifyDocument = async (registered: RegisteredDocument, auditor: Auditor): Promise<Verified> => {
  const { id, number, kind } = registered;
  const named = { id, kind, ...(number !== undefined && { number }) };
  if (registered.issuedAt === undefined) return { ...named, verdict: "not-issued", findings: [] };
  const { store } = auditor;
  const kept = await Promise.all(
    registered.files.map(async (file): Promise<KeptFile> => ({ file, blob: await keptUnder(file.sha256, store) })),
  );
  const again = await redraw(registered, auditor);
  const json = jsonOf(kept, again);
  const findings = [
    ...kept.flatMap(({ file, blob }) => lossOf(file.name, file.sha256, blob)),
    ...listFindings(registered, kept, auditor),
    ...redrawFindings(registered, { kept, again }, auditor),
    ...(json === undefined ? [] : contradictions(registered, json)),
  ];
  return { ...named, verdict: verdictOf(findings), findings };
};

/** The stored document for machines; where none was issued or it is lost, as it is drawn again. */
const jsonOf = (kept: readonly KeptFile[], again: Redrawn): Uint8Array | undefined => {
  const stored = kept.find(({ file }) => file.format === "json")?.blob;
  if (stored?.kind === "whole") return stored.bytes;
  return again.kind === "drawn" ? again.files.find(({ format }) => format === "json")?.bytes : undefined;
};

/** Whether the list of the document's files is the one that it was issued with. */
const listFindings = (
  { files, contentHash: registered }: RegisteredDocument,
  kept: readonly KeptFile[],
  { digest }: Auditor,
): readonly Finding[] => [
  ...(files.length === 0 ? [ofRegister("it lists no file of the document")] : []),
  ...(contentHash(files, digest) === registered
    ? []
    : [ofRegister("its files are not those that the content hash was made over")]),
  ...kept.flatMap(({ file, blob }) =>
    blob.kind === "whole" && blob.bytes.length !== file.bytes
      ? [ofRegister(`${file.name} has ${blob.bytes.length} bytes, not ${file.bytes}`)]
      : [],
  ),
];

const ofRegister = (message: string): Finding => ({ verdict: "damaged", what: "register", message });

const redrawFindings = (
  registered: RegisteredDocument,
  { kept, again }: { readonly kept: readonly KeptFile[]; readonly again: Redrawn },
  auditor: Auditor,
): readonly Finding[] => {
  const changes = changesSince(registered.toolset, auditor.toolset);
  switch (again.kind) {
    case "lost":
      return again.findings;
    case "refused": {
      const issues = again.issues.map((issue) => issueText(issue).trim()).join("; ");
      return [differs("document", `cannot be drawn again (${issues})`, changes)];
    }
    case "drawn":
      return kept.flatMap((one) => compare(one, again.files, { changes, auditor }));
  }
};

type Comparing = { readonly changes: readonly Change[]; readonly auditor: Auditor };

const compare = ({ file, blob }: KeptFile, drawn: readonly Drawn[], { changes, auditor }: Comparing) => {
  const { format, name, sha256 } = file;
  const now = drawn.find((one) => one.format === format)?.bytes;
  if (now === undefined) return [differs(name, "is not drawn any more", changes)];
  if (auditor.digest(now) === sha256) return [];
  const relevant = explaining(changes, format);
  if (blob.kind !== "whole") return [differs(name, "drawn again it has other bytes than it had", relevant)];
  if (format === "pdf") return [comparePdf(name, [blob.bytes, now], { changes: relevant, auditor })];
  const difference = firstDifference(textOf(blob.bytes), textOf(now));
  return [differs(name, difference === undefined ? "has other bytes" : differenceText(difference), relevant)];
};

/** Another processor or runtime may compress otherwise; then the decoded streams count. */
const comparePdf = (
  name: string,
  [then, now]: readonly [Uint8Array, Uint8Array],
  { changes, auditor }: Comparing,
): Finding => {
  const isEqual = auditor.equalPdfStreams(then, now);
  const runtime = changes.find(({ part }) => part === "runtime");
  if (isEqual && runtime !== undefined) {
    return { verdict: "holds-decoded", what: name, message: `is compressed otherwise: ${runtime.text}` };
  }
  return differs(name, isEqual ? "has other bytes, and equal decoded streams" : "has other decoded streams", changes);
};

const differs = (what: string, message: string, changes: readonly Change[]): Finding => ({
  verdict: changes.length === 0 ? "differs" : "differs-explained",
  what,
  message: `${message}; ${explanationOf(changes)}`,
});

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
