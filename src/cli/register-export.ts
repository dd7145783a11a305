import { openExport, type Export } from "../app/audit/export.ts";
import { filterOf, type TypedFilter } from "../app/audit/typed-choice.ts";
import { issueText } from "../app/report.ts";
import type { World } from "../app/world.ts";
import { withDoors, type DoorOptions } from "./doors.ts";
import { EXIT } from "./exit.ts";
import type { Manner } from "./follow.ts";
import { listenForSignals } from "./interrupt.ts";
import { createProgress, quietProgress } from "./progress.ts";
import { refuse } from "./tell.ts";

export type ExportOptions = DoorOptions &
  TypedFilter &
  Pick<Manner, "quiet"> & { readonly out: string; readonly overwrite?: boolean };

/** `billwright register export`: options → the folder for auditors → exit code. */
export const exportRegister = async (world: World, options: ExportOptions): Promise<number> => {
  const filter = filterOf(options);
  if (!filter.ok) return refuse(filter.issues, EXIT.usage);
  const { run } = filter.value;
  return withDoors(options, async (doors) => {
    if (run !== undefined && (await doors.register.runs.summary(run)) === undefined) {
      return refuse([{ rule: null, at: "--run", message: `the register has no run "${run}"` }], EXIT.usage);
    }
    const existing = options.overwrite === true ? "replace" : "refuse";
    const request = { filter: filter.value, target: { path: options.out, existing } } as const;
    const opened = await openExport(request, { world, doors });
    return opened.ok ? writeToItsEnd(opened.value, options) : refuse(opened.issues, EXIT.usage);
  });
};

const writeToItsEnd = async (opened: Export, { out, quiet }: ExportOptions): Promise<number> => {
  const { stop, code } = listenForSignals();
  const progress = quiet === true ? quietProgress() : createProgress(() => ({ read: 0 }));
  let documents = 0;
  let lacking = 0;
  try {
    for await (const step of opened.steps(stop)) {
      documents += step.documents;
      lacking += step.issues.length;
      progress.tell(step.issues.map((issue) => issueText(issue)).join(""));
      progress.step(documents);
    }
  } finally {
    progress.end();
    await opened.close();
  }
  if (stop.aborted) return refuse([stopped(out)], code() ?? EXIT.refused);
  if (quiet !== true) process.stdout.write(exportedText(documents, lacking, out));
  return lacking === 0 ? EXIT.done : EXIT.refused;
};

const stopped = (out: string) => ({
  rule: null,
  at: "",
  message: `the export in ${out} is not complete and has no lists`,
  hint: "run the command again: what is written already stays",
});

const exportedText = (documents: number, lacking: number, out: string): string => {
  const head = `${documents} document${documents === 1 ? "" : "s"} in ${out}/`;
  const lack = lacking === 0 ? "" : `; ${lacking} file${lacking === 1 ? " is" : "s are"} missing`;
  return `${head}${lack}\nto look at it: open ${out}/index.html; to check it: cd ${out} && sha256sum -c --quiet hashes.sha256\n`;
};
