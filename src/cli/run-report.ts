import { runReport } from "../app/bill/run-report.ts";
import type { Register } from "../app/register/register.ts";
import type { Store } from "../app/store.ts";
import { writeFile } from "../app/write-file.ts";
import type { World } from "../app/world.ts";
import { EXIT } from "./exit.ts";
import { refuse } from "./tell.ts";

type Wanted = { readonly run: string; readonly path: string; readonly register: Register; readonly store: Store };

/** The run's report as a file; gives the exit code of a report that cannot be made. */
export const writeReport = async (world: World, { run, path, register, store }: Wanted): Promise<number> => {
  const report = await runReport(run, { assets: world.assets, register, store });
  if (!report.ok) return refuse(report.issues, EXIT.refused);
  await writeFile(world.outputs, path, new TextEncoder().encode(report.value));
  return EXIT.done;
};
