/** So many pieces of work at once; who comes when all places are taken is told so, and does not wait. */
export type Limited = {
  /** What the work gives, or undefined where there is no place. */
  readonly tryRun: <T>(work: () => Promise<T>) => Promise<T | undefined>;
};

export const atMost = (places: number): Limited => {
  let taken = 0;
  return {
    tryRun: async (work) => {
      if (taken === places) return undefined;
      taken += 1;
      try {
        return await work();
      } finally {
        taken -= 1;
      }
    },
  };
};
