import { dateIn, plusDays, type Instant } from "../../kernel/calendar.ts";
import type { BillingRegion } from "../../kernel/party.ts";
import { issuesOf, resultOf, type Result } from "../../kernel/result.ts";
import type { Delivery, NewDelivery } from "../register/delivery.ts";
import type { ClosedWhy } from "../register/payment.ts";
import type { Register } from "../register/register.ts";
import { openArchive } from "./archive.ts";
import type { Desk } from "./desk.ts";
import { findDocument } from "./find-document.ts";
import { openItems, type OpenItem } from "./open-items.ts";

export type RemindRequest = {
  /** Past the due date by so many days at least. */
  readonly daysOverdue: number;
  /** Days from one reminder of an invoice to its next. */
  readonly againAfter: number;
  readonly region?: BillingRegion;
  /** Ids or numbers that are left out: in dispute, or paid in a way that the register does not hear of. */
  readonly except: readonly string[];
  readonly mode: "queue" | "tell";
};

/** An overdue invoice, and its reminder: noted, or as it would be, or why there is none. */
export type Reminded = { readonly item: OpenItem } & (
  | { readonly kind: "queued" | "would-be-queued"; readonly delivery: NewDelivery }
  | { readonly kind: "left-out"; readonly reason: string }
);

/**
 * Notes one reminder for each invoice that is overdue and still owed as a whole, the oldest due first (rule B6). Asked
 * again, or by two at one moment, an invoice is not reminded twice: see `againAfter`.
 */
export const remindOverdue = async (request: RemindRequest, desk: Desk): Promise<Result<AsyncGenerator<Reminded>>> => {
  const { register, store } = desk.doors;
  const named = await Promise.all(request.except.map((typed) => findDocument(typed, register)));
  const { region, daysOverdue } = request;
  const around = { register, archive: openArchive(store), now: desk.world.clock.now() };
  const items = await openItems(region === undefined ? {} : { region }, around);
  if (!items.ok) return items;
  const except = new Set(named.flatMap((one) => (one.ok ? [one.value.id] : [])));
  const late = items.value.filter(({ overdue }) => overdue !== undefined && overdue.days >= daysOverdue);
  return resultOf(issuesOf(...named), () => remindEach(late, { ...request, except }, desk));
};

type Order = Omit<RemindRequest, "except"> & { readonly except: ReadonlySet<string> };

async function* remindEach(items: readonly OpenItem[], order: Order, desk: Desk): AsyncGenerator<Reminded> {
  for (const item of items) yield await remindOne(item, order, desk);
}

const remindOne = async (item: OpenItem, order: Order, { world, doors, actor }: Desk): Promise<Reminded> => {
  const { deliveries } = doors.register;
  const now = world.clock.now();
  const reminder = await reminderOf(item, { ...order, now }, doors.register);
  if (!reminder.ok) return { item, kind: "left-out", reason: reminder.reason };
  const { delivery } = reminder;
  if (order.mode === "tell") return { item, kind: "would-be-queued", delivery };
  const isQueued = await deliveries.queue(delivery, { by: actor, at: now });
  return isQueued
    ? { item, kind: "queued", delivery }
    : { item, kind: "left-out", reason: "it was reminded, or became void, at this very moment" };
};

type Reminder = { readonly ok: true; readonly delivery: NewDelivery } | { readonly ok: false; readonly reason: string };

/** To those who have the invoice; under a key that counts, so that of two who ask at one moment one reminds. */
const reminderOf = async (
  { document }: OpenItem,
  { except, againAfter, now }: Order & { readonly now: Instant },
  register: Register,
): Promise<Reminder> => {
  const { id, replacedBy } = document;
  if (except.has(id)) return no("as asked");
  if (replacedBy !== undefined) return no(`it has been replaced by ${replacedBy}`);
  const closed = await register.payments.closedWhy(id);
  if (closed !== undefined) return no(NOT_OWED[closed]);
  const mails = await register.deliveries.of(id);
  const invoices = mails.filter(({ kind }) => kind === "document");
  const sent = invoices.findLast(({ status }) => status === "sent");
  if (sent === undefined) return no(invoices.length === 0 ? "it has no billing contact" : "it has not been sent yet");
  const reminders = mails.filter(({ kind }) => kind === "reminder");
  const recent = recentReminder(reminders.at(-1), againAfter, now);
  if (recent !== undefined) return no(recent);
  const key = `reminder/${id}/${reminders.length + 1}`;
  return { ok: true, delivery: { key, documentId: id, kind: "reminder", recipients: sent.recipients } };
};

const no = (reason: string): Reminder => ({ ok: false, reason });

/** Asked anew for each: between the list and its turn an invoice may have been paid, or corrected in part (rule B4). */
const NOT_OWED = {
  paid: "it is paid",
  processing: "a payment is under way",
  void: "it is void",
  "nothing-due": "nothing of it is to be paid",
  credited: "it is credited, in whole or in part",
} as const satisfies Record<ClosedWhy, string>;

/** Why it is too early for another one; a parked one waits for a person so long. Days are those of UTC, so that a timer that comes a minute early loses no day. */
const recentReminder = (last: Delivery | undefined, againAfter: number, now: Instant): string | undefined => {
  if (last === undefined) return undefined;
  if (last.status === "queued" || last.status === "sending") return "a reminder is on its way";
  const reminded = dateIn(last.sentAt ?? last.queuedAt, "UTC");
  if (plusDays(reminded, againAfter) <= dateIn(now, "UTC")) return undefined;
  return last.status === "parked" ? `its reminder of ${reminded} is parked` : `it was reminded on ${reminded}`;
};
