import type { Invoice } from "../../compute/invoice.ts";
import type { RatedDocument } from "../../intake/rated-document.ts";
import type { Money } from "../../kernel/money.ts";
import { fail, succeed, type Result } from "../../kernel/result.ts";
import { isPayable, methodsFor } from "../../pipeline.ts";
import type { Issuer } from "../../policy/issuer.ts";
import type { PaymentLink } from "../register/document.ts";

/** The link that a document will be printed with; `made` ones are the provider's to make once there is a number. */
export type PlannedLink =
  | { readonly kind: "none" }
  | { readonly kind: "ready"; readonly link: PaymentLink }
  | { readonly kind: "made"; readonly placeholder: string };

type Situation = { readonly issuer: Issuer; readonly cardPaid: Money; readonly tokens: () => string };

/** Rules B3 and B5: a link where there is something to pay and a method remains, from where the profile has it come. */
export const planLink = (invoice: Invoice, { issuer, cardPaid, tokens }: Situation): Result<PlannedLink> => {
  const { document, due } = invoice;
  const { link } = document.payment;
  const { links, payPage, hosts } = issuer.online;
  if (links === "given") return succeed(givenLink(document));
  if (link !== undefined) {
    return fail({
      rule: "B3",
      at: "/payment/link",
      message: "no link may be given: the profile has links made when the document is issued",
      hint: 'remove the link, or set online.links of the profile to "given"',
    });
  }
  const { country } = document.customer.billTo.address;
  if (!isPayable(invoice) || methodsFor(due, cardPaid, { country, issuer }).length === 0)
    return succeed({ kind: "none" });
  if (links === "payment-link") {
    return succeed({ kind: "made", placeholder: `https://${hosts[0] ?? "localhost"}/${"0".repeat(PROVIDER_PATH)}` });
  }
  const token = tokens();
  return succeed({ kind: "ready", link: { url: `${payPage ?? ""}${token}`, mode: "pay-page", token } });
};

const givenLink = ({ payment: { link } }: RatedDocument): PlannedLink =>
  link === undefined ? { kind: "none" } : { kind: "ready", link: { url: link, mode: "given" } };

/** About as long as the paths of the provider's links are, so that the trial is laid out alike. */
const PROVIDER_PATH = 24;
