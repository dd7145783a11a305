/**
 * The work done for each item, at most `width` at one time; the answers stand in the order of the items. Where one fails,
 * no other is begun, those under way are waited for, and then the failure is thrown: nothing goes on behind the caller.
 */
export const mapAtOnce = async <T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> => {
  const answers: R[] = [];
  const queue = items.entries();
  let failed = false;
  const lane = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (failed) return;
      let done = false;
      try {
        answers[index] = await work(item);
        done = true;
      } finally {
        failed ||= !done;
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(width, items.length) }, lane));
  for (const ended of lanes) {
    if (ended.status === "rejected") throw ended.reason;
  }
  return answers;
};
