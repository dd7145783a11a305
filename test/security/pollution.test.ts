import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";
import { pointerOf, type Path } from "../../src/intake/pointer.ts";
import { BASES } from "./bases.ts";
import { linesOf, makeAll } from "./outputs.ts";
import { put } from "./schema-fields.ts";

const toldSchema = z.object({ outcomes: z.array(z.string()), isCleanAfterwards: z.boolean() });

test("what is added to the prototype of all objects before rendering changes no byte: documents are refused", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["test/security/polluted-run.ts"]);
  const { outcomes, isCleanAfterwards } = toldSchema.parse(JSON.parse(stdout));
  expect(outcomes.length).toBeGreaterThan(250);
  expect(outcomes.filter((outcome) => !/ (?:refused|stopped|same)$/.test(outcome))).toEqual([]);
  expect(outcomes.filter((outcome) => outcome.endsWith(" refused")).length).toBeGreaterThan(outcomes.length * 0.9);
  expect(isCleanAfterwards).toBe(true);
});

/** All objects of a value. */
const objectPlaces = (value: unknown, path: Path = []): readonly Path[] => {
  if (typeof value !== "object" || value === null) return [];
  const below = Object.entries(value).flatMap(([name, inner]) =>
    objectPlaces(inner, [...path, Array.isArray(value) ? Number(name) : name]),
  );
  return Array.isArray(value) ? below : [path, ...below];
};

const WAYS = [
  ["__proto__", '{"polluted":"yes"}'],
  ["constructor", '{"prototype":{"polluted":"yes"}}'],
  ["prototype", '{"polluted":"yes"}'],
] as const;

test.each(WAYS)(
  "a field named %s is refused in every object of a document, and no prototype has changed",
  async (name, value) => {
    const [{ document }] = BASES;
    const places = objectPlaces(document);
    const records = places.map((place) =>
      JSON.stringify(put(document, [...place, "HOSTILE"], "VALUE")).replace('"HOSTILE":"VALUE"', `"${name}":${value}`),
    );
    const made = await makeAll({ text: `${records.join("\n")}\n` });
    expect(made.flatMap((one, index) => (one.ok ? [pointerOf(places[index] ?? [])] : []))).toEqual([]);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(linesOf([Object.keys(Object.prototype)])).toBe("[]\n");
  },
);
