import type { Appraisal, Drawing, DrawingLimits, DrawingSetup, Drawn, InputDocument } from "../app/drawing.ts";
import type { AnsweringSetup, Comparison, Explanation, Preview } from "../app/support/answering.ts";
import type { World } from "../app/world.ts";
import { fail, invariant, type Issue, type Result } from "../kernel/result.ts";
import { createGate, type Gate } from "./gate.ts";
import { startThreads, type Threads } from "./threads.ts";

/** What a worker is given, and with what it is done; by the key it tells that it has begun. */
type TaskOf<Given, Setup> = { readonly key: number; readonly setup: Setup } & Given;

/** One document to be drawn. */
export type Task = TaskOf<{ readonly document: InputDocument }, DrawingSetup>;

/** One question of support. */
export type Question<Order> = TaskOf<{ readonly order: Order }, AnsweringSetup>;

/** What a worker does with a task: its functions by these names. */
type Work = "draw" | "appraise" | "preview" | "explain" | "compare";

/**
 * Draws documents in threads. A document that takes too long, or more memory than there is, ends the thread that draws
 * it and is refused alone; the next one gets a new thread. A defect in a thread is thrown here as it was there.
 */
export const openPool: World["drawing"] = (setup, limits) => poolOver(startThreads(), setup, limits);

/** The same, the first thread being started now: it loads what drawing needs while the caller finds out what to draw. */
export const openPoolAhead = (): World["drawing"] => {
  let ahead: Threads | undefined = startThreads();
  return (setup, limits) => {
    const threads = ahead ?? startThreads();
    ahead = undefined;
    return poolOver(threads, setup, limits);
  };
};

export const poolOver = (threads: Threads, setup: DrawingSetup, limits: DrawingLimits): Drawing => {
  const { run, close } = tasksOver(threads, setup, limits);
  const runAll = <T>(work: Work, documents: readonly InputDocument[]): Promise<readonly Result<T>[]> =>
    Promise.all(documents.map((document) => run<T>(work, { document })));
  return {
    draw: (documents) => runAll<readonly Drawn[]>("draw", documents),
    appraise: (documents) => runAll<Appraisal>("appraise", documents),
    close,
  };
};

/** Questions of support in threads, under the same limits. */
export const openAnswering: World["answering"] = (setup, limits) => {
  const { run, close } = tasksOver(startThreads(), setup, limits);
  return {
    preview: (order) => run<Preview>("preview", { order }),
    explain: (order) => run<Explanation>("explain", { order }),
    compare: (order) => run<Comparison>("compare", { order }),
    close,
  };
};

type Tasks = {
  readonly run: <T>(work: Work, given: object) => Promise<Result<T>>;
  readonly close: () => Promise<void>;
};

const tasksOver = ({ pool, broken }: Threads, setup: object, limits: DrawingLimits): Tasks => {
  // No more pass than there are threads or will be at once: no task waits behind it for a thread that has been ended.
  const gate = createGate(1);
  const growth = growing(gate, limits);
  const clocks = new Map<number, () => void>();
  pool.on("message", (key: number) => {
    growth.begin();
    clocks.get(key)?.();
  });
  let keys = 0;
  let isOpen = true;

  const runOne = async <T>(work: Work, given: object): Promise<Result<T>> => {
    invariant(isOpen, "documents are drawn until the pool is closed");
    const key = (keys += 1);
    const overrun = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    clocks.set(key, () => {
      timer = setTimeout(() => overrun.abort(), limits.secondsPerDocument * 1000);
    });
    try {
      const task = { key, setup, ...given };
      return await Promise.race([pool.run(task, { name: work, signal: overrun.signal }), broken]);
    } catch (error) {
      const words = overrun.signal.aborted ? tooLong(limits) : endOfThread(error);
      if (words === undefined) throw error;
      return fail({ rule: null, at: "", ...words });
    } finally {
      clearTimeout(timer);
      clocks.delete(key);
    }
  };

  return {
    run: (work, given) => gate.pass(() => runOne(work, given)),
    close: async () => {
      isOpen = false;
      growth.end();
      await pool.destroy();
    },
  };
};

/** About what starting a thread takes of a processor. */
const START_MS = 500;

/**
 * After each such time of drawing there may be twice as many threads: a small input does not pay for threads that would
 * come too late for it.
 */
const growing = (gate: Gate, { workers }: DrawingLimits): { readonly begin: () => void; readonly end: () => void } => {
  let width = 1;
  let timer: NodeJS.Timeout | undefined;
  const grow = (): void => {
    width = Math.min(width * 2, workers);
    gate.widen(width);
    if (width === workers) clearInterval(timer);
  };
  return {
    begin: () => {
      timer ??= setInterval(grow, START_MS).unref();
    },
    end: () => clearInterval(timer),
  };
};

type Words = Pick<Issue, "message" | "hint">;

const tooLong = ({ secondsPerDocument: seconds }: DrawingLimits): Words => ({
  message: `drawing took longer than ${seconds === 1 ? "1 second" : `${seconds} seconds`}`,
  hint: "give it more time (--time-limit), or make several documents of it",
});

/** Why a thread ended before its document was done; undefined where it is something else that went wrong. */
const endOfThread = (error: unknown): Words | undefined => {
  if (!(error instanceof Error)) return undefined;
  const code = /^worker exited with code: (\d+)$/.exec(error.message)?.[1];
  const isMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  if (!isMemory && code === undefined) return undefined;
  return {
    message: `drawing it ended its worker (${isMemory ? "out of memory" : `exit code ${code}`})`,
    hint: "make several documents of it",
  };
};
