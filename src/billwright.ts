import { createAssets } from "./adapters/assets.ts";
import { openBench } from "./app/drawing.ts";
import { explainDocument as explainRead } from "./app/explain.ts";
import { FORMATS, type Format } from "./app/formats.ts";
import { readGiven } from "./app/given.ts";
import { drawInMemory, type DrawnDocument } from "./app/in-memory.ts";
import { LOCALES, type Locale } from "./kernel/party.ts";
import { invariant, succeed, type Result } from "./kernel/result.ts";

/**
 * The library: one document from a value in memory to the bytes that a customer receives. It reads the package's own
 * templates, fonts and words, and nothing else of the machine: no clock, no network, no environment. The same values
 * give the same bytes.
 *
 * What is wrong with the data comes back as a `Result` with every issue at once; a defect of ours throws.
 */
export { FORMATS, LOCALES };
export type { Format, Locale };
export type { RuleId } from "./kernel/ids.ts";
export type { Issue, Result } from "./kernel/result.ts";
export type { RatedDocumentInput } from "./intake/rated-document.ts";
export type { UsageStatementInput } from "./intake/usage-statement.ts";
export type { IssuerInput } from "./policy/issuer.ts";

export type IssuerOption = {
  /**
   * The vendor's policy, `billwright/issuer@1` (`IssuerInput`): a value, or JSON text. Where it is left out, the demo
   * profile of the package serves; its documents are marked SAMPLE (rule F7).
   */
  readonly issuer?: unknown;
};

export type DocumentOptions = IssuerOption & {
  /**
   * Another language than the document's own (rule A13). A numbered document becomes a translation copy: it is
   * marked, and says that the original prevails (rule A20).
   */
  readonly locale?: Locale;
  /**
   * A preview of a cycle that still runs: marked, without number, due date and payment link (rule F4). `today` is the
   * day of the preview where the seller is, "YYYY-MM-DD"; charges up to the day before belong on it (rule C4).
   */
  readonly preview?: { readonly today: string };
};

export type RenderOptions<F extends Format = Format> = DocumentOptions & {
  /** Which outputs to make; all four unless given. */
  readonly formats?: readonly F[];
};

export type ExplainOptions = IssuerOption & {
  /** One line only: its id, or its place in print counted from 1. */
  readonly line?: string;
};

/** A document that nothing is wrong with. */
export type CheckedDocument = Pick<DrawnDocument, "id" | "number">;

export type RenderedDocument<F extends Format = Format> = CheckedDocument & {
  /**
   * The bytes of each format that was asked for: "pdf"; "html", one self-contained file; "text" and "json", which is the
   * issued document for machines, all three in UTF-8.
   */
  readonly files: Readonly<Record<F, Uint8Array>>;
};

/**
 * An invoice, credit note or usage statement as PDF, HTML, text and JSON.
 *
 * `document` is a value as JSON.parse gives it (`RatedDocumentInput`, `UsageStatementInput`), or JSON text, in which case
 * issues also know their lines. Decimals are strings ("0.0055"), days "YYYY-MM-DD".
 *
 * Refused is what `billwright check` refuses: each issue has its place (`file`: "document", "issuer" or "options"; `at`:
 * a JSON pointer in it), what is wrong, what would be right and the rule that asks for it (docs/rules.md), or null for
 * a matter of form. What spans several documents (a number that comes twice, J-ALL-1; a link, B3) is the caller's to
 * hold, as it sees them all.
 */
export const renderInvoice = async <F extends Format = Format>(
  document: unknown,
  options: RenderOptions<F> = {},
): Promise<Result<RenderedDocument<F>>> => {
  const { issuer, formats = FORMATS } = options;
  const drawn = await drawInMemory({ document, issuer }, { ...options, formats }, bench);
  if (!drawn.ok) return drawn;
  const { files, ...named } = drawn.value;
  invariant(isComplete<F>(files, formats), "every format that was asked for is drawn");
  return succeed({ ...named, files });
};

/**
 * Everything that `renderInvoice` would refuse in any format, found by rendering in memory: a sum that is off (A6, A10),
 * a date that does not exist, a character that no font has. Options and issues are those of `renderInvoice`.
 */
export const checkDocument = async (
  document: unknown,
  options: DocumentOptions = {},
): Promise<Result<CheckedDocument>> => {
  const rendered = await renderInvoice(document, { ...options, formats: FORMATS });
  if (!rendered.ok) return rendered;
  const { files: _, ...named } = rendered.value;
  return succeed(named);
};

/**
 * How every amount came about, in plain words for support people and auditors: source, rules, exact value, rounding,
 * subtotals, taxes, totals (rules A5–A11). It needs no number and no link, so a document explains itself before it can be
 * issued. Refused is a document that does not read or does not add up, and a line that it does not have.
 */
export const explainDocument = (document: unknown, { issuer, line }: ExplainOptions = {}): Result<string> => {
  const read = readGiven({ document, issuer }, bench.assets);
  return read.ok ? explainRead(read.value.document, read.value.issuer, line) : read;
};

const bench = openBench(createAssets());

type Files = DrawnDocument["files"];

const isComplete = <F extends Format>(files: Files, asked: readonly Format[]): files is Files & Record<F, Uint8Array> =>
  asked.every((format) => files[format] !== undefined);
