import { fail, issuesOf, succeed, type Result } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import { checkDocument, checkStatement } from "./checks.ts";
import { placeIssue, type Draft } from "./draft.ts";
import { ratedDocumentSchema, type RatedDocument, type Unsourced } from "./rated-document.ts";
import { parseWith } from "./schema.ts";
import { textIssues } from "./text.ts";
import { moneyIssues, usageStatementSchema, withoutMoney, type StatementDocument } from "./usage-statement.ts";

/** What a record says: something to charge or credit, or usage without a price. */
export type InputDocument = RatedDocument | StatementDocument;

/**
 * A draft checked in itself and against the issuer's policy, with the source of each item; else everything that is
 * wrong with it, each at its place in the file. Where fields are missing or of another form, the checks between fields
 * wait until they are right.
 */
export const readDraft = (draft: Draft, issuer: Issuer): Result<InputDocument> =>
  isStatement(draft.value) ? readStatement(draft.value, draft.locate, issuer) : readRated(draft, issuer);

const isStatement = (value: unknown): value is object =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "usage-statement";

const readRated = ({ value, locate }: Draft, issuer: Issuer): Result<RatedDocument> => {
  const parsed = parseWith(ratedDocumentSchema, value);
  const issues = [...textIssues(value), ...issuesOf(parsed), ...(parsed.ok ? checkDocument(parsed.value, issuer) : [])];
  if (!parsed.ok || issues.length > 0) return fail(...issues.map((issue) => placeIssue(issue, locate)));
  return succeed(withSources(parsed.value, locate));
};

const readStatement = (value: object, locate: Draft["locate"], issuer: Issuer): Result<StatementDocument> => {
  const parsed = parseWith(usageStatementSchema, withoutMoney(value));
  const issues = [
    ...moneyIssues(value),
    ...textIssues(value),
    ...issuesOf(parsed),
    ...(parsed.ok ? checkStatement(parsed.value, issuer) : []),
  ];
  if (!parsed.ok || issues.length > 0) return fail(...issues.map((issue) => placeIssue(issue, locate)));
  return succeed({ ...parsed.value, lines: sourced(parsed.value.lines, "lines", locate), source: locate("") });
};

const withSources = (document: Unsourced, locate: Draft["locate"]): RatedDocument => ({
  ...document,
  lines: sourced(document.lines, "lines", locate),
  taxes: sourced(document.taxes, "taxes", locate),
  withholdings: sourced(document.withholdings, "withholdings", locate),
  discounts: sourced(document.discounts, "discounts", locate),
  fees: sourced(document.fees, "fees", locate),
  paid: sourced(document.paid, "paid", locate),
  source: locate(""),
});

const sourced = <Item extends object>(items: readonly Item[], field: string, locate: Draft["locate"]) =>
  items.map((item, index) => ({ ...item, source: locate(`/${field}/${index}`) }));
