import type { Doors } from "../../../src/app/bill/open-run.ts";
import { sha256 } from "../fake-world.ts";
import { registered } from "./billing.ts";

/**
 * What is wrong with a register and its store after a run, whatever stopped it on the way: a document that is missing,
 * there twice or half there, a number that is missing or there twice, a link twice, a file that is not what its hash
 * says. Nothing, if all is well.
 */
export const faultsIn = async (doors: Doors, expected: readonly string[]): Promise<readonly string[]> => {
  const documents = await registered(doors);
  const gaps = await doors.register.documents.gaps();
  const files = await Promise.all(
    documents.flatMap(({ id, files: listed }) =>
      listed.map(async ({ name, sha256: hash, bytes: length }) => {
        const bytes = await doors.store.read(hash);
        return bytes !== undefined && bytes.length === length && sha256(bytes) === hash
          ? []
          : [`${id}: ${name} is damaged`];
      }),
    ),
  );
  const deliveries = await Promise.all(documents.map(({ id }) => doors.register.deliveries.of(id)));
  return [
    ...differences(
      documents.map(({ id }) => id),
      expected,
    ),
    ...repeats(
      "number",
      documents.map(({ number }) => number),
    ),
    ...repeats(
      "link",
      documents.map(({ link }) => link?.url),
    ),
    ...gaps.map(({ series, serial }) => `${series} has no ${serial}`),
    ...documents.filter(({ state }) => state !== "issued").map(({ id, state }) => `${id} is ${state}`),
    ...documents.filter(({ files: listed }) => listed.length === 0).map(({ id }) => `${id} has no files`),
    ...repeats(
      "delivery",
      deliveries.flat().map(({ key }) => key),
    ),
    ...files.flat(),
  ];
};

const differences = (found: readonly string[], expected: readonly string[]): readonly string[] => [
  ...expected.filter((id) => !found.includes(id)).map((id) => `${id} is missing`),
  ...found.filter((id) => !expected.includes(id)).map((id) => `${id} was never asked for`),
  ...repeats("id", found),
];

const repeats = (what: string, values: readonly (string | undefined)[]): readonly string[] =>
  values
    .filter((value, index) => value !== undefined && values.indexOf(value) !== index)
    .map((value) => `${what} ${value} comes twice`);
