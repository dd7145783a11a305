import type { CalendarDate, Instant } from "../../kernel/calendar.ts";
import type { Locale } from "../../kernel/party.ts";
import { fail, invariant, succeed, type Issue, type Result } from "../../kernel/result.ts";
import { linesIn } from "../../compare/line-facts.ts";
import type { LineName } from "../../compare/comparison.ts";
import { presentPreviewEmail, type InputDocument, type Language } from "../../pipeline.ts";
import { VIEW_FORMATS, type ViewFormat } from "../../render/renderer.ts";
import type { DocumentView } from "../../present/document-view.ts";
import { drawableOf, type Drawable, type Kit } from "../drawable.ts";
import type { Mode } from "../facts.ts";
import { readSource, type Pasted, type RecordName } from "./source.ts";

/** What a preview is looked at as; a mail besides the looks of the document. */
export const PREVIEW_FORMATS = [...VIEW_FORMATS, "email"] as const;
export type PreviewFormat = (typeof PREVIEW_FORMATS)[number];

export const PAPERS = ["A4", "Letter"] as const satisfies readonly DocumentView["paper"][];
export type Paper = (typeof PAPERS)[number];

/** How a preview is made; what is left out is as it would be on the document. */
export type PreviewOrder = {
  readonly source: Pasted;
  readonly formats: readonly PreviewFormat[];
  readonly now: Instant;
  /** The day on which the preview is made, where it is another than today. */
  readonly today?: CalendarDate;
  readonly locale?: Locale;
  readonly paper?: Paper;
  /** The key of each word in its place, for who wants to change it. */
  readonly words?: "keys";
};

export type EmailFiles = { readonly subject: string; readonly html: string; readonly text: string };

export type PreviewFiles = {
  readonly pdf?: Uint8Array;
  readonly html?: string;
  readonly text?: string;
  readonly email?: EmailFiles;
};

export type Preview = {
  readonly id: string;
  readonly kind: InputDocument["kind"];
  readonly locale: Locale;
  readonly paper: Paper;
  /** In the order of print. */
  readonly lines: readonly LineName[];
  readonly records: readonly RecordName[];
  readonly warnings: readonly Issue[];
  readonly files: PreviewFiles;
};

/** What mails are laid out with, and documents besides. */
export type PreviewKit = Kit & { readonly renderEmail: (view: ReturnType<typeof presentPreviewEmail>) => EmailFiles };

/**
 * Pasted data as it would look, marked and without number, due date and link (rule F4), or everything that is wrong with
 * it. Refused is what any output would refuse, whichever was asked for.
 */
export const previewDocument = async (order: PreviewOrder, base: PreviewKit): Promise<Result<Preview>> => {
  const read = await readSource(order.source, base.context.issuer);
  if (!read.ok) return read;
  const { document, records, warnings } = read.value;
  const kit: PreviewKit = { ...base, ...mannerOf(order, base), formats: VIEW_FORMATS };
  const drawable = drawableOf(document, kit);
  if (!drawable.ok) return fail(...drawable.issues.map((issue) => ({ file: document.source.file, ...issue })));
  const drawn = withPaper(drawable.value, order.paper);
  const { view } = drawn;
  return succeed({
    id: document.id,
    kind: document.kind,
    locale: view.locale,
    paper: view.paper,
    lines: linesOf(drawn).map(({ name }) => name),
    records,
    warnings,
    files: await filesOf(drawn, { formats: order.formats, kit }),
  });
};

const mannerOf = ({ now, today, locale, words }: PreviewOrder, { context }: Kit): Pick<Kit, "context" | "mode"> => {
  const mode: Mode = today === undefined ? { kind: "preview", now } : { kind: "preview", today };
  const languages: typeof context.languages =
    words === "keys" ? (own) => keysOf(context.languages(own)) : context.languages;
  return { mode, context: { ...context, languages, ...(locale !== undefined && { locale }) } };
};

const keysOf = (language: Language): Language => ({ ...language, say: (key) => key, sayMany: (key) => key });

/** The paper is the only thing in which a look may differ from the document (rule F1). */
const withPaper = (drawable: Drawable, paper: Paper | undefined): Drawable =>
  paper === undefined ? drawable : { ...drawable, view: { ...drawable.view, paper } };

const linesOf = (drawable: Drawable) =>
  drawable.kind === "issued"
    ? linesIn({ kind: "invoice", invoice: drawable.issued.invoice })
    : linesIn({ kind: "statement", statement: drawable.statement });

type Filing = { readonly formats: readonly PreviewFormat[]; readonly kit: PreviewKit };

const filesOf = async (drawable: Drawable, { formats, kit }: Filing): Promise<PreviewFiles> => {
  const draw = async (format: ViewFormat): Promise<Uint8Array | undefined> =>
    formats.includes(format) ? kit.renderers[format].draw(drawable.view) : undefined;
  const [pdf, html, text] = [await draw("pdf"), await draw("html"), await draw("text")];
  return {
    // Bytes of their own, which can go from thread to thread.
    ...(pdf !== undefined && { pdf: new Uint8Array(pdf) }),
    ...(html !== undefined && { html: decoded(html) }),
    ...(text !== undefined && { text: decoded(text) }),
    ...(formats.includes("email") && { email: emailOf(drawable, kit) }),
  };
};

const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const emailOf = (drawable: Drawable, { context, renderEmail }: PreviewKit): EmailFiles => {
  const { issuer, languages } = context;
  const { view } = drawable;
  const { document } = drawable.kind === "issued" ? drawable.issued.invoice : drawable.statement;
  const seller = issuer.entities[document.entity];
  invariant(seller !== undefined, "intake has checked the entity (F7)");
  const { subject, html, text } = renderEmail(
    presentPreviewEmail({ seller, customer: document.customer, view }, { issuer, language: languages(view.locale) }),
  );
  return { subject, html, text };
};
