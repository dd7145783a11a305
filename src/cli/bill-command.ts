import { Command } from "commander";
import type { World } from "../app/world.ts";
import type { BillOptions } from "./bill.ts";
import type { EnqueueOptions } from "./enqueue.ts";
import { CODES, format, INPUT, issuer, json, overlay, quiet, register, store, timeLimit, workers } from "./options.ts";

/** What the command line says of `bill`; the batch itself is loaded when it is called. */
export const bill = (machine: () => Promise<World>, exit: (code: number) => void): Command =>
  new Command("bill")
    .description("issues every document once: numbers, links, files in the store, deliveries; run again, it goes on")
    .argument("<input...>", INPUT)
    .requiredOption("--run <id>", "names the run; the same id goes on where an earlier try was stopped")
    .addOption(issuer())
    .addOption(overlay())
    .addOption(format())
    .addOption(register())
    .addOption(store())
    .option("--enqueue", "leave the work to workers (billwright work): put the documents on the queue, in PostgreSQL")
    .option("--chunk-size <n>", "with --enqueue: documents that a worker takes at a time, 1 to 1000 (default: 100)")
    .option("--strict", "stop at the first document that is refused")
    .option("--report <file>", "where the report of the run is written (default: billwright-<run>.html)")
    .addOption(workers())
    .addOption(timeLimit())
    .addOption(json())
    .addOption(quiet())
    .addHelpText(
      "after",
      `\nExample:\n  billwright bill invoices.jsonl --run 2026-05 --issuer issuers/meridian.json\n${CODES}`,
    )
    .action(async (inputs: string[], options: BillOptions & EnqueueOptions) => {
      if (options.enqueue === true || options.chunkSize !== undefined) {
        const [queueing, world] = await Promise.all([import("./enqueue.ts"), machine()]);
        return exit(await queueing.enqueue(world, inputs, options));
      }
      const [batch, world] = await Promise.all([import("./bill.ts"), machine()]);
      exit(await batch.bill(world, inputs, options));
    });
