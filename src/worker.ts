import { parentPort } from "node:worker_threads";
import { move, transferableSymbol, valueSymbol } from "piscina";
import { createAssets } from "./adapters/assets.ts";
import type { Question, Task } from "./adapters/pool.ts";
import { appraiseDocument, type Appraisal } from "./app/appraise.ts";
import { drawDocument, type Drawn } from "./app/draw.ts";
import type { Kit } from "./app/drawable.ts";
import { kitOf, openBench } from "./app/drawing.ts";
import { previewKitOf } from "./app/support/answer.ts";
import type {
  CompareOrder,
  Comparison,
  ExplainOrder,
  Explanation,
  Preview,
  PreviewOrder,
} from "./app/support/answering.ts";
import { compareSources } from "./app/support/compare.ts";
import { explainSource } from "./app/support/explain.ts";
import { previewDocument, type PreviewKit } from "./app/support/preview.ts";
import type { Result } from "./kernel/result.ts";

/** The entry of a worker thread: templates are compiled and fonts opened once in each, then task after task is done. */
const bench = openBench(createAssets());

/** A thread serves one run, so what its first task is to be drawn with is that of all. */
let kit: Kit | undefined;

export const draw = async (task: Task): Promise<unknown> => {
  const result = await drawDocument(task.document, begin(task));
  return result.ok ? handedOver(result.value) : result;
};

export const appraise = (task: Task): Result<Appraisal> => appraiseDocument(task.document, begin(task));

/** The same for the questions of support; made at the first one. */
let previewKit: PreviewKit | undefined;

export const preview = async ({ key, setup, order }: Question<PreviewOrder>): Promise<Result<Preview>> => {
  parentPort?.postMessage(key);
  previewKit ??= previewKitOf(setup, bench.assets);
  return previewDocument(order, previewKit);
};

export const explain = ({ key, setup, order }: Question<ExplainOrder>): Promise<Result<Explanation>> => {
  parentPort?.postMessage(key);
  return explainSource(order, setup);
};

export const compare = ({ key, setup, order }: Question<CompareOrder>): Promise<Result<Comparison>> => {
  parentPort?.postMessage(key);
  return compareSources(order, setup);
};

/** The time of a document is counted from here: that the thread had to be started first is not its fault. */
const begin = ({ key, setup }: Task): Kit => {
  parentPort?.postMessage(key);
  kit ??= kitOf(setup, bench);
  return kit;
};

/** A good result whose bytes change hands without being copied. */
const handedOver = (drawn: readonly Drawn[]): unknown => {
  const value = drawn.map((one) => ({ ...one, bytes: ownBytes(one.bytes) }));
  return move({
    [transferableSymbol]: value.map(({ bytes }) => bytes.buffer),
    [valueSymbol]: { ok: true, value },
  });
};

/** Bytes that share their memory with others cannot change hands. */
const ownBytes = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
