import { invariant, resultOf, type Issue, type Result } from "../kernel/result.ts";
import type { IssuedInvoice } from "../issue/issued-invoice.ts";
import { EVERYWHERE } from "./everywhere.ts";
import type { LegalReview, NoticeId, TitleId } from "./legal-review.ts";

/**
 * May it be issued so, and which title and notices must it show (J rules)? Changes no figure.
 * Refuses, with every fault and its J id, a document that must not leave.
 */
export const reviewLaw = (issued: IssuedInvoice): Result<LegalReview> => {
  const findings = EVERYWHERE.map((check) => ({ check, faults: check.faults(issued) }));
  const issues = findings.flatMap(({ check, faults }) =>
    faults.map((fault): Issue => ({ rule: check.rule, ...fault })),
  );
  return resultOf(issues, () => ({
    title: titleOf(issued),
    notices: noticesOf(issued),
    met: findings.map(({ check }) => ({ rule: check.rule, how: check.how })),
  }));
};

/** A preview never bears the title of an invoice (J-ALL-10, rule F4). */
const titleOf = ({ invoice, seller, state }: IssuedInvoice): TitleId =>
  state.kind === "preview" ? "preview" : seller.titles[invoice.document.kind];

const noticesOf = ({ invoice }: IssuedInvoice): readonly NoticeId[] => {
  const { document, withholdings } = invoice;
  invariant(withholdings.length === document.withholdings.length, "every withholding has its row (A7)");
  const deducted = document.contract.withholding === "deduct" ? "withholdingDeducted" : "withholdingInformed";
  return [
    // On every document, one without any tax too (rule A7).
    "taxExclusion",
    ...(withholdings.length > 0 ? ([deducted] as const) : []),
    ...(document.fiscal === undefined ? [] : (["notTheFiscalDocument"] as const)),
  ];
};
