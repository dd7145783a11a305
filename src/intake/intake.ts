import { refusedCharacter } from "../kernel/characters.ts";
import type { SourceRef } from "../kernel/ids.ts";
import { fail, succeed, type Result } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import { placeIssue, type Draft } from "./draft.ts";
import { parseJson, type JsonRecord, type NumberMode } from "./json.ts";
import { invoiceKey } from "./invoice-record.ts";
import { didYouMean } from "./nearest.ts";
import type { RecordKey } from "./overlay-match.ts";
import type { Overlays } from "./overlay.ts";
import { overviewKey } from "./overview-record.ts";
import { valueAt } from "./pointer.ts";
import { quoteValue } from "./quote.ts";
import { LIMITS } from "./rated-document.ts";
import { readDraft, type InputDocument } from "./read-draft.ts";
import { splitRecords, type RecordText } from "./records.ts";
import { importSubscriptionOverview } from "./subscription-overview.ts";
import { importVendorInvoice } from "./vendor-invoice.ts";

/** What reading a file needs beside its bytes. */
export type IntakeContext = {
  /** As the user named it; used in messages. */
  readonly file: string;
  readonly issuer: Issuer;
  readonly overlays: Overlays;
};

/** One record of a file: the document that it says, or all that is wrong with it. */
export type InputRecord = {
  readonly source: SourceRef;
  /** The document's id, where it could be read. */
  readonly id?: string;
  /** What an overlay entry names it by, where it is a vendor's record. */
  readonly key?: RecordKey;
  readonly result: Result<InputDocument>;
};

type Intake = {
  /** Fields by which a record without `format` is known. */
  readonly shape: readonly string[];
  readonly numbers: NumberMode;
  readonly draft: (record: JsonRecord, context: IntakeContext) => Result<Draft>;
  readonly key: (record: JsonRecord) => RecordKey | undefined;
};

/** What can be read, one row a format. */
const INTAKES = {
  "billwright/rated-document@1": {
    shape: [],
    numbers: "integers",
    draft: (record) => succeed(record),
    key: () => undefined,
  },
  "subscription-overview": {
    shape: ["usages", "subscriptionType"],
    numbers: "source-text",
    draft: importSubscriptionOverview,
    key: overviewKey,
  },
  "vendor-invoice": {
    shape: ["invoice", "lines"],
    numbers: "source-text",
    draft: importVendorInvoice,
    key: invoiceKey,
  },
} as const satisfies Readonly<Record<string, Intake>>;

export type InputFormat = keyof typeof INTAKES;

/** The documents of a file, in order and one at a time; a bad one does not stop the others. */
export async function* readDocuments(
  chunks: AsyncIterable<Uint8Array>,
  context: IntakeContext,
): AsyncGenerator<InputRecord> {
  for await (const record of splitRecords(chunks, context.file)) yield readRecord(record, context);
}

/** By its `format`, else by its shape; an unknown one is answered with those that are known. */
export const recogniseFormat = (value: unknown): Result<InputFormat> => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return fail({ rule: null, at: "", message: "a record is an object: {…}" });
  }
  const given = valueAt(value, ["format"]);
  if (given === undefined) return formatByShape(value);
  if (typeof given === "string" && isFormat(given)) return succeed(given);
  return fail({
    rule: null,
    at: "/format",
    message: `${quoteValue(given)} is not a format of input`,
    hint: given === OVERLAY ? "an overlay goes beside the input that it completes" : knownFormats(given),
  });
};

const readRecord = (record: RecordText, context: IntakeContext): InputRecord => {
  const { line } = record;
  const source: SourceRef = { file: context.file, pointer: "", line };
  if (record.kind === "refused") return { source, result: fail({ ...record.issue, file: context.file, line }) };

  const numbers = (value: unknown): NumberMode => {
    const format = recogniseFormat(value);
    return format.ok ? intakeOf(format.value).numbers : "integers";
  };
  const parsed = parseJson(record.text, { file: context.file, line, column: record.column, numbers });
  if (!parsed.ok) return { source, result: parsed };
  const draft = draftOf(parsed.value, context);
  const named = { source, ...keyOf(parsed.value), ...idOf((draft.ok ? draft : parsed).value.value) };
  return { ...named, result: draft.ok ? readDraft(draft.value, context.issuer) : draft };
};

const keyOf = (record: JsonRecord): { readonly key?: RecordKey } => {
  const format = recogniseFormat(record.value);
  const key = format.ok ? intakeOf(format.value).key(record) : undefined;
  return key === undefined ? {} : { key };
};

const draftOf = (record: JsonRecord, context: IntakeContext): Result<Draft> => {
  const format = recogniseFormat(record.value);
  if (format.ok) return intakeOf(format.value).draft(record, context);
  return fail(...format.issues.map((issue) => placeIssue(issue, record.locate)));
};

const intakeOf = (format: InputFormat): Intake => INTAKES[format];

const FORMATS = Object.keys(INTAKES).filter((name) => isFormat(name));

function isFormat(name: string): name is InputFormat {
  return Object.hasOwn(INTAKES, name);
}

/** No input by itself: it belongs to a vendor's record. */
const OVERLAY = "billwright/overlay@1";

const knownFormats = (given: unknown): string => didYouMean(typeof given === "string" ? given : "", FORMATS);

const formatByShape = (value: object): Result<InputFormat> => {
  const format = FORMATS.find((name) => hasShape(value, intakeOf(name).shape));
  if (format !== undefined) return succeed(format);
  const message = "the format is missing";
  return fail({ rule: null, at: "", message, hint: `write "format": "${FORMATS[0]}"; known: ${FORMATS.join(", ")}` });
};

const hasShape = (value: object, shape: readonly string[]): boolean =>
  shape.length > 0 && shape.every((field) => Object.hasOwn(value, field));

const idOf = (value: unknown): { readonly id?: string } => {
  const id = valueAt(value, ["id"]);
  return typeof id === "string" && id.length <= LIMITS.shortText && refusedCharacter(id) === undefined ? { id } : {};
};
