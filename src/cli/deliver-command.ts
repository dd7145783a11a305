import { Command, Option } from "commander";
import type { World } from "../app/world.ts";
import type { DeliverOptions } from "./deliver.ts";
import { CODES, json, quiet, register, store } from "./options.ts";

/** What the command line says of `deliver`; the sending itself is loaded when it is called. */
export const deliver = (machine: () => Promise<World>, exit: (code: number) => void): Command =>
  new Command("deliver")
    .description("sends what the outbox holds and is due, each once: documents, receipts, failed payments, reminders")
    .option("--run <id>", "of the documents of one billing run only")
    .option("--limit <n>", "so many at most")
    .option("--dry-run", "tell what would be sent to whom; nothing is sent, nothing changes")
    .option("--out <dir>", "with --dry-run: the mails as .eml files")
    .addOption(
      new Option("--on-unknown <policy>", "what is done with a mail that may have been sent or not")
        .choices(["hold", "resend"])
        .default("hold"),
    )
    .option("--retry-days <n>", "for how long a mail that is not taken is tried again, 0 to 30", "3")
    .option("--release <key...>", "parked deliveries that are to be sent after all, by their keys")
    .option("--issuer <file>", "the profile that names the senders (default: that of each document)")
    .addOption(register())
    .addOption(store())
    .addOption(json())
    .addOption(quiet())
    .addHelpText(
      "after",
      [
        "\nThe mail server: BILLWRIGHT_SMTP=smtp://user:password@mail.example.com:587; signing: BILLWRIGHT_DKIM_KEY (a file),",
        "BILLWRIGHT_DKIM_SELECTOR, BILLWRIGHT_DKIM_DOMAIN.",
        "\nExample:\n  billwright deliver --run 2026-05 --dry-run",
        CODES,
      ].join("\n"),
    )
    .action(async (options: DeliverOptions) => {
      const [sending, world] = await Promise.all([import("./deliver.ts"), machine()]);
      exit(await sending.deliver(world, options));
    });
