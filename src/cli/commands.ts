import { availableParallelism } from "node:os";
import { checkDocuments } from "../app/check.ts";
import { explainDocuments } from "../app/explain.ts";
import type { Tally } from "../app/outcome.ts";
import { prepareRun, type Run } from "../app/prepare.ts";
import { openReading } from "../app/reading.ts";
import { tallyText } from "../app/report.ts";
import { MANIFEST, renderDocuments } from "../app/render.ts";
import { requestOf, type Typed } from "../app/request.ts";
import { schemaText } from "../app/schema.ts";
import type { World } from "../app/world.ts";
import type { Result } from "../kernel/result.ts";
import { EXIT } from "./exit.ts";
import { follow, type Followed, type Manner } from "./follow.ts";
import { listenForSignals } from "./interrupt.ts";
import { refuse, warn } from "./tell.ts";

export type RenderOptions = Typed & Manner & { readonly out: string; readonly overwrite?: boolean };
export type CheckOptions = Typed & Manner;
export type ExplainOptions = Typed & { readonly document?: string; readonly line?: string };

/** Each command: options → one use case → exit code. */
export const render = async (world: World, inputs: readonly string[], options: RenderOptions): Promise<number> => {
  const run = await begin(world, inputs, options);
  if (!run.ok) return EXIT.usage;
  const { stop, code } = listenForSignals();
  const target = { path: options.out, existing: options.overwrite === true ? "replace" : "refuse" } as const;
  const outcomes = renderDocuments(world.outputs, run.value, { target, stop });
  const followed = await follow(outcomes, options, run.value.extent);
  warn(run.value.strayOverlays());
  if (!isSilent(options)) process.stdout.write(renderedText(followed, options.out));
  return code() ?? exitOf(followed.tally);
};

export const check = async (world: World, inputs: readonly string[], options: CheckOptions): Promise<number> => {
  const run = await begin(world, inputs, options);
  if (!run.ok) return EXIT.usage;
  const { stop, code } = listenForSignals();
  const { tally } = await follow(checkDocuments(run.value, stop), options, run.value.extent);
  warn(run.value.strayOverlays());
  if (!isSilent(options)) process.stdout.write(`${tallyText(tally)}\n`);
  return code() ?? exitOf(tally);
};

export const explain = async (world: World, input: string, options: ExplainOptions): Promise<number> => {
  const { overlay: overlays = [], issuer } = options;
  const reading = await openReading(world, { inputs: [input], overlays, ...(issuer !== undefined && { issuer }) });
  if (!reading.ok) return refuse(reading.issues, EXIT.usage);
  let code: number = EXIT.done;
  for await (const answer of explainDocuments(reading.value, options)) {
    if (answer.ok) process.stdout.write(`${answer.value}\n`);
    else code = refuse(answer.issues, EXIT.refused);
  }
  return code;
};

export const schema = (format: string): number => {
  const text = schemaText(format);
  if (!text.ok) return refuse(text.issues, EXIT.usage);
  process.stdout.write(text.value);
  return EXIT.done;
};

const begin = async (world: World, inputs: readonly string[], typed: Typed): Promise<Result<Run>> => {
  const request = requestOf(inputs, typed, availableParallelism());
  const run = request.ok ? await prepareRun(world, request.value) : request;
  if (!run.ok) refuse(run.issues, EXIT.usage);
  return run;
};

const exitOf = (tally: Tally): number => (tally.refused > 0 ? EXIT.refused : EXIT.done);

const isSilent = ({ json = false, quiet = false }: Manner): boolean => json || quiet;

const renderedText = ({ tally, examples }: Followed, folder: string): string => {
  const done = tally.rendered + tally.unchanged;
  const paths = examples.map((name) => `${folder}/${name}`);
  const more = done > paths.length ? [`  and ${done - paths.length} more`] : [];
  const [first] = paths;
  return [
    `${tallyText(tally)}, in ${folder}/ (${MANIFEST} lists all files)`,
    ...paths.map((path) => `  ${path}`),
    ...more,
    ...(first === undefined ? [] : [`to look at one: open ${first}`]),
    "",
  ].join("\n");
};
