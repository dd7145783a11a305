import type { RatedDocument } from "../intake/rated-document.ts";
import type { Invoice } from "../compute/invoice.ts";
import { fail, resultOf, succeed, type Issue, type Result } from "../kernel/result.ts";
import { documentJson, toDocuments, toInvoice, type Context, type Documents } from "../pipeline.ts";
import type { Renderer, ViewFormat } from "../render/render.ts";
import { factsOf, lacking, type Mode } from "./facts.ts";
import { EXTENSIONS, type Format } from "./formats.ts";

/** What every document of a run is made with. */
export type Kit = {
  readonly context: Context;
  readonly renderers: Readonly<Record<ViewFormat, Renderer>>;
  readonly formats: readonly Format[];
  readonly mode: Mode;
};

/** The bytes of one output, still without a name. */
export type Drawn = { readonly extension: string; readonly bytes: Uint8Array };

/** One document through the whole pipeline, in memory; everything that is wrong with it at once. */
export const drawDocument = async (document: RatedDocument, kit: Kit): Promise<Result<readonly Drawn[]>> => {
  const documents = documentsOf(document, kit);
  if (!documents.ok) return documents;
  const drawn: Drawn[] = [];
  const issues: Issue[] = [];
  for (const format of kit.formats) {
    const bytes = await bytesOf(documents.value, format, kit);
    if (bytes.ok) drawn.push({ extension: EXTENSIONS[format], bytes: bytes.value });
    else issues.push(...bytes.issues);
  }
  return resultOf(eachOnce(issues), () => drawn);
};

const documentsOf = (document: RatedDocument, { context, mode }: Kit): Result<Documents> => {
  const invoice = toInvoice(document, context.issuer);
  const missing = lacking(document, mode);
  if (!invoice.ok) return fail(...invoice.issues, ...missing);
  return missing.length > 0 ? fail(...missing) : withFacts(invoice.value, context, mode);
};

const withFacts = (invoice: Invoice, context: Context, mode: Mode): Result<Documents> => {
  const facts = factsOf(invoice, context.issuer, mode);
  return facts.ok ? toDocuments(invoice, facts.value, context) : facts;
};

const bytesOf = async ({ issued, view }: Documents, format: Format, kit: Kit): Promise<Result<Uint8Array>> =>
  format === "json" ? succeed(new TextEncoder().encode(documentJson(issued))) : kit.renderers[format](view);

/** Several looks can find the same fault. */
const eachOnce = (issues: readonly Issue[]): readonly Issue[] => [
  ...new Map(issues.map((issue) => [`${issue.rule} ${issue.at} ${issue.message}`, issue])).values(),
];
