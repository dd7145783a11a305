import type { Invoice, Line } from "../compute/invoice.ts";
import type { UsageStatement } from "../compute/usage-statement.ts";
import { explainInvoice, explainStatement } from "../explain.ts";
import { fail, succeed, type Result } from "../kernel/result.ts";
import { computeStatement, toInvoice, type InputDocument } from "../pipeline.ts";
import type { Issuer } from "../policy/issuer.ts";
import type { Reading } from "./reading.ts";

export type Question = {
  /** Id of the one document that is asked for; else all. */
  readonly document?: string;
  /** Id of a line, or its place in print counted from 1; else all. */
  readonly line?: string;
};

/** How the amounts came about, document by document; one that cannot be reckoned gives its issues instead. */
export async function* explainDocuments(reading: Reading, question: Question): AsyncGenerator<Result<string>> {
  let answers = 0;
  for await (const { id, result } of reading.records()) {
    if (question.document !== undefined && id !== question.document) continue;
    answers += 1;
    yield result.ok ? explainDocument(result.value, reading.issuer, question.line) : result;
  }
  if (answers === 0) yield fail({ rule: null, at: "", message: nothingFound(question.document) });
}

/** One document; `line` as in `Question`. */
export const explainDocument = (document: InputDocument, issuer: Issuer, line?: string): Result<string> => {
  if (document.kind === "usage-statement") return explained(computeStatement(document, issuer));
  const invoice = toInvoice(document, issuer);
  if (!invoice.ok) return invoice;
  if (line === undefined) return succeed(explainInvoice(invoice.value));
  const lines = linesOf(invoice.value);
  const found = lines.find(({ id }) => id === line) ?? lines[Number(line) - 1];
  if (found !== undefined) return succeed(explainInvoice(invoice.value, { line: found.id }));
  const { id, source } = invoice.value.document;
  return fail({
    rule: null,
    at: "/lines",
    message: `document ${id} has no line "${line}"`,
    hint: `it has ${lines.length} lines; give an id, or a place from 1`,
    file: source.file,
  });
};

const explained = (statement: Result<UsageStatement>): Result<string> =>
  statement.ok ? succeed(explainStatement(statement.value)) : statement;

/** In the order of print. */
export const linesOf = ({ sections }: Invoice): readonly Line[] =>
  sections.flatMap(({ lines, parts }) => [...lines, ...parts.flatMap((part) => part.lines)]);

const nothingFound = (document: string | undefined): string =>
  document === undefined
    ? "there is no document in the input"
    : `there is no document with the id "${document}" in the input`;
