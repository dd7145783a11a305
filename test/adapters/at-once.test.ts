import { describe, expect, test } from "vitest";
import { mapAtOnce } from "../../src/adapters/at-once.ts";

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
};

describe("work done at once", () => {
  test("gives its answers in the order of the items, whichever is done first", async () => {
    const work = async (item: number): Promise<number> => {
      await turns(20 - item);
      return item * 2;
    };
    expect(await mapAtOnce([1, 2, 3, 4, 5, 6, 7], 3, work)).toEqual([2, 4, 6, 8, 10, 12, 14]);
    expect(await mapAtOnce([], 3, work)).toEqual([]);
  });

  test("is never more than was allowed", async () => {
    let underWay = 0;
    let most = 0;
    await mapAtOnce(Array.from({ length: 50 }), 4, async () => {
      most = Math.max(most, ++underWay);
      await turns(3);
      underWay--;
    });
    expect(most).toBe(4);
  });

  test("that fails begins no more, waits for what is under way, and tells the failure", async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      if (item === 1) throw new Error("the second failed");
      await turns(10);
      ended.push(item);
    };
    await expect(mapAtOnce([0, 1, 2, 3, 4, 5], 3, work)).rejects.toThrow("the second failed");
    expect(begun).toEqual([0, 1, 2]);
    expect(ended).toEqual([0, 2]);
  });
});
