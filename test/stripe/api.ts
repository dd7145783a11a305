import { createLink, createSession, type Account, type Session } from "./account.ts";
import { at, type Form } from "./form.ts";
import { linkObject, paymentObject, sessionObject } from "./objects.ts";
import { expire, isOver } from "./payer.ts";
import { LINK_CREATE, LINK_UPDATE, NOTHING, PAYMENT_RETRIEVE, SESSION_CREATE } from "./parameters.ts";
import { isRefusal, refusalOf, type Refusal, type Rule } from "./rules.ts";

export type Reply = {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
};

type Asked = { readonly account: Account; readonly id: string; readonly form: Form };

type Route = { readonly line: RegExp; readonly rule: Rule; readonly answer: (asked: Asked) => object };

const createdLink = ({ account, form }: Asked): object => {
  const link = createLink(account, form);
  return isRefusal(link) ? link : linkObject(link);
};

const foundLink = ({ account, id }: Asked): object => {
  const link = account.links.get(id);
  return link === undefined ? MISSING : linkObject(link);
};

const updatedLink = (asked: Asked): object => {
  const { account, id, form } = asked;
  const link = account.links.get(id);
  const active = at(form, "active");
  const limit = at(form, "restrictions", "completed_sessions", "limit");
  if (link !== undefined && limit !== undefined) link.limit = Number(limit);
  if (link !== undefined && active !== undefined) link.active = active === "true";
  return foundLink(asked);
};

const createdSession = ({ account, form }: Asked): object => {
  const session = createSession(account, form);
  return isRefusal(session) ? session : sessionObject(session);
};

/** A page whose time is up is expired, though the message of it may come later. */
const foundSession = ({ account, id }: Asked): object => {
  const session = account.sessions.get(id);
  if (session === undefined) return MISSING;
  return sessionObject(isOpen(account, session) ? session : { ...session, status: endOf(session) });
};

/** "A Checkout Session can be expired when it is in one of these statuses: open." */
const expiredSession = (asked: Asked): object => {
  const { account, id } = asked;
  const session = account.sessions.get(id);
  if (session === undefined) return MISSING;
  if (!isOpen(account, session)) return NOT_OPEN;
  expire(account, session);
  return foundSession(asked);
};

const isOpen = (account: Account, session: Session): boolean => session.status === "open" && !isOver(account, session);
const endOf = ({ status }: Session): Session["status"] => (status === "open" ? "expired" : status);

const foundPayment = ({ account, id, form }: Asked): object => {
  const payment = account.payments.get(id);
  return payment === undefined ? MISSING : paymentObject(payment, at(form, "expand", "0") === "payment_method");
};

const ROUTES: readonly Route[] = [
  { line: /^POST \/v1\/payment_links$/, rule: LINK_CREATE, answer: createdLink },
  { line: /^POST \/v1\/payment_links\/(\w+)$/, rule: LINK_UPDATE, answer: updatedLink },
  { line: /^GET \/v1\/payment_links\/(\w+)$/, rule: NOTHING, answer: foundLink },
  { line: /^POST \/v1\/checkout\/sessions$/, rule: SESSION_CREATE, answer: createdSession },
  { line: /^POST \/v1\/checkout\/sessions\/(\w+)\/expire$/, rule: NOTHING, answer: expiredSession },
  { line: /^GET \/v1\/checkout\/sessions\/(\w+)$/, rule: NOTHING, answer: foundSession },
  { line: /^GET \/v1\/payment_intents\/(\w+)$/, rule: PAYMENT_RETRIEVE, answer: foundPayment },
];

/** What the API answers to a request line and its form, once key and idempotency have been looked at. */
export const answerTo = (account: Account, line: string, form: Form): Reply => {
  for (const { line: pattern, rule, answer } of ROUTES) {
    const match = pattern.exec(line);
    if (match !== null) return replyOf(refusalOf(form, rule) ?? answer({ account, id: match[1] ?? "", form }));
  }
  return replyOf(MISSING);
};

export const replyOf = (answer: object): Reply => {
  if (!isRefusal(answer)) return { status: 200, body: answer };
  const { status, refused: _, ...error } = answer;
  return { status, body: { error } };
};

const MISSING: Refusal = {
  refused: true,
  status: 404,
  type: "invalid_request_error",
  code: "resource_missing",
  message: "No such object",
};

const NOT_OPEN: Refusal = {
  refused: true,
  status: 400,
  type: "invalid_request_error",
  message: "Only Checkout Sessions with a status of open can be expired.",
};
