import { PREPAY_PLANS, type ChargeKind } from "../kernel/charge.ts";
import type { Issue } from "../kernel/result.ts";
import { isNegativeDecimal } from "../kernel/money.ts";
import { didYouMean } from "./nearest.ts";
import { quote } from "./quote.ts";
import type { Unsourced } from "./rated-document.ts";

type Line = Unsourced["lines"][number];

/** Each line in itself: period (C1), rate (A19), plan (D13), organisation (A16), quantities beside the billed one (A17). */
export function* lineIssues(document: Unsourced): Iterable<Issue> {
  const { contract, lines } = document;
  if (lines.length === 0) {
    yield {
      rule: "A18",
      at: "/lines",
      message: "a document without a line is not issued",
      hint: "send none for a cycle without charges",
    };
  }
  for (const [index, line] of lines.entries()) {
    const at = `/lines/${index}`;
    yield* periodIssues(line, at);
    if (line.prepay && !PREPAY_PLANS.includes(contract.plan)) {
      yield {
        rule: "D13",
        at: `${at}/prepay`,
        message: `nothing is paid ahead on the plan ${contract.plan}`,
        hint: `prepay lines stand on ${PREPAY_PLANS.join(" and ")}`,
      };
    }
    if (isNegativeDecimal(line.rate)) yield negativeRate(`${at}/rate`);
    yield* countIssues(line, at);
    yield* organisationIssues(line, document, at);
  }
  for (const [index, fee] of document.fees.entries()) {
    if (isNegativeDecimal(fee.rate)) yield negativeRate(`/fees/${index}/rate`);
  }
}

/** A period ends no earlier than it begins (C1). */
export function* periodIssues({ period }: Pick<Line, "period">, at: string): Iterable<Issue> {
  if (period.first <= period.last) return;
  yield {
    rule: "C1",
    at: `${at}/period`,
    message: `ends on ${period.last}, before it begins on ${period.first}`,
  };
}

/** Quantities beside the billed one are counts (A17). */
export function* countIssues(line: Pick<Line, "committed" | "included" | "used">, at: string): Iterable<Issue> {
  for (const name of ["committed", "included", "used"] as const) {
    const value = line[name];
    if (value !== undefined && isNegativeDecimal(value)) {
      yield { rule: "A17", at: `${at}/${name}`, message: "is less than nothing" };
    }
  }
}

const negativeRate = (at: string): Issue => ({
  rule: "A19",
  at,
  message: "a rate is never negative",
  hint: "a credit has a negative quantity",
});

type OfOrganisation = Pick<Line, "organisation" | "kind" | "prepay">;

/** Every usage line names its organisation where the customer has several (A16). */
export function* organisationIssues(
  line: OfOrganisation,
  { customer }: Pick<Unsourced, "customer">,
  at: string,
): Iterable<Issue> {
  const known = customer.organisations.map(({ id }) => id);
  const { organisation } = line;
  if (organisation !== undefined && !known.includes(organisation)) {
    const message = `${quote(organisation)} is not an organisation of the customer`;
    yield { rule: "A16", at: `${at}/organisation`, message, hint: didYouMean(organisation, known) };
  }
  const isUsage = BY_ORGANISATION[line.kind] && !line.prepay;
  if (organisation === undefined && isUsage && known.length > 1) {
    yield {
      rule: "A16",
      at: `${at}/organisation`,
      message: "is missing: with several organisations every usage line names its own",
      hint: `known: ${known.join(", ")}`,
    };
  }
}

/** What an organisation uses; a commitment, an order or a minimum can be of the whole account. */
const BY_ORGANISATION = {
  user: true,
  "add-on": true,
  resource: true,
  messaging: true,
  storage: true,
  device: true,
  call: true,
  "number-recurring": true,
  "number-setup": false,
  app: true,
  service: false,
  hardware: false,
  minimum: false,
} as const satisfies Record<ChargeKind, boolean>;
