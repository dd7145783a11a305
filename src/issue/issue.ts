import { plusDays } from "../kernel/calendar.ts";
import { fail, invariant, succeed, type Result } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import type { Invoice } from "../compute/invoice.ts";
import type { Facts, IssuedInvoice } from "./issued-invoice.ts";
import { isPayable, payingOf } from "./paying.ts";

/**
 * Number, dates, how and until when to pay (rules A2, A19, B1–B9).
 * The same invoice and facts always give the same document (rule A20). A preview has neither number, due date nor link (rule F4).
 */
export const issueInvoice = (invoice: Invoice, facts: Facts, issuer: Issuer): Result<IssuedInvoice> => {
  const { document } = invoice;
  const seller = issuer.entities[document.entity];
  invariant(seller !== undefined, "intake has checked the entity (F7)");
  const netDays = document.customer.netDays ?? issuer.netDays;
  const issued = { invoice, seller, issueDate: document.issueDate, netDays };

  if (facts.kind === "preview")
    return succeed({ ...issued, state: { kind: "preview", upTo: plusDays(facts.today, -1) } });

  const numbered = { kind: "numbered", number: facts.number } as const;
  if (!isPayable(invoice)) {
    return facts.link === undefined
      ? succeed({ ...issued, state: numbered })
      : fail({
          rule: "B9",
          at: "/payment/link",
          message: "no link may be given: there is nothing to pay",
          hint: "remove the link",
        });
  }
  // Calendar days in the issuer's zone, in which the issue date was chosen; a weekend does not move the due date (rule B1).
  const dueDate = plusDays(document.issueDate, netDays);
  const paying = payingOf(invoice, { facts, dueDate, issuer });
  return paying.ok ? succeed({ ...issued, state: { ...numbered, dueDate, paying: paying.value } }) : paying;
};
