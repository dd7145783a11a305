import { Option, type Command } from "commander";
import type { World } from "../app/world.ts";
import { BILLING_REGIONS } from "../kernel/party.ts";
import { CODES, json, register as registerUrl, store } from "./options.ts";
import type { RemindOptions } from "./register-remind.ts";

type Shell = { readonly machine: () => Promise<World>; readonly exit: (code: number) => void };

/** What the command line says of `register remind`; the work itself is loaded when it is called. */
export const addRemind = (register: Command, { machine, exit }: Shell): void => {
  register
    .command("remind")
    .description("notes a reminder for each invoice that is overdue and still owed as a whole; deliver sends them")
    .option("--days-overdue <n>", "past the due date by so many days at least", "1")
    .option("--again-after <n>", "days from one reminder of an invoice to its next", "7")
    .addOption(new Option("--region <region>", "of the billing team").choices(BILLING_REGIONS))
    .option("--except <document...>", "invoices that are left out, such as those in dispute or paid by wire")
    .option("--dry-run", "tell who would be reminded; nothing changes")
    .option("--reason <text>", "why, for the audit")
    .addOption(registerUrl())
    .addOption(store())
    .addOption(json())
    .addHelpText("after", `\nExample:\n  billwright register remind --region NA --days-overdue 5 --dry-run\n${CODES}`)
    .action(async (options: RemindOptions) => {
      const { remindCommand } = await import("./register-remind.ts");
      exit(await remindCommand(await machine(), options));
    });
};
