import { setTimeout as wait } from "node:timers/promises";
import { now } from "../adapters/clock.ts";
import { openRegister } from "../adapters/register/open.ts";
import type { Register } from "../app/register/register.ts";
import type { RunSummary } from "../app/register/run.ts";
import type { Store } from "../app/store.ts";
import type { World } from "../app/world.ts";
import { doorUrls, withDoors, type DoorOptions } from "./doors.ts";
import { EXIT } from "./exit.ts";
import { writeReport } from "./run-report.ts";
import { statusLine, statusText } from "./run-status-text.ts";
import { refuse } from "./tell.ts";

export type RunStatusOptions = DoorOptions & {
  readonly watch?: boolean;
  readonly json?: boolean;
  /** Where the run's report is written, once all has been shown. */
  readonly report?: string;
};

const REDRAW_MS = 2_000;

/** `billwright run status`: once, or again and again until the run has ended. */
export const runStatus = async (world: World, id: string, options: RunStatusOptions): Promise<number> => {
  if (options.report !== undefined)
    return withDoors(options, (doors) => showAndReport(world, { id, ...doors }, options));
  const register = await openRegister(doorUrls(options).register);
  try {
    return await show(id, register, options);
  } finally {
    await register.close();
  }
};

type Wanted = { readonly id: string; readonly register: Register; readonly store: Store };

const showAndReport = async (world: World, { id, ...doors }: Wanted, options: RunStatusOptions): Promise<number> => {
  const code = await show(id, doors.register, options);
  if (code === EXIT.usage || options.report === undefined) return code;
  return Math.max(code, await writeReport(world, { run: id, path: options.report, ...doors }));
};

const show = async (id: string, register: Register, { watch, json }: RunStatusOptions): Promise<number> => {
  let shown = "";
  for (;;) {
    const summary = await register.runs.summary(id);
    if (summary === undefined) return refuse([unknown(id)], EXIT.usage);
    const text = json === true ? statusLine(summary, now()) : statusText(summary, now());
    process.stdout.write(`${json === true ? "" : wipe(shown)}${text}`);
    shown = text;
    if (watch !== true || summary.state !== "running") return exitOf(summary);
    await wait(REDRAW_MS);
  }
};

const unknown = (id: string) => ({
  rule: null,
  at: "",
  message: `the register knows no run "${id}"`,
  hint: "give the id that bill was started with, and the register that it was started with",
});

/** On a terminal what was shown before is drawn over; elsewhere one block follows another. */
const wipe = (shown: string): string => {
  if (shown === "") return "";
  return process.stdout.isTTY ? `\u001b[${shown.split("\n").length - 1}A\u001b[0J` : "\n";
};

const exitOf = ({ counts, chunks }: RunSummary): number =>
  counts.refused + counts.waiting + (chunks?.dead ?? 0) > 0 ? EXIT.refused : EXIT.done;
