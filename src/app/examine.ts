import type { SourceRef } from "../kernel/ids.ts";
import type { Issue } from "../kernel/result.ts";
import type { InputDocument } from "../pipeline.ts";
import { createClaims, type Claim, type Claims } from "./claims.ts";
import { drawDocument, type Kit } from "./draw.ts";
import type { Status } from "./outcome.ts";
import type { Run } from "./prepare.ts";
import type { Finished, NamedFile } from "./publish.ts";
import { safeName } from "./safe-name.ts";

/** What a use case thinks of a document's files: which of them it will write, or why it cannot. */
export type Inspection = {
  readonly status: Exclude<Status, "refused">;
  readonly write: readonly NamedFile[];
  readonly issues: readonly Issue[];
};

/** Ends a run before its next document. */
export type Stop = { readonly aborted: boolean };

export type Inspect = (files: readonly NamedFile[]) => Promise<Inspection>;

type Judge = { readonly run: Run; readonly claims: Claims; readonly inspect: Inspect };

/**
 * The documents of a run, one at a time and in input order: drawn, compared with those before them, inspected. A refused
 * one does not stop the others, and has all its issues.
 */
export async function* examineDocuments(run: Run, inspect: Inspect, stop: Stop): AsyncGenerator<Finished> {
  const judge = { run, claims: createClaims(), inspect };
  for await (const record of run.records()) {
    if (stop.aborted) return;
    const { source, id, result } = record;
    yield result.ok
      ? await judgeDocument(result.value, judge)
      : refuse({ source, ...(id !== undefined && { id }) }, result.issues);
  }
}

const judgeDocument = async (document: InputDocument, { run, claims, inspect }: Judge): Promise<Finished> => {
  const { kit, digest } = run;
  const claim = claimOf(document, kit);
  const clashes = claims.clashes(claim);
  const drawn = await drawDocument(document, kit);
  const files = drawn.ok
    ? drawn.value.map(({ extension, bytes }) => ({ name: `${claim.name}.${extension}`, bytes }))
    : [];
  const isFree = !clashes.some(({ at }) => at === "/id");
  const { status, write, issues } = await inspect(isFree ? files : []);
  const all = [...(drawn.ok ? [] : drawn.issues), ...clashes, ...issues];
  const { source, id } = document;
  const named = { source, id, ...(claim.number !== undefined && { number: claim.number }) };
  if (all.length > 0) return refuse(named, all);
  claims.take(claim, placeText(source));
  const receipts = files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: digest(bytes) }));
  return { outcome: { ...named, status, files: receipts, issues: [] }, write };
};

/** A preview shows neither number nor link, so it takes none (rule F4); a statement has none (rule A9). */
const claimOf = (document: InputDocument, { mode, suffix }: Kit): Claim => {
  const { id } = document;
  const named = { id, name: `${safeName(id)}${suffix}` };
  if (mode.kind === "preview" || document.kind === "usage-statement") return named;
  const { number, payment } = document;
  return {
    ...named,
    ...(number !== undefined && { number }),
    ...(payment.link !== undefined && { link: payment.link }),
  };
};

const refuse = (
  named: { readonly source: SourceRef; readonly id?: string; readonly number?: string },
  issues: readonly Issue[],
): Finished => ({ outcome: { ...named, status: "refused", files: [], issues }, write: [] });

/** "invoices.jsonl:17". */
const placeText = ({ file, line }: SourceRef): string => (line === undefined ? file : `${file}:${line}`);
