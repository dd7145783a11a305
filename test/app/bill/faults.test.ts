import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Doors } from "../../../src/app/bill/open-run.ts";
import { OutsideFailure } from "../../../src/app/world.ts";
import { temporaryFolder } from "../../cli/run-cli.ts";
import { fakeWorld, instant, jsonLines, rawInvoice } from "../fake-world.ts";
import { bill, closeDoors, openDoors, registered } from "./billing.ts";
import { faultsIn } from "./proof.ts";
import { watchedDoors } from "./step-world.ts";

const IDS = ["a", "b", "c", "d", "e", "f", "g"];
const INPUT = jsonLines(IDS.map((id) => rawInvoice(id, { number: undefined })));
const world = fakeWorld({ "in.jsonl": INPUT });

let folder: string;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = async <T>(name: string, work: (doors: Doors) => Promise<T>): Promise<T> => {
  const path = join(folder, name.replaceAll(/\W+/g, "-"));
  mkdirSync(path);
  const doors = await openDoors(path);
  try {
    return await work(doors);
  } finally {
    await closeDoors(doors);
  }
};

/** The steps of a run that nothing goes wrong in, each by its first occurrence. */
const stepsOfRun = (): Promise<readonly string[]> =>
  inFolder("clean", async (doors) => {
    const steps: string[] = [];
    await bill({ world, doors: watchedDoors(doors, (step) => steps.push(step)) });
    return [...new Set(steps)];
  });

describe("[A20] where the register or the store fails, before it has done a thing or after,", () => {
  test("the run ends, and the next one issues every document exactly once", { timeout: 120_000 }, async () => {
    const steps = await stepsOfRun();
    expect(steps).toContain("after documents.reserve");
    expect(steps).toContain("before store.keep");
    for (const failing of steps) {
      const faults = await inFolder(failing, async (doors) => {
        let times = 0;
        const watched = watchedDoors(doors, (step) => {
          // The second time, so that a part of the run is done; steps that come once fail at once.
          if (step === failing && (times += 1) === (isOnce(step) ? 1 : 2)) {
            throw new OutsideFailure(`no space left on the disk (${failing})`);
          }
        });
        await expect(bill({ world, doors: watched }), failing).rejects.toThrow("no space left");
        await bill({ world, doors });
        return faultsIn(doors, IDS);
      });
      expect(faults, failing).toEqual([]);
    }
  });

  const isOnce = (step: string): boolean => /runs\.(?:start|end|summary)/.test(step);
});

test("[A20] a clock that goes back changes neither numbers nor documents", async () => {
  const moments = ["2026-05-10T23:30:00Z", "2026-05-10T22:30:00Z", "2020-01-01T00:00:00Z", "2026-05-10T21:30:00Z"];
  let asked = 0;
  const clock = { now: () => instant(moments[(asked += 1) % moments.length] ?? "") };
  const [steady, unsteady] = await Promise.all([
    inFolder("steady", async (doors) => {
      await bill({ world, doors });
      return registered(doors);
    }),
    inFolder("unsteady", async (doors) => {
      await bill({ world: { ...world, clock }, doors });
      await bill({ world: { ...world, clock }, doors });
      expect(await faultsIn(doors, IDS)).toEqual([]);
      return registered(doors);
    }),
  ]);
  const content = (documents: typeof steady) =>
    documents.map(({ id, number, contentHash }) => [id, number, contentHash]);
  expect(content(unsteady)).toEqual(content(steady));
});

test("[A20] two runs over the same input at once issue every document once", async () => {
  await inFolder("two", async (doors) => {
    const [one, two] = await Promise.all([
      bill({ world, doors, request: { run: "one" } }),
      bill({ world, doors, request: { run: "two" } }),
    ]);
    expect(one.summary.counts.issued + two.summary.counts.issued).toBe(IDS.length);
    expect(one.summary.counts["already-issued"] + two.summary.counts["already-issued"]).toBe(IDS.length);
    expect(await faultsIn(doors, IDS)).toEqual([]);
  });
});
