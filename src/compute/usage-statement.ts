import type { Period } from "../kernel/calendar.ts";
import { isZeroDecimal } from "../kernel/money.ts";
import { fail, succeed, type Result } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import type { StatementDocument, StatementLine } from "../intake/usage-statement.ts";
import { hullOf } from "./periods.ts";
import { sectionOf } from "./sections.ts";

export type StatementPart = { readonly id: string; readonly lines: readonly StatementLine[] };
export type StatementSection = StatementPart & { readonly parts: readonly StatementPart[] };

/**
 * The usage of a partner's customer, in sections. It has no field of type Money, Rate or Exact: no renderer can print
 * what is not there (rule A9).
 */
export type UsageStatement = {
  readonly document: StatementDocument;
  readonly sections: readonly StatementSection[];
  readonly period: Period;
};

/** Lines in the profile's sections (rule A5); usage of nothing is left out unless asked for (rule A18). */
export const computeStatement = (document: StatementDocument, issuer: Issuer): Result<UsageStatement> => {
  const showZeroLines = document.showZeroLines ?? issuer.printZeroLines;
  const lines = document.lines.filter((line) => showZeroLines || !isZeroDecimal(line.quantity));
  const period = hullOf(lines.map((line) => line.period));
  if (period === undefined) {
    return fail({ rule: "A18", at: "/lines", message: "nothing was used", hint: "send no statement for such a cycle" });
  }
  const placed = Map.groupBy(lines, (line) => sectionOf(line, issuer));
  const partOf = (id: string): StatementPart => ({ id, lines: placed.get(id) ?? [] });
  const sections = issuer.sections
    .filter(({ within }) => within === undefined)
    .map(({ id }) => ({
      ...partOf(id),
      parts: issuer.sections
        .filter(({ within }) => within === id)
        .map((part) => partOf(part.id))
        .filter((part) => part.lines.length > 0),
    }))
    .filter((section) => section.lines.length > 0 || section.parts.length > 0);
  return succeed({ document, sections, period });
};
