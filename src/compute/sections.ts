import { sum, type Currency } from "../kernel/money.ts";
import { invariant } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import type { RatedLine } from "../intake/rated-document.ts";
import type { Line, Part, Section } from "./invoice.ts";

/**
 * Sections that every profile has, after its own: what is taken off and what is added on the whole document (rule F8).
 * Their names are `section.<id>` in locales/, as for the sections of the profile.
 */
export const OWN_SECTIONS = { discounts: "discounts", fees: "fees" } as const;

/** The section of a charge: the one it names, else the one that the profile gives its kind (rule A5). */
export const sectionOf = (line: Pick<RatedLine, "kind" | "section">, issuer: Issuer): string => {
  const section = issuer.sections.find(({ id, kinds }) =>
    line.section === undefined ? kinds.includes(line.kind) : id === line.section,
  );
  invariant(section !== undefined, `the profile has a section for ${line.section ?? line.kind} (A5)`);
  return section.id;
};

/** Sections in the profile's order, each with its subtotal; empty ones are left out (rule A5). */
export const arrangeSections = (
  placed: ReadonlyMap<string, readonly Line[]>,
  issuer: Issuer,
  currency: Currency,
): readonly Section[] => {
  const partOf = (id: string): Part => {
    const lines = placed.get(id) ?? [];
    return { id, lines, subtotal: subtotalOf(lines, currency) };
  };
  const isPrinted = (part: Part): boolean => part.lines.length > 0;
  const top = [
    ...issuer.sections.filter(({ within }) => within === undefined).map(({ id }) => id),
    ...Object.values(OWN_SECTIONS),
  ];
  return top.flatMap((id): readonly Section[] => {
    const own = partOf(id);
    const parts = issuer.sections
      .filter(({ within }) => within === id)
      .map((part) => partOf(part.id))
      .filter(isPrinted);
    if (!isPrinted(own) && parts.length === 0) return [];
    return [{ ...own, parts, subtotal: sum([own.subtotal, ...parts.map((part) => part.subtotal)], currency) }];
  });
};

const subtotalOf = (lines: readonly Line[], currency: Currency) =>
  sum(
    lines.map((line) => line.amount),
    currency,
  );
