import { compareDocuments } from "../../compare/compare.ts";
import type { Compared, Comparison } from "../../compare/comparison.ts";
import { plusDays } from "../../kernel/calendar.ts";
import { fail, issuesOf, succeed, type Issue, type Result } from "../../kernel/result.ts";
import { computeStatement, isPayable, toInvoice } from "../../pipeline.ts";
import type { Issuer } from "../../policy/issuer.ts";
import type { CompareOrder } from "./comparing.ts";
import { readSource, type Source } from "./source.ts";

/** What differs between two documents, pasted or issued; an issue says by its place on which side it is. */
export const compareSources = async (
  { before, after }: CompareOrder,
  { issuer }: { readonly issuer: Issuer },
): Promise<Result<Comparison>> => {
  const one = await comparedOf(before, issuer);
  const other = await comparedOf(after, issuer);
  if (one.ok && other.ok) return succeed(compareDocuments(one.value, other.value));
  return fail(...issuesOf(one).map(onSide("before")), ...issuesOf(other).map(onSide("after")));
};

const onSide =
  (side: keyof CompareOrder) =>
  (issue: Issue): Issue => ({ ...issue, file: `${side} ${issue.file ?? ""}`.trim() });

const comparedOf = async (source: Source, own: Issuer): Promise<Result<Compared>> => {
  const read = await readSource(source, own);
  if (!read.ok) return read;
  const { document, issuer } = read.value;
  if (document.kind === "usage-statement") {
    const statement = computeStatement(document, issuer);
    return statement.ok ? succeed({ kind: "statement", statement: statement.value }) : statement;
  }
  const invoice = toInvoice(document, issuer);
  if (!invoice.ok) return invoice;
  if (source.kind === "filed") {
    const { number, dueDate } = source;
    return succeed({
      kind: "invoice",
      invoice: invoice.value,
      ...(number !== undefined && { number }),
      ...(dueDate !== undefined && { dueDate }),
    });
  }
  const netDays = document.customer.netDays ?? issuer.netDays;
  return succeed({
    kind: "invoice",
    invoice: invoice.value,
    // As it would be if the draft were issued as it stands (rule B1).
    ...(isPayable(invoice.value) && { dueDate: plusDays(document.issueDate, netDays) }),
  });
};
