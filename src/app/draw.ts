import type { RatedDocument } from "../intake/rated-document.ts";
import type { StatementDocument } from "../intake/usage-statement.ts";
import type { Invoice } from "../compute/invoice.ts";
import { fail, resultOf, succeed, type Issue, type Result } from "../kernel/result.ts";
import {
  documentJson,
  statementJson,
  toDocuments,
  toInvoice,
  toStatement,
  type Context,
  type Documents,
  type InputDocument,
} from "../pipeline.ts";
import type { DocumentView } from "../present/document-view.ts";
import type { Renderer, ViewFormat } from "../render/render.ts";
import { factsOf, lacking, type Mode } from "./facts.ts";
import { EXTENSIONS, type Format } from "./formats.ts";
import { tamperingIssues } from "./tampering.ts";

/** What every document of a run is made with. */
export type Kit = {
  readonly context: Context;
  readonly renderers: Readonly<Record<ViewFormat, Renderer>>;
  readonly formats: readonly Format[];
  readonly mode: Mode;
  /** Between a document's name and its extension, so that a copy or translation never stands in the original's place. */
  readonly suffix: string;
};

/** The bytes of one output, still without a name. */
export type Drawn = { readonly format: Format; readonly extension: string; readonly bytes: Uint8Array };

/** One document through the whole pipeline, in memory; everything that is wrong with it at once. */
export const drawDocument = async (document: InputDocument, kit: Kit): Promise<Result<readonly Drawn[]>> => {
  const tampered = tamperingIssues();
  if (tampered.length > 0) return fail(...tampered);
  const drawable = drawableOf(document, kit);
  if (!drawable.ok) return drawable;
  const drawn: Drawn[] = [];
  const issues: Issue[] = [];
  for (const format of kit.formats) {
    const bytes = await bytesOf(drawable.value, format, kit);
    if (bytes.ok) drawn.push({ format, extension: EXTENSIONS[format], bytes: bytes.value });
    else issues.push(...bytes.issues);
  }
  return resultOf(eachOnce(issues), () => drawn);
};

/** What all formats are made from. */
type Drawable = { readonly view: DocumentView; readonly json: () => string };

const drawableOf = (document: InputDocument, { context, mode }: Kit): Result<Drawable> => {
  if (document.kind === "usage-statement") return statementOf(document, context, mode);
  const documents = invoiceOf(document, context, mode);
  if (!documents.ok) return documents;
  const { issued, view } = documents.value;
  return succeed({ view, json: () => documentJson(issued) });
};

const statementOf = (document: StatementDocument, context: Context, mode: Mode): Result<Drawable> => {
  const made = toStatement(document, mode.kind === "preview" ? "preview" : "final", context);
  if (!made.ok) return made;
  const { statement, view } = made.value;
  return succeed({ view, json: () => statementJson(statement) });
};

const invoiceOf = (document: RatedDocument, context: Context, mode: Mode): Result<Documents> => {
  const invoice = toInvoice(document, context.issuer);
  const missing = lacking(document, mode);
  if (!invoice.ok) return fail(...invoice.issues, ...missing);
  return missing.length > 0 ? fail(...missing) : withFacts(invoice.value, context, mode);
};

const withFacts = (invoice: Invoice, context: Context, mode: Mode): Result<Documents> => {
  const facts = factsOf(invoice, context.issuer, mode);
  return facts.ok ? toDocuments(invoice, facts.value, context) : facts;
};

const bytesOf = async ({ view, json }: Drawable, format: Format, kit: Kit): Promise<Result<Uint8Array>> =>
  format === "json" ? succeed(new TextEncoder().encode(json())) : kit.renderers[format](view);

/** Several looks can find the same fault. */
const eachOnce = (issues: readonly Issue[]): readonly Issue[] => [
  ...new Map(issues.map((issue) => [`${issue.rule} ${issue.at} ${issue.message}`, issue])).values(),
];
