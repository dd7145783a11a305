import { dateIn, daysIn, plusDays, type CalendarDate, type Instant } from "../../kernel/calendar.ts";
import { isNegative, isZero, sum, type Money } from "../../kernel/money.ts";
import { issuesOf, resultOf, type Result } from "../../kernel/result.ts";
import type { DocumentFilter, RegisteredDocument } from "../register/document.ts";
import type { PaymentAttempt } from "../register/payment.ts";
import type { Register } from "../register/register.ts";
import type { Archive } from "./archive.ts";

/** An invoice that waits for its payment, as the collections team of its region sees it (rule B6). */
export type OpenItem = {
  readonly document: RegisteredDocument;
  /** What is due, less the credit notes that were made from it. */
  readonly open: Money;
  readonly credited: Money;
  /** Past the due date, which itself is in time; by the calendar of the entity. */
  readonly overdue?: { readonly since: CalendarDate; readonly days: number };
  readonly failed?: { readonly times: number; readonly last: Instant };
};

/** Open receivables, the oldest due first. A paid, void or wholly credited invoice is none. */
export const openItems = async (
  filter: DocumentFilter,
  { register, archive, now }: { readonly register: Register; readonly archive: Archive; readonly now: Instant },
): Promise<Result<readonly OpenItem[]>> => {
  const credits = await creditsByInvoice(filter, register);
  const owed: RegisteredDocument[] = [];
  for await (const document of register.documents.list({ ...filter, ...OWED })) owed.push(document);
  const attempts = await failuresOf(owed, register);
  const items: OpenItem[] = [];
  const zones = await Promise.all(owed.map((document) => zoneOf(document, archive)));
  owed.forEach((document, index) => {
    const zone = zones[index];
    const due = document.amounts?.due;
    if (due === undefined || zone === undefined || !zone.ok) return;
    const credited = sum(credits.get(document.id) ?? [], due.currency);
    const open = sum([due, credited], due.currency);
    if (isZero(open) || isNegative(open)) return;
    const today = dateIn(now, zone.value);
    items.push({ document, open, credited, ...overdueOn(today, document), ...failedOf(attempts.get(document.id)) });
  });
  return resultOf(issuesOf(...zones), () => items.toSorted(byDueDate));
};

const OWED = {
  kinds: ["invoice"],
  states: ["issued", "delivered"],
  payments: ["open", "processing", "failed"],
} as const satisfies DocumentFilter;

const zoneOf = async (document: RegisteredDocument, archive: Archive): Promise<Result<string>> => {
  const issuer = await archive.issuerOf(document);
  return issuer.ok ? { ok: true, value: issuer.value.entities[document.entity]?.timeZone ?? "UTC" } : issuer;
};

/** Credit notes of an account stand in its region too, on the day of the invoice at the earliest. */
const creditsByInvoice = async (
  { accountId, region, issuedFrom }: DocumentFilter,
  { documents }: Register,
): Promise<ReadonlyMap<string, readonly Money[]>> => {
  const credits = new Map<string, Money[]>();
  const filter: DocumentFilter = {
    kinds: ["credit-note"],
    states: ["issued", "delivered"],
    ...(accountId !== undefined && { accountId }),
    ...(region !== undefined && { region }),
    ...(issuedFrom !== undefined && { issuedFrom }),
  };
  for await (const { corrects, amounts } of documents.list(filter)) {
    if (corrects === undefined || amounts === undefined) continue;
    const known = credits.get(corrects);
    if (known === undefined) credits.set(corrects, [amounts.due]);
    else known.push(amounts.due);
  }
  return credits;
};

/** Documents whose payments are asked for at once. */
const PAGE = 500;

const failuresOf = async (
  documents: readonly RegisteredDocument[],
  { payments }: Register,
): Promise<ReadonlyMap<string, readonly PaymentAttempt[]>> => {
  const failed: PaymentAttempt[] = [];
  for (let at = 0; at < documents.length; at += PAGE) {
    const ids = documents.slice(at, at + PAGE).map(({ id }) => id);
    failed.push(...(await payments.attempts(ids)).filter(({ status }) => status === "failed"));
  }
  return Map.groupBy(failed, ({ documentId }) => documentId);
};

const failedOf = (attempts: readonly PaymentAttempt[] = []): Pick<OpenItem, "failed"> => {
  const last = attempts
    .map(({ settledAt, begunAt }) => settledAt ?? begunAt)
    .toSorted()
    .at(-1);
  return last === undefined ? {} : { failed: { times: attempts.length, last } };
};

const overdueOn = (today: CalendarDate, { dueDate }: RegisteredDocument): Pick<OpenItem, "overdue"> => {
  if (dueDate === undefined || dueDate >= today) return {};
  const since = plusDays(dueDate, 1);
  return { overdue: { since, days: daysIn({ first: since, last: today }) } };
};

const byDueDate = ({ document: a }: OpenItem, { document: b }: OpenItem): number => {
  const [first, second] = [a, b].map(({ dueDate, id }) => `${dueDate ?? ""} ${id}`);
  return Number((first ?? "") > (second ?? "")) - Number((first ?? "") < (second ?? ""));
};
