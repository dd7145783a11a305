import { createHash } from "node:crypto";
import { Stripe } from "stripe";
import type {
  Answer,
  ClosedSession,
  Demand,
  PaymentProvider,
  PaymentSession,
  SessionDemand,
} from "../../app/paying/provider.ts";
import type { PaymentLink } from "../../app/register/document.ts";
import type { PaidWith } from "../../app/register/payment.ts";
import { invariant, type Issue } from "../../kernel/result.ts";
import { createAsking, type Ask } from "./asking.ts";
import { linkIssues, linkParams } from "./link.ts";
import { readMessage } from "./message.ts";
import { paidWith } from "./method.ts";
import { sessionParams } from "./session.ts";
import type { StripeSettings } from "./settings.ts";

/** Stripe's client does one try; trying again is ours, at our pace. */
const ANSWER_MS = 20_000;

export const createProvider = (settings: StripeSettings): PaymentProvider => {
  const stripe = new Stripe(settings.secretKey, {
    maxNetworkRetries: 0,
    timeout: settings.answerMs ?? ANSWER_MS,
    telemetry: false,
    ...settings.server,
  });
  const desk = { stripe, ask: createAsking(settings) };
  return {
    pageHosts: ["checkout.stripe.com"],
    createLink: (demand) => createLink(demand, desk),
    closeLink: (reference) => closeLink(reference, desk),
    reopenLink: (reference) => reopenLink(reference, desk),
    openSession: (demand) => openSession(demand, desk),
    expireSession: (session) => expireSession(session, desk),
    methodOf: (payment) => methodOf(payment, desk),
    readEvent: async (body, signature, now) => readMessage({ body, signature, now }, stripe, settings.webhookSecret),
  };
};

type Desk = { readonly stripe: Stripe; readonly ask: Ask };

const createLink = async (demand: Demand, { stripe, ask }: Desk): Promise<Answer<PaymentLink>> => {
  const issues = linkIssues(demand);
  if (issues.length > 0) return { ok: false, issues, retry: "never" };
  const answer = await ask({ what: `the payment link of ${demand.number}`, kind: "payment_links" }, () =>
    stripe.paymentLinks.create(linkParams(demand), keyed(demand.idempotencyKey)),
  );
  if (!answer.ok) return answer;
  return { ok: true, value: { url: answer.value.url, mode: "payment-link", reference: answer.value.id } };
};

const closeLink = async (reference: string, { stripe, ask }: Desk): Promise<Answer<"closed">> => {
  const answer = await ask({ what: `closing the payment link ${reference}`, kind: "payment_links" }, () =>
    stripe.paymentLinks.update(reference, { active: false }),
  );
  return answer.ok ? { ok: true, value: "closed" } : answer;
};

/** A debit that failed has used up the one payment that the link is for, so it gets one more. */
const reopenLink = async (reference: string, { stripe, ask }: Desk): Promise<Answer<"open">> => {
  const question = { what: `opening the payment link ${reference} again`, kind: "payment_links" };
  const found = await ask(question, () => stripe.paymentLinks.retrieve(reference));
  if (!found.ok) return found;
  const limit = (found.value.restrictions?.completed_sessions.count ?? 0) + 1;
  const answer = await ask(question, () =>
    stripe.paymentLinks.update(reference, { active: true, restrictions: { completed_sessions: { limit } } }),
  );
  return answer.ok ? { ok: true, value: "open" } : answer;
};

const openSession = async (demand: SessionDemand, { stripe, ask }: Desk): Promise<Answer<PaymentSession>> => {
  const answer = await ask({ what: `the payment page of ${demand.number}`, kind: "checkout_sessions" }, () =>
    stripe.checkout.sessions.create(sessionParams(demand), keyed(demand.idempotencyKey)),
  );
  if (!answer.ok) return answer;
  const { id, url } = answer.value;
  invariant(url !== null, "a page of Stripe's that has just been opened has its address");
  return { ok: true, value: { session: id, url } };
};

/** Stripe refuses to end what has ended, so it is looked at first; and again after, as a payer may have been quicker. */
const expireSession = async (session: string, { stripe, ask }: Desk): Promise<Answer<ClosedSession>> => {
  const question = { what: `closing the payment page ${session}`, kind: "checkout_sessions" };
  const statusOf = () => ask(question, () => stripe.checkout.sessions.retrieve(session));
  const before = await statusOf();
  if (!before.ok || before.value.status !== "open") return closedAs(before);
  const answer = await ask(question, () => stripe.checkout.sessions.expire(session));
  if (answer.ok) return { ok: true, value: "expired" };
  const after = await statusOf();
  return after.ok && after.value.status === "open" ? answer : closedAs(after);
};

const closedAs = (answer: Answer<Stripe.Checkout.Session>): Answer<ClosedSession> =>
  answer.ok ? { ok: true, value: answer.value.status === "complete" ? "complete" : "expired" } : answer;

const methodOf = async (payment: string, { stripe, ask }: Desk): Promise<Answer<PaidWith>> => {
  const answer = await ask({ what: `the method of payment ${payment}`, kind: "payment_intents" }, () =>
    stripe.paymentIntents.retrieve(payment, { expand: ["payment_method"] }),
  );
  if (!answer.ok) return answer;
  const { payment_method, last_payment_error } = answer.value;
  const used = typeof payment_method === "object" ? payment_method : undefined;
  const method = used ?? last_payment_error?.payment_method;
  const value = method && paidWith(method);
  return value === undefined
    ? { ok: false, issues: [strangeMethod(payment, method?.type)], retry: "never" }
    : { ok: true, value };
};

const strangeMethod = (payment: string, type = "none"): Issue => ({
  rule: "B5",
  at: "",
  message: `payment ${payment} was made by a method that no invoice offers (${type})`,
});

/** As it is where Stripe takes it so, at most 255 characters of ASCII; else its hash. */
const keyed = (key: string): { readonly idempotencyKey: string } => ({
  idempotencyKey: /^[\x21-\x7e]{1,255}$/.test(key) ? key : createHash("sha256").update(key).digest("hex"),
});
