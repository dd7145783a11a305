import type { Result } from "../../kernel/result.ts";
import type { Bench } from "./bench.ts";
import type { ChunkJob } from "./queue.ts";

/** A worker's benches, one for each run that it has a chunk of; the last one is kept for the next chunk. */
export type Benches = {
  readonly use: <T>(job: ChunkJob, work: (bench: Bench) => Promise<Result<T>>) => Promise<Result<T>>;
  readonly close: () => Promise<void>;
};

type Kept = { readonly bench: Promise<Result<Bench>>; users: number };

/** Each bench has threads of its own, so one that nobody uses goes when another run comes. */
export const createBenches = (open: (job: ChunkJob) => Promise<Result<Bench>>): Benches => {
  const kept = new Map<string, Kept>();
  const closeUnused = async (except?: Kept): Promise<void> => {
    for (const [key, one] of kept) {
      if (one === except || one.users > 0) continue;
      kept.delete(key);
      const bench = await one.bench;
      if (bench.ok) await bench.value.drawing.close();
    }
  };
  return {
    use: async (job, work) => {
      const key = `${job.run} ${job.profileHash} ${job.formats.join()}`;
      const one: Kept = kept.get(key) ?? { bench: open(job), users: 0 };
      kept.set(key, one);
      one.users += 1;
      let opened = false;
      try {
        const bench = await one.bench;
        opened = bench.ok;
        await closeUnused(one);
        return bench.ok ? await work(bench.value) : bench;
      } finally {
        one.users -= 1;
        // What could not be opened is tried again with the next chunk: the store may be back.
        if (!opened && kept.get(key) === one) kept.delete(key);
      }
    },
    close: () => closeUnused(),
  };
};
