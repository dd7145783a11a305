import { Command, Option } from "commander";
import type { World } from "../app/world.ts";
import { CODES, register, store } from "./options.ts";
import type { RunStatusOptions } from "./run-status.ts";

/** What the command line says of `run`. */
export const run = (machine: () => Promise<World>, exit: (code: number) => void): Command => {
  const command = new Command("run").description("billing runs: how far they are");
  command
    .command("status")
    .description("documents, money, chunks, workers, and the time that is left")
    .argument("<id>", "the run's id, as given to bill")
    .addOption(register())
    .addOption(store())
    .option("--report <file>", "write the run's report there, as HTML")
    .option("--watch", "show it again every 2 seconds, until the run has ended")
    .addOption(new Option("--json", "one line of JSON, for machines"))
    .addHelpText("after", `\nExample:\n  billwright run status 2026-05 --watch\n${CODES}`)
    .action(async (id: string, options: RunStatusOptions) => {
      const [{ runStatus }, world] = await Promise.all([import("./run-status.ts"), machine()]);
      exit(await runStatus(world, id, options));
    });
  return command;
};
