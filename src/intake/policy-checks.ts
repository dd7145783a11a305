import type { Issue } from "../kernel/result.ts";
import type { Issuer, LegalEntity } from "../policy/issuer.ts";
import { didYouMean } from "./nearest.ts";
import { quote } from "./quote.ts";
import type { Unsourced } from "./rated-document.ts";

/** Whether the issuer bills so: its currencies (A1), legal entities and their accounts (F7), sections (A5). */
export function* policyIssues(document: Unsourced, issuer: Issuer): Iterable<Issue> {
  const currencies: readonly string[] = issuer.currencies;
  const isBilled = currencies.includes(document.currency);
  if (!isBilled) {
    const hint = `billed are ${currencies.join(", ")}`;
    yield { rule: "A1", at: "/currency", message: `${quote(document.currency)} is not billed`, hint };
  }
  yield* entityIssues(document, issuer);
  yield* accountIssues(document, issuer, isBilled ? "billed" : "unknown");
  yield* sectionIssues(document, issuer);
}

const entityOf = (name: string, { entities }: Issuer): LegalEntity | undefined =>
  Object.hasOwn(entities, name) ? entities[name] : undefined;

/** Who sells is an entity of the issuer (F7). */
export function* entityIssues({ entity }: Pick<Unsourced, "entity">, issuer: Issuer): Iterable<Issue> {
  if (entityOf(entity, issuer) !== undefined) return;
  const message = `${quote(entity)} is not a legal entity of the issuer`;
  yield { rule: "F7", at: "/entity", message, hint: didYouMean(entity, Object.keys(issuer.entities)) };
}

function* accountIssues(document: Unsourced, issuer: Issuer, currency: "billed" | "unknown"): Iterable<Issue> {
  const entity = entityOf(document.entity, issuer);
  // A credit note asks for no payment, so it needs no account.
  const isPayable = document.kind === "invoice" && currency === "billed";
  if (entity !== undefined && isPayable && !Object.hasOwn(entity.accounts, document.currency)) {
    yield {
      rule: "F7",
      at: "/currency",
      message: `entity ${quote(document.entity)} has no account in ${document.currency}`,
      hint: `it has accounts in ${Object.keys(entity.accounts).join(", ") || "no currency"}`,
    };
  }
}

type Placed = { readonly lines: readonly Pick<Unsourced["lines"][number], "section">[] };

/** A section that a line names is one of the profile's (A5). */
export function* sectionIssues(document: Placed, issuer: Issuer): Iterable<Issue> {
  const sections = issuer.sections.map(({ id }) => id);
  for (const [index, { section }] of document.lines.entries()) {
    if (section !== undefined && !sections.includes(section)) {
      yield {
        rule: "A5",
        at: `/lines/${index}/section`,
        message: `${quote(section)} is not a section of the issuer's profile`,
        hint: didYouMean(section, sections),
      };
    }
  }
}
