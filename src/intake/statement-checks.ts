import { isNegativeDecimal } from "../kernel/money.ts";
import type { Issue } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import { customerIssues } from "./customer-checks.ts";
import { repeatedIds } from "./id-checks.ts";
import { licenceIssues } from "./licence-checks.ts";
import { countIssues, organisationIssues, periodIssues } from "./line-checks.ts";
import { entityIssues, sectionIssues } from "./policy-checks.ts";
import type { UnsourcedStatement } from "./usage-statement.ts";

/** How the fields of a usage statement agree with one another and with the policy (rules A9, A16, A17, C1, E1, F7). */
export function* statementIssues(statement: UnsourcedStatement, issuer: Issuer): Iterable<Issue> {
  yield* entityIssues(statement, issuer);
  yield* repeatedIds(statement.lines, "/lines");
  yield* repeatedIds(statement.customer.organisations, "/customer/organisations");
  yield* customerIssues(statement);
  if (statement.lines.length === 0) {
    yield { rule: "A9", at: "/lines", message: "a statement without a line says nothing", hint: "send none" };
  }
  for (const [index, line] of statement.lines.entries()) {
    const at = `/lines/${index}`;
    yield* periodIssues(line, at);
    yield* countIssues(line, at);
    yield* organisationIssues(line, statement, at);
    if (isNegativeDecimal(line.quantity)) {
      yield { rule: "A9", at: `${at}/quantity`, message: "is less than nothing: usage is counted, not credited" };
    }
  }
  yield* licenceIssues(statement);
  yield* sectionIssues(statement, issuer);
}
