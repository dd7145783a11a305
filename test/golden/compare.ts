import { readdirSync, readFileSync } from "node:fs";
import { WRITTEN_BY_HAND, type GoldenCase } from "./cases.ts";
import { samePicture } from "./pictures.ts";

/** What the stages make of a case: contents by path in its folder ("2-explain.txt", "INV-7/5-page-1.png"). */
export type Outputs = ReadonlyMap<string, string | Uint8Array>;

/** A file that is not as it was; `old` is missing for a new file, `now` for one that no stage makes any more. */
export type Change = {
  readonly file: string;
  readonly old?: Uint8Array;
  readonly now?: Uint8Array;
};

/** What is stored of a case, without what people wrote. */
export const keptOutputs = ({ folder }: GoldenCase): Outputs =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath.replaceAll("\\", "/")}/${entry.name}`.slice(folder.length + 1))
      .filter((file) => !WRITTEN_BY_HAND.includes(file))
      .map((file) => [file, readFileSync(`${folder}/${file}`)] as const),
  );

/** What is stored against what came out now, lowest number first: that one names the stage where the change came in. */
export const compareOutputs = (kept: Outputs, outputs: Outputs): readonly Change[] =>
  [...new Set([...kept.keys(), ...outputs.keys()])]
    .map((file): Change => ({ file, ...bytesOf("old", kept.get(file)), ...bytesOf("now", outputs.get(file)) }))
    .filter(({ file, old, now }) => old === undefined || now === undefined || !isSame(file, old, now))
    .toSorted((a, b) => inStageOrder(a.file, b.file));

/** "2-explain.txt changed", as the runner and the updater say it. */
export const describeChange = ({ file, old, now }: Change): string => {
  if (old === undefined) return `${file} is not stored`;
  return now === undefined ? `${file} is made by no stage` : `${file} changed`;
};

/** The first line that differs, for the terminal; pictures and hashes have none that helps. */
export const firstDifference = ({ file, old, now }: Change): string | undefined => {
  if (old === undefined || now === undefined || file.endsWith(".png") || file.endsWith(".sha256")) return undefined;
  const [before, after] = [linesOf(old), linesOf(now)];
  const at = before.findIndex((line, index) => line !== after[index]);
  const index = at === -1 ? before.length : at;
  return [`${file}, line ${index + 1}`, `- ${before[index] ?? "(end)"}`, `+ ${after[index] ?? "(end)"}`].join("\n  ");
};

const linesOf = (bytes: Uint8Array): readonly string[] => Buffer.from(bytes).toString("utf8").split("\n");

const isSame = (file: string, old: Uint8Array, now: Uint8Array): boolean =>
  Buffer.compare(old, now) === 0 || (file.endsWith(".png") && samePicture(old, now));

const bytesOf = <Side extends "old" | "now">(side: Side, content: string | Uint8Array | undefined) => {
  if (content === undefined) return {};
  return { [side]: typeof content === "string" ? Buffer.from(content) : content };
};

const inStageOrder = (a: string, b: string): number => {
  const [first, second] = [fileName(a), fileName(b)];
  if (first === second) return a < b ? -1 : 1;
  return first < second ? -1 : 1;
};

const fileName = (path: string): string => path.split("/").at(-1) ?? path;
