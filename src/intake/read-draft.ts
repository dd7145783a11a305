import { fail, issuesOf, succeed, type Result } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import { checkDocument } from "./checks.ts";
import { placeIssue, type Draft } from "./draft.ts";
import { ratedDocumentSchema, type RatedDocument, type Unsourced } from "./rated-document.ts";
import { parseWith } from "./schema.ts";
import { textIssues } from "./text.ts";

/**
 * A draft checked in itself and against the issuer's policy, with the source of each item; else everything that is
 * wrong with it, each at its place in the file. Where fields are missing or of another form, the checks between fields
 * wait until they are right.
 */
export const readDraft = ({ value, locate }: Draft, issuer: Issuer): Result<RatedDocument> => {
  const parsed = parseWith(ratedDocumentSchema, value);
  const issues = [...textIssues(value), ...issuesOf(parsed), ...(parsed.ok ? checkDocument(parsed.value, issuer) : [])];
  if (!parsed.ok || issues.length > 0) return fail(...issues.map((issue) => placeIssue(issue, locate)));
  return succeed(withSources(parsed.value, locate));
};

const withSources = (document: Unsourced, locate: Draft["locate"]): RatedDocument => {
  const sourced = <Item extends object>(items: readonly Item[], field: string) =>
    items.map((item, index) => ({ ...item, source: locate(`/${field}/${index}`) }));
  return {
    ...document,
    lines: sourced(document.lines, "lines"),
    taxes: sourced(document.taxes, "taxes"),
    withholdings: sourced(document.withholdings, "withholdings"),
    discounts: sourced(document.discounts, "discounts"),
    fees: sourced(document.fees, "fees"),
    paid: sourced(document.paid, "paid"),
    source: locate(""),
  };
};
