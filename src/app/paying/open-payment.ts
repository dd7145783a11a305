import { plusMinutes, type Instant } from "../../kernel/calendar.ts";
import { invariant, type Issue } from "../../kernel/result.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Begun, PaymentAttempt } from "../register/payment.ts";
import { attemptId, HOLD_MINUTES, pageEnd, sessionDemand } from "./attempt.ts";
import { cardLimitAt, cardMonthAt, dayOf, methodsForAmount } from "./card-limit.ts";
import { closedAs, findByAddress, type Closed } from "./closed.ts";
import type { PaymentDesk } from "./desk.ts";
import { strangePage } from "./page-hosts.ts";
import type { PaymentSession, SessionDemand } from "./provider.ts";

/** Somebody has followed the printed address and wants to pay. */
export type Click = {
  readonly token: string;
  /** Whether the method is to be saved for later invoices (rule B7). */
  readonly saving: SessionDemand["saving"];
};

/** What a click leads to: the provider's page, or why there is none. */
export type Opening =
  | { readonly kind: "page"; readonly url: string; readonly document: RegisteredDocument }
  | { readonly kind: "unknown" }
  | Closed
  /** Neither amount nor country nor currency has an online method now; the accounts of the invoice remain (rule B2). */
  | { readonly kind: "no-method"; readonly document: RegisteredDocument }
  | { readonly kind: "unavailable"; readonly document: RegisteredDocument; readonly issues: readonly Issue[] };

/**
 * Opens the page for an invoice, with the methods that its amount and the customer's month allow now, and holds the
 * amount against the month's limit for cards (rule B5). While a page is open, every further click leads to it.
 */
export const openPayment = async (click: Click, desk: PaymentDesk): Promise<Opening> => {
  const document = await findByAddress(click.token, desk.register);
  if (document === undefined) return { kind: "unknown" };
  const at = desk.now();
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = await begin(document, { click, at }, desk);
    if (begun.kind === "closed") return closedAs(document, begun.why, desk.register);
    const turn = await pageOf(document, begun, { at, desk });
    if (turn.kind !== "stale") return checked(turn, desk);
    await desk.register.payments.abandon(begun.attempt.id, at);
  }
  return unavailable(document, [TOO_BUSY]);
};

/** One for a page that has run out, one for a new page, one for another click in between. */
const ROUNDS = 3;

const TOO_BUSY: Issue = { rule: null, at: "", message: "others are opening and leaving this page at the same time" };

type Moment = { readonly at: Instant; readonly desk: PaymentDesk };

/** The attempt with all that is in the way of it, in one transaction: two clicks cannot both pass the limit (rule B5). */
const begin = async (
  document: RegisteredDocument,
  { click, at }: { readonly click: Click; readonly at: Instant },
  desk: PaymentDesk,
): Promise<Begun> => {
  const { register, issuer, tokens } = desk;
  const due = document.amounts?.due;
  if (due === undefined) return { kind: "closed", why: "nothing-due" };
  const month = cardMonthAt(document, due.currency, dayOf(document, at, issuer));
  const [total] = await register.payments.cardTotals([month], at);
  invariant(total !== undefined, "every month has a total, if only of nothing");
  return register.payments.begin({
    id: attemptId(tokens(), click.saving),
    documentId: document.id,
    month,
    amount: due,
    ...(methodsForAmount(document, due, issuer).includes("card") && {
      cardLimit: cardLimitAt(document, total, issuer),
    }),
    at,
    expiresAt: plusMinutes(at, HOLD_MINUTES),
  });
};

/** Links go to hosts that are allowed, and nowhere else, whatever the provider says (rule B10). */
const checked = (opening: Opening, { provider, issuer }: PaymentDesk): Opening => {
  const strange = opening.kind === "page" ? strangePage(opening.url, provider, issuer) : undefined;
  return opening.kind === "page" && strange !== undefined ? unavailable(opening.document, [strange]) : opening;
};

type Stale = { readonly kind: "stale" };

/** The page of an attempt, a new one or that of an earlier click; stale where nobody can pay on it any more. */
const pageOf = async (
  document: RegisteredDocument,
  { attempt, kind }: Exclude<Begun, { kind: "closed" }>,
  { at, desk }: Moment,
): Promise<Opening | Stale> => {
  const { provider, issuer } = desk;
  const isOver = at >= pageEnd(attempt);
  if (attempt.session !== undefined && attempt.url !== undefined) {
    return isOver ? ended(document, attempt.session, desk) : { kind: "page", url: attempt.url, document };
  }
  // Its address was never known to anyone, so nobody has paid there.
  if (isOver) return { kind: "stale" };
  const methods = methodsForAmount(document, attempt.amount, issuer).filter(
    (method) => method !== "card" || attempt.holdsCard,
  );
  if (methods.length === 0) {
    await desk.register.payments.abandon(attempt.id, at);
    return { kind: "no-method", document };
  }
  const answer = await provider.openSession(await sessionDemand(document, { attempt, methods }, desk));
  if (answer.ok) return attach(document, { attempt, page: answer.value }, desk);
  // An earlier click has asked for it in vain too: this one may begin anew. Where it is open what came of asking, the
  // amount stays held, and the next click asks the same again.
  if (answer.retry === "never" && kind === "open") return { kind: "stale" };
  if (answer.retry === "never") await desk.register.payments.abandon(attempt.id, at);
  return unavailable(document, answer.issues);
};

const attach = async (
  document: RegisteredDocument,
  { attempt, page }: { readonly attempt: PaymentAttempt; readonly page: PaymentSession },
  { register }: PaymentDesk,
): Promise<Opening> => {
  await register.payments.attachSession(attempt.id, page);
  return { kind: "page", url: page.url, document };
};

/** A page whose time is up: paid in its last minute, or free for another one. */
const ended = async (
  document: RegisteredDocument,
  session: string,
  { provider }: PaymentDesk,
): Promise<Opening | Stale> => {
  const answer = await provider.expireSession(session);
  if (!answer.ok) return unavailable(document, answer.issues);
  return answer.value === "expired" ? { kind: "stale" } : { kind: "processing", document };
};

const unavailable = (document: RegisteredDocument, issues: readonly Issue[]): Opening => ({
  kind: "unavailable",
  document,
  issues,
});
