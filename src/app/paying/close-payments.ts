import type { Issue } from "../../kernel/result.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { PaymentAttempt } from "../register/payment.ts";
import { pageEnd } from "./attempt.ts";
import type { PaymentDesk } from "./desk.ts";

/** Nobody can pay any more; or somebody has paid or is paying; or it is not known yet, and is to be asked again. */
export type Closing =
  | { readonly kind: "closed" }
  | { readonly kind: "under-way" }
  | { readonly kind: "unavailable"; readonly issues: readonly Issue[] };

/**
 * Ends every way of paying a document online: before it becomes void, which the register refuses while a page is open,
 * or once it is paid in another way. Done twice, it is the same.
 */
export const closePayments = async (document: RegisteredDocument, desk: PaymentDesk): Promise<Closing> => {
  const { provider, register } = desk;
  if (document.payment === "processing") return { kind: "under-way" };
  const { link } = document;
  if (link?.mode === "payment-link" && link.reference !== undefined) {
    const answer = await provider.closeLink(link.reference);
    if (!answer.ok) return { kind: "unavailable", issues: answer.issues };
  }
  const attempts = await register.payments.attempts([document.id]);
  for (const attempt of attempts.filter(({ status }) => status === "begun")) {
    const closing = await closeAttempt(attempt, desk);
    if (closing.kind !== "closed") return closing;
  }
  return { kind: "closed" };
};

const closeAttempt = async (attempt: PaymentAttempt, { provider, register, now }: PaymentDesk): Promise<Closing> => {
  const at = now();
  if (attempt.session === undefined && at < pageEnd(attempt)) return { kind: "unavailable", issues: [BEING_OPENED] };
  if (attempt.session !== undefined) {
    const answer = await provider.expireSession(attempt.session);
    if (!answer.ok) return { kind: "unavailable", issues: answer.issues };
    if (answer.value === "complete") return { kind: "under-way" };
  }
  await register.payments.abandon(attempt.id, at);
  return { kind: "closed" };
};

const BEING_OPENED: Issue = {
  rule: "B6",
  at: "",
  message: "a page to pay this document on is being opened at this moment",
  hint: "try again in a minute; where the provider did not answer, in an hour",
};
