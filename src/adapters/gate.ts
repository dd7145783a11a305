/** Lets so many tasks through at once; the others wait, and come in the order in which they arrived. */
export type Gate = {
  readonly pass: <T>(task: () => Promise<T>) => Promise<T>;
  /** From now on so many. */
  readonly widen: (most: number) => void;
};

export const createGate = (width: number): Gate => {
  const waiting: (() => void)[] = [];
  let most = width;
  let inside = 0;
  const admit = (): void => {
    while (inside < most && waiting.length > 0) {
      inside += 1;
      waiting.shift()?.();
    }
  };
  return {
    pass: async (task) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        admit();
      });
      try {
        return await task();
      } finally {
        inside -= 1;
        admit();
      }
    },
    widen: (wider) => {
      most = wider;
      admit();
    },
  };
};
