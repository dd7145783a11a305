import { expect, test } from "vitest";
import { createGate } from "../../src/adapters/gate.ts";

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Tasks that end when the test says so, and a word of each that has begun. */
const tasks = () => {
  const begun: string[] = [];
  const doors = new Map<string, PromiseWithResolvers<string>>();
  const task = (name: string) => (): Promise<string> => {
    const door = Promise.withResolvers<string>();
    begun.push(name);
    doors.set(name, door);
    return door.promise;
  };
  return { begun, task, end: (name: string) => doors.get(name)?.resolve(name) };
};

test("a gate lets tasks through in the order in which they came, so many at once", async () => {
  const { begun, task, end } = tasks();
  const gate = createGate(2);
  const passed = ["a", "b", "c", "d"].map((name) => gate.pass(task(name)));
  await settled();
  expect(begun).toEqual(["a", "b"]);
  end("b");
  await settled();
  expect(begun).toEqual(["a", "b", "c"]);
  for (const name of ["a", "c"]) end(name);
  await settled();
  end("d");
  expect(await Promise.all(passed)).toEqual(["a", "b", "c", "d"]);
});

test("a gate that is widened lets those through that wait", async () => {
  const { begun, task } = tasks();
  const gate = createGate(1);
  for (const name of ["a", "b", "c", "d"]) void gate.pass(task(name));
  await settled();
  gate.widen(3);
  await settled();
  expect(begun).toEqual(["a", "b", "c"]);
});

test("a task that fails leaves its place to the next", async () => {
  const gate = createGate(1);
  const failed = gate.pass(() => Promise.reject(new Error("a is broken")));
  const next = gate.pass(async () => "b");
  await expect(failed).rejects.toThrow("a is broken");
  expect(await next).toBe("b");
});
