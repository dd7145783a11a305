import { Command } from "commander";
import type { World } from "../app/world.ts";
import { CODES, json, quiet, register, store, timeLimit, workers } from "./options.ts";
import type { WorkOptions } from "./work.ts";

/** What the command line says of `work`. */
export const work = (machine: () => Promise<World>, exit: (code: number) => void): Command =>
  new Command("work")
    .description("a worker: issues what bill --enqueue put on the queue; as many as you like, on any host")
    .addOption(register())
    .addOption(store())
    .option("--once", "end when the queue is empty and nobody works on it (default: when stopped)")
    .addOption(workers())
    .addOption(timeLimit())
    .addOption(json())
    .addOption(quiet())
    .addHelpText(
      "after",
      `\nSIGTERM and Ctrl-C finish the chunks in hand, then end it.\n\nExample:\n  billwright work --register postgres://billing@db.example/billing --store s3://invoices\n${CODES}`,
    )
    .action(async (options: WorkOptions) => {
      const [working, world] = await Promise.all([import("./work.ts"), machine()]);
      exit(await working.work(world, options));
    });
