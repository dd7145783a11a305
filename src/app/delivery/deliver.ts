import { plusMinutes } from "../../kernel/calendar.ts";
import type { Stop } from "../in-order.ts";
import type { Delivery, DeliveryFilter } from "../register/delivery.ts";
import { OutsideFailure } from "../world.ts";
import type { DeliveryDesk } from "./desk.ts";
import { dispatch } from "./dispatch.ts";
import { createDomainRate } from "./domain-rate.ts";
import { dueErrands, type Due, type Task } from "./errands.ts";
import { openScribe } from "./letter.ts";
import { outcomeOf, type DeliveryOutcome } from "./outcome.ts";
import { changeOf, sendOne, type Sending } from "./send-one.ts";
import { UNKNOWN_REASON, type Policy } from "./settlement.ts";

export type DeliverOrder = {
  readonly filter: DeliveryFilter;
  readonly policy: Policy;
  /** So many are sent at most. */
  readonly limit: number;
  readonly stop: Stop;
};

/** So long after it was taken in hand a delivery of another process counts as left behind; no sending takes that long. */
export const LEFT_BEHIND_MINUTES = 60;

/** One after the other without a mail server behind it: then there is no sense in going on. */
const UNREACHED_AT_MOST = 3;

/**
 * Sends what the outbox holds and is due, each once, whoever else does so at the same time. First come those that a
 * process left behind, of which nobody knows whether they were sent. Outcomes come as they are in the register. Where
 * there is no mail server to talk to it stops, with an `OutsideFailure`: nothing is lost, all waits.
 */
export async function* deliverDue(order: DeliverOrder, desk: DeliveryDesk): AsyncGenerator<DeliveryOutcome> {
  const scribe = openScribe(desk);
  yield* settleLeftBehind(order, desk);
  const aside: DeliveryOutcome[] = [];
  let unreached = 0;
  let lastAnswer = "";
  const stop: Stop = {
    get aborted() {
      return order.stop.aborted || unreached >= UNREACHED_AT_MOST;
    },
  };
  const sending: Sending = { desk, scribe, policy: order.policy };
  const sendings = dispatch({
    tasks: sendable(dueErrands(order.filter, desk, scribe), order.limit, (due) => setAside(due, aside, desk)),
    send: (task) => sendOne(task, sending),
    atOnce: desk.mailer.atOnce,
    rate: createDomainRate(),
    now: desk.now,
    wait: desk.wait,
    stop,
  });
  for await (const outcome of sendings) {
    yield* aside.splice(0);
    if (outcome === undefined) continue;
    unreached = outcome.reached === false ? unreached + 1 : 0;
    yield outcome;
    lastAnswer = outcome.answer ?? "";
  }
  yield* aside;
  if (unreached >= UNREACHED_AT_MOST) {
    throw new OutsideFailure(`the mail server takes no mail of us: ${lastAnswer}; what is due waits for the next call`);
  }
}

/** Only what is to be sent, at most so many; the rest goes to the caller. */
async function* sendable(
  errands: AsyncIterable<Due>,
  limit: number,
  setRestAside: (due: Exclude<Due, { kind: "task" }>) => Promise<void>,
): AsyncGenerator<Task> {
  let tasks = 0;
  for await (const due of errands) {
    if (due.kind !== "task") {
      await setRestAside(due);
      continue;
    }
    if (tasks === limit) return;
    tasks += 1;
    yield due.task;
  }
}

const setAside = async (
  due: Exclude<Due, { kind: "task" }>,
  aside: DeliveryOutcome[],
  desk: DeliveryDesk,
): Promise<void> => {
  if (due.kind === "waiting") {
    aside.push(due.outcome);
    return;
  }
  const { delivery, document } = due.errand;
  const { reason } = due;
  const isParked = await desk.register.deliveries.park(delivery.key, reason, changeOf(desk));
  if (isParked) aside.push(outcomeOf(delivery, document, { outcome: "parked", reason }));
};

/** By the policy: kept for a person, or sent once more under the same Message-ID. */
async function* settleLeftBehind(
  { filter, policy }: DeliverOrder,
  desk: DeliveryDesk,
): AsyncGenerator<DeliveryOutcome> {
  const { deliveries, documents } = desk.register;
  const before = plusMinutes(desk.now(), -LEFT_BEHIND_MINUTES);
  const left = await deliveries.abandoned({ ...filter, by: desk.by, before });
  const found = await documents.find(left.map(({ documentId }) => documentId));
  for (const delivery of left) {
    const { by } = delivery.tries?.claim ?? {};
    if (by === undefined) continue;
    const settlement = leftBehind(delivery, desk, policy);
    const isSettled = await deliveries.settle({ key: delivery.key, by }, settlement, changeOf(desk));
    if (!isSettled || settlement.kind !== "parked") continue;
    const document = found.get(delivery.documentId);
    yield outcomeOf(delivery, document, { outcome: "unknown", reason: settlement.reason, answer: LEFT_BEHIND });
  }
}

const LEFT_BEHIND = "the process that sent it ended before it wrote down what came of it";

const leftBehind = (delivery: Delivery, { now }: DeliveryDesk, policy: Policy) => {
  const known = { accepted: delivery.tries?.accepted ?? [], refused: delivery.tries?.refused ?? [] };
  return policy.onUnknown === "hold"
    ? ({ kind: "parked", reason: UNKNOWN_REASON, answer: LEFT_BEHIND, ...known } as const)
    : ({ kind: "later", nextAt: now(), answer: LEFT_BEHIND, ...known } as const);
};
