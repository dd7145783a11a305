import type { CalendarDate } from "../../kernel/calendar.ts";
import type { Issuer } from "../../policy/issuer.ts";
import type { Series } from "../register/document.ts";

type Numbered = "invoice" | "credit-note";

/**
 * The series that a document's number comes from (J-ALL-1): one for each entity and kind, and for each year of issue
 * where the profile writes the year into the number. Undefined where the profile has no series for the entity.
 */
export const seriesOf = (
  document: { readonly kind: Numbered; readonly entity: string; readonly issueDate: CalendarDate },
  issuer: Issuer,
): Series | undefined => {
  const pattern = issuer.entities[document.entity]?.numbers?.[document.kind];
  if (pattern === undefined) return undefined;
  const [, before = "", digits = ""] = PATTERN.exec(pattern) ?? [];
  const year = document.issueDate.slice(0, 4);
  const hasYear = before.includes("{year}");
  return {
    key: [document.entity, document.kind, ...(hasYear ? [year] : [])].join("/"),
    prefix: before.replace("{year}", year),
    digits: Number(digits),
  };
};

/** As long as a number of the series will be, so that what is laid out with it holds for the real one too. */
export const placeholderNumber = ({ prefix, digits }: Series): string => `${prefix}${"9".repeat(digits)}`;

/** Whether a number could be one of the profile's series: such a number is for the register to give. */
export const belongsToSeries = (number: string, issuer: Issuer): boolean =>
  Object.values(issuer.entities)
    .flatMap(({ numbers }) => Object.values(numbers ?? {}))
    .some((pattern) => formOf(pattern).test(number));

const PATTERN = /^(.*)\{serial:(\d+)\}$/;

const formOf = (pattern: string): RegExp => {
  const [, before = "", digits = ""] = PATTERN.exec(pattern) ?? [];
  // Of what a pattern may hold (policy/issuer.ts), only the point means something else in an expression.
  const fixed = before.replaceAll(".", "\\.").replace("{year}", "\\d{4}");
  return new RegExp(`^${fixed}\\d{${digits},}$`);
};
