import { Piscina } from "piscina";

/** Memory of one thread: what the largest document that passes the limits of intake takes, and a third more. */
const MEGABYTES = 3_072;

/** More than the command line allows; how many there really are is for those who give the tasks. */
const MOST = 256;

/** The sources as they are in the checkout, what was made of them in the package. */
const ENTRY = new URL(import.meta.url.endsWith(".ts") ? "../worker.ts" : "../worker.js", import.meta.url);

export type Threads = {
  readonly pool: Piscina;
  /** Rejects where a thread cannot even begin: a broken installation, or a defect of ours. */
  readonly broken: Promise<never>;
};

/** Threads over worker.ts. The first is started at once, a further one where a task finds none free. */
export const startThreads = (megabytes: number = MEGABYTES): Threads => {
  const pool = new Piscina({
    filename: ENTRY.href,
    name: "draw",
    minThreads: 1,
    maxThreads: MOST,
    idleTimeout: Infinity,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
    recordTiming: false,
  });
  const broken = Promise.withResolvers<never>();
  pool.on("error", (error) => broken.reject(error));
  // Whoever draws meets it; where nobody does, it is no failure.
  broken.promise.catch(() => {});
  return { pool, broken: broken.promise };
};
