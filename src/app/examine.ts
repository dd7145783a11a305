import type { SourceRef } from "../kernel/ids.ts";
import { fail, invariant, type Issue, type Result } from "../kernel/result.ts";
import type { InputDocument, InputRecord } from "../pipeline.ts";
import { createClaims, type Claim, type Claims } from "./claims.ts";
import type { Drawn } from "./draw.ts";
import type { Drawing, DrawingSetup } from "./drawing.ts";
import { mapInOrder, type Stop } from "./in-order.ts";
import type { Status } from "./outcome.ts";
import type { Run } from "./prepare.ts";
import type { Finished, NamedFile } from "./publish.ts";
import { safeName } from "./safe-name.ts";
import { tamperingIssues } from "./tampering.ts";

export type { Stop } from "./in-order.ts";

/** What a use case thinks of a document's files: which of them it will write, or why it cannot. */
export type Inspection = {
  readonly status: Exclude<Status, "refused">;
  readonly write: readonly NamedFile[];
  readonly issues: readonly Issue[];
};

export type Inspect = (files: readonly NamedFile[]) => Promise<Inspection>;

type Judge = { readonly run: Run; readonly claims: Claims; readonly inspect: Inspect };

/** Documents in hand for each worker: one is drawn, the others are ready for it or wait for their turn to be given out. */
const IN_HAND = 4;

/**
 * The documents of a run: drawn side by side, then one at a time and in input order compared with those before them and
 * inspected. A refused one does not stop the others, and has all its issues.
 */
export async function* examineDocuments(run: Run, inspect: Inspect, stop: Stop): AsyncGenerator<Finished> {
  const judge = { run, claims: createClaims(), inspect };
  const most = IN_HAND * run.limits.workers;
  const drawing = run.openDrawing();
  try {
    const examined = mapInOrder(run.records(), (record) => drawRecord(record, drawing), { most, stop });
    for await (const one of examined) yield await judgeRecord(one, judge);
  } finally {
    await drawing.close();
  }
}

type DrawnRecord =
  | { readonly kind: "unread"; readonly record: InputRecord; readonly issues: readonly Issue[] }
  | { readonly kind: "read"; readonly document: InputDocument; readonly drawn: Result<readonly Drawn[]> };

const drawRecord = async (record: InputRecord, drawing: Drawing): Promise<DrawnRecord> => {
  const { result } = record;
  if (!result.ok) return { kind: "unread", record, issues: result.issues };
  const tampered = tamperingIssues();
  const [drawn] = tampered.length > 0 ? [fail(...tampered)] : await drawing.draw([result.value]);
  invariant(drawn !== undefined, "each document that is to be drawn has a result");
  return { kind: "read", document: result.value, drawn };
};

const judgeRecord = (one: DrawnRecord, judge: Judge): Finished | Promise<Finished> => {
  if (one.kind === "read") return judgeDocument(one.document, one.drawn, judge);
  const { source, id } = one.record;
  return refuse({ source, ...(id !== undefined && { id }) }, one.issues);
};

const judgeDocument = async (
  document: InputDocument,
  drawn: Result<readonly Drawn[]>,
  { run, claims, inspect }: Judge,
): Promise<Finished> => {
  const { setup, digest } = run;
  const claim = claimOf(document, setup);
  const clashes = claims.clashes(claim);
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
const claimOf = (document: InputDocument, { mode, suffix }: DrawingSetup): Claim => {
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
