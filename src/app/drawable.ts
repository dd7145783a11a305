import type { UsageStatement } from "../compute/usage-statement.ts";
import type { Invoice } from "../compute/invoice.ts";
import type { RatedDocument } from "../intake/rated-document.ts";
import type { StatementDocument } from "../intake/usage-statement.ts";
import type { IssuedInvoice } from "../issue/issued-invoice.ts";
import { fail, resultOf, succeed, type Issue, type Result } from "../kernel/result.ts";
import { toDocuments, toInvoice, toStatement, type Context, type InputDocument } from "../pipeline.ts";
import type { DocumentView } from "../present/document-view.ts";
import type { Renderer, ViewFormat } from "../render/renderer.ts";
import { factsOf, lacking, type Mode } from "./facts.ts";
import type { Format } from "./formats.ts";
import { tamperingIssues } from "./tampering.ts";

/** What every document of a run is made with. */
export type Kit = {
  readonly context: Context;
  readonly renderers: Readonly<Record<ViewFormat, Renderer>>;
  readonly formats: readonly Format[];
  readonly mode: Mode;
};

/** What all formats are made from. */
export type Drawable =
  | { readonly kind: "issued"; readonly issued: IssuedInvoice; readonly view: DocumentView }
  | { readonly kind: "statement"; readonly statement: UsageStatement; readonly view: DocumentView };

/** A document through all stages, and each format asked whether it can draw it; everything that is wrong at once. */
export const drawableOf = (document: InputDocument, kit: Kit): Result<Drawable> => {
  const tampered = tamperingIssues();
  if (tampered.length > 0) return fail(...tampered);
  const drawable = stagesOf(document, kit);
  return drawable.ok ? resultOf(refusalsOf(drawable.value.view, kit), () => drawable.value) : drawable;
};

const stagesOf = (document: InputDocument, { context, mode }: Kit): Result<Drawable> =>
  document.kind === "usage-statement" ? statementOf(document, context, mode) : invoiceOf(document, context, mode);

const statementOf = (document: StatementDocument, context: Context, mode: Mode): Result<Drawable> => {
  const made = toStatement(document, mode.kind === "preview" ? "preview" : "final", context);
  return made.ok ? succeed({ kind: "statement", ...made.value }) : made;
};

const invoiceOf = (document: RatedDocument, context: Context, mode: Mode): Result<Drawable> => {
  const invoice = toInvoice(document, context.issuer);
  const missing = lacking(document, mode);
  if (!invoice.ok) return fail(...invoice.issues, ...missing);
  return missing.length > 0 ? fail(...missing) : withFacts(invoice.value, context, mode);
};

const withFacts = (invoice: Invoice, context: Context, mode: Mode): Result<Drawable> => {
  const facts = factsOf(invoice, context.issuer, mode);
  const made = facts.ok ? toDocuments(invoice, facts.value, context) : facts;
  if (!made.ok) return made;
  const { issued, view } = made.value;
  return succeed({ kind: "issued", issued, view });
};

/** Several looks can find the same fault; the issued document for machines refuses nothing. */
const refusalsOf = (view: DocumentView, { formats, renderers }: Kit): readonly Issue[] => {
  const issues = formats.flatMap((format) => (format === "json" ? [] : renderers[format].refusals(view)));
  return [...new Map(issues.map((issue) => [`${issue.rule} ${issue.at} ${issue.message}`, issue])).values()];
};
