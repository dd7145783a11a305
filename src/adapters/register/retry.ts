import { setTimeout as wait } from "node:timers/promises";

/** How long to wait before the next try, or undefined for no other. */
export type Patience = (failed: {
  readonly error: unknown;
  readonly tries: number;
  readonly sinceMs: number;
}) => number | undefined;

/** The work, again and again while patience lasts; then its last failure. */
export const persist = async <T>(work: () => Promise<T>, patience: Patience): Promise<T> => {
  const begun = performance.now();
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const pauseMs = patience({ error, tries, sinceMs: performance.now() - begun });
      if (pauseMs === undefined) throw error;
      await wait(pauseMs);
    }
  }
};
