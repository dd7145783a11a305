import type { Command } from "commander";
import type { World } from "../app/world.ts";
import { CODES, json, quiet, register as registerUrl, store, timeLimit, workers } from "./options.ts";
import type { ExportOptions } from "./register-export.ts";
import type { VerifyOptions } from "./register-verify.ts";

type Shell = { readonly machine: () => Promise<World>; readonly exit: (code: number) => void };

/** What the command line says of the two commands for auditors; each is loaded when it is called. */
export const addAudit = (register: Command, shell: Shell): void => {
  addVerify(register, shell);
  addExport(register, shell);
};

/** Which documents, in the same words for both. */
const filtered = (command: Command): Command =>
  command
    .addOption(registerUrl())
    .addOption(store())
    .option("--run <id>", "of one billing run")
    .option("--account <id>", "of one customer")
    .option("--from <date>", "issued on that day or later")
    .option("--to <date>", "issued on that day or earlier");

const addVerify = (register: Command, { machine, exit }: Shell): void => {
  filtered(register.command("verify"))
    .description("whether issued documents are as they were issued: bytes, hashes, amounts, numbers; draws each again")
    .argument("[document...]", "ids or numbers (default: all)")
    .option("--sample <n>", "so many of them, drawn by lot")
    .option("--seed <text>", "what the lot is drawn with, to look at the same documents again")
    .addOption(workers())
    .addOption(timeLimit())
    .addOption(json())
    .addOption(quiet())
    .addHelpText("after", `\nExample:\n  billwright register verify --run 2026-05 --sample 200\n${VERIFY_CODES}`)
    .action(async (names: string[], options: VerifyOptions) => {
      const [{ verify }, world] = await Promise.all([import("./register-verify.ts"), machine()]);
      exit(await verify(world, names, options));
    });
};

const VERIFY_CODES =
  "\nExit codes: 0 all are as issued, 1 something is not, 2 usage or unreadable input, 3 a defect of ours.";

const addExport = (register: Command, { machine, exit }: Shell): void => {
  filtered(register.command("export"))
    .description("a folder for auditors: issued files, inputs, profiles, payments and audit trail, with hashes")
    .requiredOption("--out <dir>", "the folder; made where it is missing")
    .option("--overwrite", "replace files that stand there with other content")
    .addOption(quiet())
    .addHelpText("after", `\nExample:\n  billwright register export --out audit-2026 --from 2026-01-01\n${CODES}`)
    .action(async (options: ExportOptions) => {
      const [audit, world] = await Promise.all([import("./register-export.ts"), machine()]);
      exit(await audit.exportRegister(world, options));
    });
};
