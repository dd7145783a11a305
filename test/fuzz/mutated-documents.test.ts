import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Outcome } from "../../src/app/outcome.ts";
import { renderDocuments } from "../../src/app/render.ts";
import { fakeDisk, leftOvers, textAt } from "../app/fake-folder.ts";
import { fakeWorld, runOver } from "../app/fake-world.ts";
import { validDocuments } from "./arbitrary-document.ts";
import { mutated } from "./mutation.ts";
import { RUNS } from "./runs.ts";

const mutants = validDocuments.chain(({ document }) => fc.array(mutated(document), { minLength: 1, maxLength: 4 }));

/** One record a file, as a corrupted text may break its line. */
const outcomeOf = async (text: string) => {
  const disk = fakeDisk();
  const world = fakeWorld({ "in.jsonl": text }, disk);
  const order = { target: { path: "out", existing: "refuse" }, stop: { aborted: false } } as const;
  const outcomes: Outcome[] = [];
  for await (const outcome of renderDocuments(world.outputs, await runOver(world), order)) outcomes.push(outcome);
  return { disk, outcomes };
};

/** Rules of docs/rules.md; those of the law have their own form. */
const rules = new Set([...readFileSync("docs/rules.md", "utf8").matchAll(/^\| ([A-F]\d+) +\|/gm)].map(([, id]) => id));
const isRule = (rule: string | null): boolean => rule === null || rules.has(rule) || /^J-[A-Z]+-\d+$/.test(rule);

const isPlace = (at: string): boolean => at === "" || at.startsWith("/") || at.startsWith("blocks/");

const faultsOf = ({ disk, outcomes }: Awaited<ReturnType<typeof outcomeOf>>): readonly string[] => {
  const drawn = outcomes.flatMap(({ files }) => files);
  const lines = textAt(disk.files, "manifest.jsonl").split("\n").length - 1;
  const issues = outcomes.flatMap((outcome) => outcome.issues);
  return [
    ...(lines === outcomes.length ? [] : ["a record has no line in the manifest"]),
    ...(disk.files.size === drawn.length + 1 ? [] : ["a file stands there that no line tells of"]),
    ...leftOvers(disk).map((name) => `${name} is left over`),
    ...outcomes
      .filter(({ status, issues: found }) => (status === "refused") !== found.length > 0)
      .map(({ status, issues: found }) => `${status} with ${found.length} issues`),
    ...issues.filter(({ at }) => !isPlace(at)).map(({ at }) => `"${at}" is no place`),
    ...issues.filter(({ message }) => message === "").map(({ at }) => `${at}: an empty message`),
    ...issues.filter(({ rule }) => !isRule(rule)).map(({ rule }) => `${rule} is no rule of ours`),
  ];
};

test("a document in which something is wrong is refused with place and rule, or drawn whole: never a crash or half a file", async () => {
  const counted = { refused: 0, drawn: 0 };
  await fc.assert(
    fc.asyncProperty(mutants, async (texts) => {
      for (const text of texts) {
        const outcome = await outcomeOf(text);
        expect(faultsOf(outcome), text).toEqual([]);
        if (outcome.outcomes.some(({ status }) => status === "refused")) counted.refused += 1;
        else counted.drawn += 1;
      }
    }),
    { numRuns: RUNS.refusals, endOnFailure: true },
  );
  console.info(`documents with faults: ${counted.refused} refused, ${counted.drawn} still valid and drawn`);
  expect(counted.refused).toBeGreaterThan(counted.drawn);
});
