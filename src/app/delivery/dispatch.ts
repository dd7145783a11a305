import type { Instant } from "../../kernel/calendar.ts";
import type { Stop } from "../in-order.ts";
import type { DomainRate } from "./domain-rate.ts";
import type { Task } from "./errands.ts";

export type Dispatch<Made> = {
  readonly tasks: AsyncIterable<Task>;
  readonly send: (task: Task) => Promise<Made>;
  readonly atOnce: number;
  readonly rate: DomainRate;
  readonly now: () => Instant;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly stop: Stop;
};

/** Tasks that are looked at for one that may go: a domain that has had its share does not hold up the others. */
const WINDOW = 1_000;

/** A stop is seen at the latest after so long. */
const LONGEST_WAIT_MS = 1_000;

type Event<Made> = { readonly kind: "waited" } | { readonly kind: "made"; readonly task: Task; readonly made: Made };

/**
 * Sends tasks as their domains' rates allow, so many at once, and gives what came of each as it comes. After a stop
 * nothing is begun, and what is in hand is finished. A failure is thrown when what is in hand has ended.
 */
export async function* dispatch<Made>(order: Dispatch<Made>): AsyncGenerator<Made> {
  const { tasks, send, atOnce, rate, now, wait, stop } = order;
  const window = openWindow(tasks);
  const inHand = new Map<Task, Promise<Event<Made>>>();
  const begin = (task: Task): void => {
    rate.take(task.load, now());
    const sending = send(task).then((made): Event<Made> => ({ kind: "made", task, made }));
    // A failure is met when the race is run; until then it is not one that nobody looks at.
    sending.catch(() => {});
    inHand.set(task, sending);
  };
  const pause = async (): Promise<Event<Made>> => {
    await wait(Math.min(LONGEST_WAIT_MS, ...window.waiting.map(({ load }) => rate.waitFor(load, now()))));
    return { kind: "waited" };
  };
  const beginAll = async (): Promise<void> => {
    while (!stop.aborted && inHand.size < atOnce) {
      const task = await window.next(({ load }) => rate.waitFor(load, now()) === 0);
      if (task === undefined) return;
      begin(task);
    }
  };
  try {
    for (;;) {
      await beginAll();
      const hasMore = !stop.aborted && window.waiting.length > 0;
      if (inHand.size === 0 && !hasMore) return;
      const event = await Promise.race([...inHand.values(), ...(hasMore && inHand.size < atOnce ? [pause()] : [])]);
      if (event.kind === "waited") continue;
      inHand.delete(event.task);
      yield event.made;
    }
  } finally {
    await Promise.allSettled(inHand.values());
    await window.close();
  }
}

type Window = {
  readonly waiting: readonly Task[];
  readonly next: (mayGo: (task: Task) => boolean) => Promise<Task | undefined>;
  readonly close: () => Promise<void>;
};

/** The next tasks of a long list, filled up before each choice. */
const openWindow = (tasks: AsyncIterable<Task>): Window => {
  const reader = tasks[Symbol.asyncIterator]();
  const waiting: Task[] = [];
  let atEnd = false;
  const fill = async (): Promise<void> => {
    while (!atEnd && waiting.length < WINDOW) {
      const next = await reader.next();
      if (next.done === true) atEnd = true;
      else waiting.push(next.value);
    }
  };
  return {
    waiting,
    next: async (mayGo: (task: Task) => boolean): Promise<Task | undefined> => {
      await fill();
      const index = waiting.findIndex(mayGo);
      return index < 0 ? undefined : waiting.splice(index, 1)[0];
    },
    close: async (): Promise<void> => void (await reader.return?.()),
  };
};
