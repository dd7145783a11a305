import { spawn } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../cli/run-cli.ts";
import { mailedCustomer as mailed } from "../../documents.ts";
import { fakeWorld, jsonLines, rawInvoice } from "../fake-world.ts";
import { bill, closeDoors, inputText, openDoors } from "./billing.ts";
import { faultsIn } from "./proof.ts";

/** `npm run prove:kills` kills at every step and many times at random, `npm test` at each sort of step and a few times. */
const EVERY_STEP = process.env["KILL_EVERY_STEP"] === "1";
const RANDOM_KILLS = Number(process.env["KILLS"] ?? 6);

const PROGRAM = fileURLToPath(new URL("kill-program.ts", import.meta.url));
const IDS = Array.from({ length: 10 }, (_, index) => `doc-${index + 1}`);

/** Ten documents, of which every other one is mailed, and one that is refused; numbers are the register's to give. */
const INPUT = jsonLines([
  ...IDS.map((id, index) => rawInvoice(id, { number: undefined, ...(index % 2 === 0 && { customer: mailed() }) })),
  rawInvoice("refused", { number: undefined, currency: "CHF" }),
]);

describe("[A20] a run that is killed and run again issues every document exactly once:", () => {
  let folder: string;
  let steps: readonly string[];
  /** Of an undisturbed run, in milliseconds. */
  let duration: number;
  let expected: unknown;

  beforeAll(async () => {
    folder = temporaryFolder();
    const clean = freshFolder("clean");
    const began = performance.now();
    steps = JSON.parse((await ended(startProgram(clean))).stdout);
    duration = performance.now() - began;
    expected = (await billed(clean)).reckoning;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const freshFolder = (name: string): string => {
    const path = join(folder, name);
    mkdirSync(path);
    writeFileSync(join(path, "in.jsonl"), INPUT);
    return path;
  };

  /** Run to its end in this process; what it comes to, without times. */
  const billed = async (path: string) => {
    const doors = await openDoors(path);
    try {
      const { summary } = await bill({ world: fakeWorld({ "in.jsonl": inputText(path) }), doors });
      const { counts, money } = summary;
      return { faults: await faultsIn(doors, IDS), reckoning: { counts, money } };
    } finally {
      await closeDoors(doors);
    }
  };

  test("at each of its steps", { timeout: 600_000 }, async () => {
    expect(steps.length).toBeGreaterThan(40);
    const ordinals = steps.map((_, index) => index + 1);
    const chosen = EVERY_STEP ? ordinals : firstOfEach(steps);
    const outcomes = await inPairs(chosen, async (ordinal) => {
      const path = freshFolder(`step-${ordinal}`);
      const killed = await ended(startProgram(path, ordinal));
      const { faults, reckoning } = await billed(path);
      return { step: steps[ordinal - 1], signal: killed.signal, faults, reckoning };
    });
    expect(outcomes).toEqual(
      chosen.map((ordinal) => ({ step: steps[ordinal - 1], signal: "SIGKILL", faults: [], reckoning: expected })),
    );
  });

  test("at any moment, and again while it is run again", { timeout: 600_000 }, async () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    const moments = fc.sample(fc.tuple(part, part), RANDOM_KILLS);
    const outcomes = await inPairs([...moments.entries()], async ([index, parts]) => {
      const path = freshFolder(`random-${index}`);
      for (const moment of parts) await killedAfter(startProgram(path), moment * duration);
      return { index, ...(await billed(path)) };
    });
    expect(outcomes, JSON.stringify(moments)).toEqual(
      outcomes.map(({ index }) => ({ index, faults: [], reckoning: expected })),
    );
  });

  test("and where it was never killed, a second run finds all done", async () => {
    const path = freshFolder("twice");
    const first = await billed(path);
    cpSync(path, join(folder, "copy"), { recursive: true });
    expect(await billed(path)).toEqual(first);
  });
});

/** Each sort of step once, when it is done: the moment before a step is the moment after another. */
const firstOfEach = (steps: readonly string[]): readonly number[] =>
  steps.flatMap((step, index) => (step.startsWith("after") && steps.indexOf(step) === index ? [index + 1] : []));

const startProgram = (path: string, ordinal?: number) =>
  spawn(process.execPath, [PROGRAM, path, ...(ordinal === undefined ? [] : [String(ordinal)])], {
    stdio: ["ignore", "pipe", "inherit"],
  });

const ended = (child: ReturnType<typeof startProgram>) => {
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (stdout += text));
  return new Promise<{ readonly signal: NodeJS.Signals | null; readonly stdout: string }>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (_, signal) => resolve({ signal, stdout }));
  });
};

/** From outside, wherever it is by then; one that is done by then has nothing to lose. */
const killedAfter = async (child: ReturnType<typeof startProgram>, milliseconds: number): Promise<void> => {
  const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
  await ended(child);
  clearTimeout(timer);
};

/** Two at a time: most of their time they wait for a process to start. */
const inPairs = async <Item, Made>(
  items: readonly Item[],
  make: (item: Item) => Promise<Made>,
): Promise<readonly Made[]> => {
  const made: Made[] = [];
  for (let at = 0; at < items.length; at += 2) made.push(...(await Promise.all(items.slice(at, at + 2).map(make))));
  return made;
};
