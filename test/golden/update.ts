import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { findCases, type GoldenCase } from "./cases.ts";
import { compareOutputs, keptOutputs, type Change, type Outputs } from "./compare.ts";
import { makeCase } from "./make-case.ts";
import { outputsOf } from "./outputs.ts";

/** `npm run golden:update -- [case…]`: the only way to change what is stored of the cases; read the diff before you commit. */
const main = async (names: readonly string[]): Promise<number> => {
  if (process.env["CI"] !== undefined) {
    console.error("golden files are not updated under CI: a person reads what changed");
    return 2;
  }
  const cases = findCases();
  const unknown = names.filter((name) => !cases.some((golden) => golden.name === name));
  if (unknown.length > 0) {
    console.error(`there is no case ${unknown.join(", ")}; there are ${cases.map(({ name }) => name).join(", ")}`);
    return 2;
  }
  for (const golden of cases) if (names.length === 0 || names.includes(golden.name)) await update(golden);
  return 0;
};

const update = async (golden: GoldenCase): Promise<void> => {
  const outputs = await outputsOf(golden, await makeCase(golden));
  const changes = compareOutputs(keptOutputs(golden), outputs);
  for (const { file, now } of [...changes, ...picturesOf(outputs, changes)]) {
    const path = `${golden.folder}/${file}`;
    mkdirSync(dirname(path), { recursive: true });
    if (now === undefined) rmSync(path);
    else writeFileSync(path, now);
  }
  console.log(`${golden.folder}: ${changes.length === 0 ? "as it was" : changes.map(whatWasDone).join(", ")}`);
};

/** Pictures of a PDF that changed are stored anew, those within the tolerance too: they would add up to a stale one. */
const picturesOf = (
  outputs: Outputs,
  changes: readonly Change[],
): readonly { readonly file: string; readonly now: string | Uint8Array }[] => {
  const changed = new Set(changes.filter(({ file }) => file.endsWith(".sha256")).map(({ file }) => dirname(file)));
  return [...outputs]
    .filter(([file]) => file.endsWith(".png") && changed.has(dirname(file)))
    .map(([file, now]) => ({ file, now }));
};

const whatWasDone = ({ file, old, now }: Change): string => {
  if (old === undefined) return `${file} added`;
  return now === undefined ? `${file} removed` : `${file} changed`;
};

process.exitCode = await main(process.argv.slice(2));
