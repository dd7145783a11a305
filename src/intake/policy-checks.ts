import type { Issue } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
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
  yield* entityIssues(document, issuer, isBilled ? "billed" : "unknown");
  yield* sectionIssues(document, issuer);
}

function* entityIssues(document: Unsourced, issuer: Issuer, currency: "billed" | "unknown"): Iterable<Issue> {
  const { entities } = issuer;
  const entity = Object.hasOwn(entities, document.entity) ? entities[document.entity] : undefined;
  if (entity === undefined) {
    const message = `${quote(document.entity)} is not a legal entity of the issuer`;
    yield { rule: "F7", at: "/entity", message, hint: didYouMean(document.entity, Object.keys(entities)) };
    return;
  }
  // A credit note asks for no payment, so it needs no account.
  const isPayable = document.kind === "invoice" && currency === "billed";
  if (isPayable && !Object.hasOwn(entity.accounts, document.currency)) {
    yield {
      rule: "F7",
      at: "/currency",
      message: `entity ${quote(document.entity)} has no account in ${document.currency}`,
      hint: `it has accounts in ${Object.keys(entity.accounts).join(", ") || "no currency"}`,
    };
  }
}

function* sectionIssues(document: Unsourced, issuer: Issuer): Iterable<Issue> {
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
