import { describe, expect, test } from "vitest";
import { mapInOrder } from "../../src/app/in-order.ts";

/** Work that is done when the test says so. */
const work = () => {
  const doors = new Map<string, PromiseWithResolvers<string>>();
  return {
    begun: () => [...doors.keys()],
    make: (item: string): Promise<string> => {
      const door = Promise.withResolvers<string>();
      doors.set(item, door);
      return door.promise;
    },
    finish: (item: string) => doors.get(item)?.resolve(item.toUpperCase()),
    break: (item: string) => doors.get(item)?.reject(new Error(`${item} is broken`)),
  };
};

/** Items that count how many of them have been taken, and whether the reader has been closed. */
const source = (items: readonly string[]) => {
  const state = { taken: 0, closed: false };
  async function* read(): AsyncGenerator<string> {
    try {
      for (const item of items) {
        state.taken += 1;
        yield item;
      }
    } finally {
      state.closed = true;
    }
  }
  return { state, read };
};

/** Everything that can happen without the world's doing has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const never = { aborted: false };

describe("an ordered map", () => {
  test("gives what it makes in the order of the items, whatever is done first", async () => {
    const { make, finish } = work();
    const { read } = source(["a", "b", "c"]);
    const made = mapInOrder(read(), make, { most: 3, stop: never });
    const first = made.next();
    await settled();
    for (const item of ["c", "b", "a"]) finish(item);
    expect([await first, await made.next(), await made.next(), await made.next()].map(({ value }) => value)).toEqual([
      "A",
      "B",
      "C",
      undefined,
    ]);
  });

  test("is never further ahead than it may be, however long the first item takes", async () => {
    const { begun, make, finish } = work();
    const { state, read } = source(Array.from("abcdefgh"));
    const made = mapInOrder(read(), make, { most: 3, stop: never });
    const first = made.next();
    await settled();
    finish("b");
    finish("c");
    await settled();
    expect([begun(), state.taken]).toEqual([["a", "b", "c"], 3]);
    finish("a");
    await first;
    const second = made.next();
    await second;
    await settled();
    expect(state.taken).toBeLessThanOrEqual(5);
  });

  test("gives what is done while the next item is still awaited", async () => {
    const { make, finish } = work();
    async function* slow(): AsyncGenerator<string> {
      yield "a";
      await new Promise(() => {});
    }
    const first = mapInOrder(slow(), make, { most: 3, stop: never }).next();
    await settled();
    finish("a");
    expect(await first).toEqual({ done: false, value: "A" });
  });

  test("takes nothing more after a stop, and finishes what is in hand", async () => {
    const { begun, make, finish } = work();
    const { read } = source(Array.from("abcdefgh"));
    const stop = { aborted: false };
    const made = mapInOrder(read(), make, { most: 2, stop });
    const first = made.next();
    await settled();
    stop.aborted = true;
    finish("a");
    finish("b");
    expect([await first, await made.next(), await made.next()].map(({ value }) => value)).toEqual([
      "A",
      "B",
      undefined,
    ]);
    expect(begun()).toEqual(["a", "b"]);
  });

  test("throws a failure though the next item never comes", async () => {
    const broken = work();
    async function* stuck(): AsyncGenerator<string> {
      yield "a";
      await new Promise(() => {});
    }
    const first = mapInOrder(stuck(), broken.make, { most: 3, stop: never }).next();
    await settled();
    broken.break("a");
    await expect(first).rejects.toThrow("a is broken");
  });

  test("throws a failure when its turn has come, and closes the reader", async () => {
    const broken = work();
    const { state, read } = source(["a", "b", "c"]);
    const made = mapInOrder(read(), broken.make, { most: 3, stop: never });
    const first = made.next();
    await settled();
    broken.break("b");
    await settled();
    broken.finish("a");
    expect((await first).value).toBe("A");
    await expect(made.next()).rejects.toThrow("b is broken");
    expect(state.closed).toBe(true);
  });
});
