import { realWorld } from "../../src/adapters/real-world.ts";
import { safeName } from "../../src/app/safe-name.ts";
import { factsOf } from "../../src/app/facts.ts";
import { kitOf, openBench } from "../../src/app/drawing.ts";
import { prepareRun, type Run } from "../../src/app/prepare.ts";
import type { World } from "../../src/app/world.ts";
import { explainInvoice, explainStatement } from "../../src/explain.ts";
import type { Facts } from "../../src/issue/issued-invoice.ts";
import { parseCalendarDate, parseInstant } from "../../src/kernel/calendar.ts";
import { fail, invariant, succeed, type Issue, type Result } from "../../src/kernel/result.ts";
import {
  accountStatementJson,
  documentJson,
  statementJson,
  toDocuments,
  toInvoice,
  toStatement,
  type InputDocument,
  type InputRecord,
} from "../../src/pipeline.ts";
import type { DocumentView } from "../../src/present/document-view.ts";
import { VIEW_FORMATS, type ViewFormat } from "../../src/render/render.ts";
import { makeAccountStatement } from "./account-case.ts";
import type { GoldenCase } from "./cases.ts";
import type { Outputs } from "./compare.ts";
import { invoiceEmail, statementEmail } from "./email-files.ts";

/** One document of a case; `folder` is its path in the case's folder: "" for a single document, else "INV-7/". */
export type MadeDocument = {
  readonly folder: string;
  readonly files: Outputs;
  readonly view: DocumentView;
  /** A usage statement has none. */
  readonly issuedJson?: string;
  readonly link?: string;
  readonly pdf: Uint8Array;
  readonly html: string;
  readonly text: string;
};

export type MadeCase = {
  readonly documents: readonly MadeDocument[];
  readonly issues: readonly Issue[];
  /** What the stages gave, byte for byte, by path in the case's folder; the PDF is a file among them. */
  readonly files: Outputs;
};

/** Today is given by the case, so the clock must not matter: it stands. */
const epoch = parseInstant("2000-01-01T00:00:00Z");
invariant(epoch !== undefined, "an instant");
const world: World = { ...realWorld, clock: { now: () => epoch } };

const bench = openBench(world.assets);

/** A case through the whole pipeline. It throws where a case is refused that should not be, and the other way round. */
export const makeCase = async (golden: GoldenCase): Promise<MadeCase> => {
  const run = await runOf(golden);
  const results = await makeDocuments(golden, run);
  const issues = results.flatMap((result) => (result.ok ? [] : result.issues));
  checkExpectation(golden, issues);
  const drafts = results.flatMap((result) => (result.ok ? [result.value] : []));
  const documents = drafts.map(({ id, ...draft }) => ({
    ...draft,
    folder: results.length > 1 ? `${safeName(id)}/` : "",
  }));
  const refusal = issues.length > 0 ? [["1-issues.json", asJson(issues)] as const] : [];
  const made = documents.flatMap(({ folder, files }) =>
    [...files].map(([file, content]) => [folder + file, content] as const),
  );
  return { documents, issues, files: new Map<string, string | Uint8Array>([...refusal, ...made]) };
};

const makeDocuments = async (golden: GoldenCase, run: Run): Promise<readonly Result<Draft>[]> => {
  const records: InputRecord[] = [];
  for await (const record of run.records()) records.push(record);
  if (golden.accountStatement !== undefined) return [await makeAccount(records, golden.accountStatement, run)];
  const results: Result<Draft>[] = [];
  for (const record of records) results.push(await makeDocument(record, { golden, run }));
  return results;
};

const runOf = async ({ folder, input, overlay, issuer, locale, copy, preview }: GoldenCase): Promise<Run> => {
  const run = await prepareRun(world, {
    inputs: [input],
    overlays: overlay === undefined ? [] : [overlay],
    issuer,
    formats: [],
    mode: preview === undefined ? "numbered" : "preview",
    limits: { workers: 1, secondsPerDocument: 60 },
    ...(locale !== undefined && { locale }),
    ...(copy !== undefined && { copy }),
  });
  if (!run.ok) throw new Error(`${folder} cannot be run: ${asJson(run.issues)}`);
  return run.value;
};

const checkExpectation = ({ folder, expectIssues }: GoldenCase, issues: readonly Issue[]): void => {
  if (expectIssues && issues.length === 0) throw new Error(`${folder} should be refused, and is not`);
  if (!expectIssues && issues.length > 0) throw new Error(`${folder} is refused: ${asJson(issues)}`);
};

type Draft = Omit<MadeDocument, "folder"> & { readonly id: string };
type Setting = { readonly golden: GoldenCase; readonly run: Run };

const makeDocument = async ({ result: document }: InputRecord, { golden, run }: Setting): Promise<Result<Draft>> => {
  if (!document.ok) return document;
  if (document.value.kind === "usage-statement") return makeStatement(document.value, { golden, run });
  const { context, mode } = kitOf(run.setup, bench);
  const invoice = toInvoice(document.value, context.issuer);
  if (!invoice.ok) return invoice;
  const facts =
    golden.preview === undefined ? factsOf(invoice.value, context.issuer, mode) : previewOn(golden.preview.today);
  if (!facts.ok) return facts;
  const made = toDocuments(invoice.value, facts.value, context);
  if (!made.ok) return made;
  const { issued, review, view } = made.value;
  const looks = await looksOf(view);
  if (!looks.ok) return looks;
  const { pdf, html, text } = looks.value;
  const issuedJson = documentJson(issued);
  const link = issued.state.kind === "numbered" ? issued.state.paying?.online?.link : undefined;
  const files = new Map<string, string | Uint8Array>([
    ["2-explain.txt", explainInvoice(invoice.value)],
    ["3-issued.json", issuedJson],
    ["3-law.json", asJson(review)],
    ["4-view.json", asJson(view)],
    ["5-invoice.html", html],
    ["5-invoice.txt", text],
    ["5-invoice.pdf", pdf],
    ...invoiceEmail(issued, view, context),
  ]);
  return succeed({
    id: document.value.id,
    files,
    view,
    issuedJson,
    ...(link !== undefined && { link }),
    pdf,
    html,
    text,
  });
};

/** A usage statement has no issue and no law: nothing of it is numbered, due or taxed (rule A9). */
const makeStatement = async (
  document: Extract<InputDocument, { kind: "usage-statement" }>,
  { golden, run }: Setting,
): Promise<Result<Draft>> => {
  const { context } = kitOf(run.setup, bench);
  const made = toStatement(document, golden.preview === undefined ? "final" : "preview", context);
  if (!made.ok) return made;
  const { statement, view } = made.value;
  const looks = await looksOf(view);
  if (!looks.ok) return looks;
  const { pdf, html, text } = looks.value;
  const files = new Map<string, string | Uint8Array>([
    ["2-explain.txt", explainStatement(statement)],
    ["3-statement.json", statementJson(statement)],
    ["4-view.json", asJson(view)],
    ["5-invoice.html", html],
    ["5-invoice.txt", text],
    ["5-invoice.pdf", pdf],
    ...(golden.preview === undefined ? statementEmail(statement, view, context) : []),
  ]);
  return succeed({ id: document.id, files, view, pdf, html, text });
};

/** One statement of all the documents, which are issued for it and not kept. */
const makeAccount = async (
  records: readonly InputRecord[],
  wanted: NonNullable<GoldenCase["accountStatement"]>,
  run: Run,
): Promise<Result<Draft>> => {
  const documents = records.flatMap(({ result }) =>
    result.ok && result.value.kind !== "usage-statement" ? [result.value] : [],
  );
  invariant(documents.length === records.length, "an account is made of good invoices and credit notes");
  const made = makeAccountStatement(documents, wanted, kitOf(run.setup, bench).context);
  if (!made.ok) return made;
  const { statement, view } = made.value;
  const looks = await looksOf(view);
  if (!looks.ok) return looks;
  const { pdf, html, text } = looks.value;
  const files = new Map<string, string | Uint8Array>([
    ["3-statement.json", accountStatementJson(statement)],
    ["4-view.json", asJson(view)],
    ["5-invoice.html", html],
    ["5-invoice.txt", text],
    ["5-invoice.pdf", pdf],
  ]);
  return succeed({ id: statement.customer.accountId, files, view, pdf, html, text });
};

const previewOn = (day: string): Result<Facts> => {
  const today = parseCalendarDate(day);
  invariant(today !== undefined, "a day of the calendar");
  return succeed({ kind: "preview", today });
};

const looksOf = async (view: DocumentView): Promise<Result<{ pdf: Uint8Array; html: string; text: string }>> => {
  const bytes: Partial<Record<ViewFormat, Uint8Array>> = {};
  for (const format of VIEW_FORMATS) {
    const renderer = bench.renderers[format];
    const refusals = renderer.refusals(view);
    if (refusals.length > 0) return fail(...refusals);
    bytes[format] = await renderer.draw(view);
  }
  const { pdf, html, text } = bytes;
  invariant(pdf !== undefined && html !== undefined && text !== undefined, "every format is rendered");
  const decoder = new TextDecoder();
  return succeed({ pdf, html: decoder.decode(html), text: decoder.decode(text) });
};

const asJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
