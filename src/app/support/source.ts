import { fail, issuesOf, succeed, type Issue, type Result } from "../../kernel/result.ts";
import type { CalendarDate } from "../../kernel/calendar.ts";
import {
  parseJson,
  readDocuments,
  readOverlays,
  unmatchedOverlays,
  type InputDocument,
  type InputRecord,
  type Overlays,
} from "../../pipeline.ts";
import type { Issuer } from "../../policy/issuer.ts";

/** Rated data as somebody pasted it: JSON or JSONL in any format of the importers, and what completes it. */
export type Pasted = {
  readonly kind: "pasted";
  readonly text: string;
  readonly overlay?: string;
  /** Which of several records, counted from 1; the first unless given. */
  readonly record?: number;
};

/** What an issued document was made from, as the store has it; it is explained and compared, and never drawn (rule A20). */
export type Filed = {
  readonly kind: "filed";
  readonly document: InputDocument;
  readonly issuer: Issuer;
  readonly number?: string;
  readonly dueDate?: CalendarDate;
};

export type Source = Pasted | Filed;

/** By these names issues say in which of the two texts their place is. */
export const PASTED = { input: "input", overlay: "overlay" } as const;

export type RecordName = { readonly record: number; readonly id?: string; readonly line?: number };

export type ReadSource = {
  readonly document: InputDocument;
  readonly issuer: Issuer;
  /** All records of the text, for who wants another one. */
  readonly records: readonly RecordName[];
  /** Worth a look, but no refusal: overlay entries that belong to no record. */
  readonly warnings: readonly Issue[];
};

/** The document of a source, or everything that is wrong with it, each issue at its place in the text. */
export const readSource = async (source: Source, issuer: Issuer): Promise<Result<ReadSource>> => {
  if (source.kind === "filed") {
    return succeed({ document: source.document, issuer: source.issuer, records: [], warnings: [] });
  }
  const overlays = readOverlay(source.overlay);
  if (!overlays.ok) return overlays;
  const records = await recordsOf(source.text, { issuer, overlays: overlays.value });
  const wanted = source.record ?? 1;
  const chosen = records[wanted - 1];
  if (chosen === undefined) return fail(noRecord(wanted, records.length));
  if (!chosen.result.ok) return chosen.result;
  const keys = records.flatMap(({ key }) => (key === undefined ? [] : [key]));
  return succeed({
    document: chosen.result.value,
    issuer,
    records: records.map(nameOf),
    warnings: unmatchedOverlays(overlays.value, keys),
  });
};

const readOverlay = (text: string | undefined): Result<Overlays> => {
  if (text === undefined) return readOverlays([]);
  const parsed = parseJson(text, { file: PASTED.overlay, numbers: "integers" });
  return parsed.ok ? readOverlays([parsed.value]) : fail(...issuesOf(parsed));
};

/** A pasted file may hold a month of documents; more than these are not looked at. */
const MOST_RECORDS = 200;

const recordsOf = async (
  text: string,
  given: { readonly issuer: Issuer; readonly overlays: Overlays },
): Promise<readonly InputRecord[]> => {
  const records: InputRecord[] = [];
  for await (const record of readDocuments(chunksOf(text), { file: PASTED.input, ...given })) {
    records.push(record);
    if (records.length === MOST_RECORDS) break;
  }
  return records;
};

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

const nameOf = ({ id, source }: InputRecord, index: number): RecordName => ({
  record: index + 1,
  ...(id !== undefined && { id }),
  ...(source.line !== undefined && { line: source.line }),
});

const noRecord = (wanted: number, count: number): Issue => ({
  rule: null,
  at: "",
  message: count === 0 ? "there is no document in the input" : `there is no record ${wanted}`,
  hint: count === 0 ? "paste the JSON of one" : `the input has ${count}`,
  file: PASTED.input,
});
