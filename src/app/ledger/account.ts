import type { AccountFacts, AccountItem, AccountPayment } from "../../compute/account-facts.ts";
import type { Customer } from "../../intake/rated-document.ts";
import { dateIn, type CalendarDate } from "../../kernel/calendar.ts";
import type { Currency } from "../../kernel/money.ts";
import { fail, invariant, succeed, type Issue, type Result } from "../../kernel/result.ts";
import type { Issuer } from "../../policy/issuer.ts";
import type { DocumentFilter, RegisteredDocument } from "../register/document.ts";
import type { PaymentAttempt } from "../register/payment.ts";
import type { Register } from "../register/register.ts";
import type { Archive } from "./archive.ts";

/** Which of an account's statements, and up to when. */
export type AccountRequest = {
  readonly accountId: string;
  readonly from?: CalendarDate;
  /** Else today, in the zone of the entity. */
  readonly asOf?: CalendarDate;
  readonly entity?: string;
  readonly currency?: string;
};

type Sources = {
  readonly register: Register;
  readonly archive: Archive;
  readonly issuer: Issuer;
  readonly today: (timeZone: string) => CalendarDate;
};

/** The facts of each statement: one for an entity and a currency (rules A1, F7), in the order of the first documents. */
export const accountFacts = async (
  request: AccountRequest,
  sources: Sources,
): Promise<Result<readonly AccountFacts[]>> => {
  const { accountId, entity, currency } = request;
  const owned: RegisteredDocument[] = [];
  for await (const one of sources.register.documents.list({ accountId, ...ON_STATEMENTS })) owned.push(one);
  const wanted = owned.filter(
    (one) =>
      (entity === undefined || one.entity === entity) &&
      (currency === undefined || one.amounts?.due.currency === currency),
  );
  if (wanted.length === 0) return fail(nothingFound(request, owned));
  const groups = Map.groupBy(wanted, (one) => `${one.entity} ${one.amounts?.due.currency ?? ""}`);
  const statements: AccountFacts[] = [];
  for (const documents of groups.values()) {
    const facts = await factsOf(documents, request, sources);
    if (!facts.ok) return facts;
    statements.push(facts.value);
  }
  return succeed(statements);
};

/** A document on its way is not issued yet; a void one is told, and does not count. */
const ON_STATEMENTS = {
  kinds: ["invoice", "credit-note"],
  states: ["issued", "delivered", "void"],
} as const satisfies DocumentFilter;

const factsOf = async (
  documents: readonly RegisteredDocument[],
  { asOf, from }: AccountRequest,
  { register, archive, issuer, today }: Sources,
): Promise<Result<AccountFacts>> => {
  const newest = documents.at(-1);
  const amounts = newest?.amounts;
  invariant(newest !== undefined && amounts !== undefined, "a document with a number has amounts");
  const customer = await customerOf(newest, archive);
  if (!customer.ok) return customer;
  const timeZone = issuer.entities[newest.entity]?.timeZone ?? "UTC";
  const payments = await register.payments.attempts(documents.map(({ id }) => id));
  const numbers = new Map(documents.map(({ id, number }) => [id, number]));
  return succeed({
    asOf: asOf ?? today(timeZone),
    ...(from !== undefined && { from }),
    customer: customer.value,
    entity: newest.entity,
    currency: amounts.due.currency,
    items: documents.map((document) => itemOf(document, amounts.due.currency)),
    payments: payments.flatMap((attempt) => paymentOf(attempt, { timeZone, number: numbers.get(attempt.documentId) })),
  });
};

/** As the newest document has it: a statement goes where the last invoice went. */
const customerOf = async (newest: RegisteredDocument, archive: Archive): Promise<Result<Customer>> => {
  const filed = await archive.fileOf(newest);
  return filed.ok ? succeed(filed.value.document.customer) : filed;
};

const itemOf = (
  { kind, number, issueDate, dueDate, amounts, state }: RegisteredDocument,
  currency: Currency,
): AccountItem => {
  invariant(kind !== "usage-statement" && number !== undefined, "an account's items have numbers");
  invariant(amounts?.due.currency === currency, "one statement, one currency (A1)");
  return {
    kind,
    number,
    issueDate,
    ...(dueDate !== undefined && { dueDate }),
    total: amounts.due,
    state: state === "void" ? "void" : "open",
  };
};

/** Of tries that have come to an end with or without money; the others change nothing yet. */
const paymentOf = (
  { status, amount, method, paidOn, settledAt, begunAt }: PaymentAttempt,
  { timeZone, number }: { readonly timeZone: string; readonly number: string | undefined },
): readonly AccountPayment[] => {
  invariant(number !== undefined, "a payment is of a document that was asked for");
  if (status !== "succeeded" && status !== "failed") return [];
  return [
    {
      date: paidOn ?? dateIn(settledAt ?? begunAt, timeZone),
      amount,
      number,
      ...(method !== undefined && { method }),
      status: status === "succeeded" ? "received" : "failed",
    },
  ];
};

const nothingFound = ({ accountId, entity, currency }: AccountRequest, owned: readonly RegisteredDocument[]): Issue => {
  const pairs = new Set(owned.map((one) => `${one.entity} ${one.amounts?.due.currency ?? ""}`));
  const asked = [entity, currency].filter((word) => word !== undefined).join(" ");
  return owned.length === 0
    ? {
        rule: null,
        at: "",
        message: `the register has no issued document of the account "${accountId}"`,
        hint: "billwright register list shows the accounts",
      }
    : {
        rule: "F7",
        at: "",
        message: `"${accountId}" has nothing with ${asked}`,
        hint: `it has ${[...pairs].join(", ")}`,
      };
};
