import type { Issue } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import { amountIssues } from "./amount-checks.ts";
import { creditIssues } from "./credit-checks.ts";
import { customerIssues } from "./customer-checks.ts";
import { idIssues } from "./id-checks.ts";
import { licenceIssues } from "./licence-checks.ts";
import { lineIssues } from "./line-checks.ts";
import { paymentIssues } from "./payment-checks.ts";
import { policyIssues } from "./policy-checks.ts";
import type { Unsourced } from "./rated-document.ts";
import { statementIssues } from "./statement-checks.ts";
import { taxIssues } from "./tax-checks.ts";
import { totalTextIssues } from "./total-text.ts";
import type { UnsourcedStatement } from "./usage-statement.ts";

/** Looks at how fields of a document agree with one another and with the policy. Yields every fault, with its rule. */
export type Check = (document: Unsourced, issuer: Issuer) => Iterable<Issue>;

/** One row a subject. What the amounts come to is checked where they are worked out, in compute. */
const CHECKS: readonly Check[] = [
  policyIssues,
  idIssues,
  customerIssues,
  lineIssues,
  licenceIssues,
  creditIssues,
  amountIssues,
  taxIssues,
  paymentIssues,
  totalTextIssues,
];

export const checkDocument: (document: Unsourced, issuer: Issuer) => readonly Issue[] = (document, issuer) =>
  CHECKS.flatMap((check) => [...check(document, issuer)]);

/** A statement has no amounts, and fewer things can be wrong with it. */
export const checkStatement = (statement: UnsourcedStatement, issuer: Issuer): readonly Issue[] => [
  ...statementIssues(statement, issuer),
  ...totalTextIssues(statement),
];
