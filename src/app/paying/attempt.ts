import { plusMinutes, type Instant } from "../../kernel/calendar.ts";
import { invariant } from "../../kernel/result.ts";
import type { OnlineMethod } from "../../policy/issuer.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { PaymentAttempt } from "../register/payment.ts";
import type { Register } from "../register/register.ts";
import { demandOf } from "./demand.ts";
import type { PaymentDesk } from "./desk.ts";
import type { SessionDemand } from "./provider.ts";

/** How long a page of the provider can be paid on. */
export const PAGE_MINUTES = 60;

/**
 * How long an amount is held, from the click on, if nothing is heard of its page: the provider tells of its end at once,
 * or, while we cannot listen, for three days again and again. Only then is it sure that no payment comes (rule B5).
 */
export const HOLD_MINUTES = PAGE_MINUTES + 3 * 24 * 60;

export const pageEnd = ({ begunAt }: PaymentAttempt): Instant => plusMinutes(begunAt, PAGE_MINUTES);

/** The wish to save is part of the attempt's id, so that whoever asks for its page again asks for the same. */
const SAVING = "-saving";
export const attemptId = (token: string, saving: SessionDemand["saving"]): string =>
  saving === "wanted" ? `${token}${SAVING}` : token;

/** The same for every asking of one attempt, as its key is. */
export const sessionDemand = async (
  document: RegisteredDocument,
  { attempt, methods }: { readonly attempt: PaymentAttempt; readonly methods: readonly OnlineMethod[] },
  { issuer, register }: PaymentDesk,
): Promise<SessionDemand> => {
  const { link, number } = document;
  invariant(link !== undefined && number !== undefined, "a document that was found by its token has a link");
  const email = await soleRecipient(document, register);
  return {
    ...demandOf(document, issuer, { methods, key: `page/${number}/${attempt.id}` }),
    attemptId: attempt.id,
    locale: document.locale,
    ...(email !== undefined && { email }),
    saving: attempt.id.endsWith(SAVING) ? "wanted" : "not-wanted",
    successUrl: `${link.url}?returned=done`,
    cancelUrl: link.url,
    expiresAt: pageEnd(attempt),
  };
};

/** Filled in for the payer only where there is no doubt whose it is. */
const soleRecipient = async ({ id }: RegisteredDocument, { deliveries }: Register): Promise<string | undefined> => {
  const sent = (await deliveries.of(id)).find(({ kind }) => kind === "document");
  return sent?.recipients.length === 1 ? sent.recipients[0] : undefined;
};
