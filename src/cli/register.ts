import { Option, type Command } from "commander";
import type { World } from "../app/world.ts";
import { BILLING_REGIONS } from "../kernel/party.ts";
import { DOCUMENT_STATES, PAYMENT_STATES } from "../app/register/document.ts";
import { addAudit } from "./register-audit.ts";
import { addRemind } from "./register-remind-command.ts";
import { CODES, format, issuer, json, overlay, register as registerUrl, store } from "./options.ts";
import type {
  CopyOptions,
  CreditOptions,
  ListOptions,
  RegisterOptions,
  ReissueOptions,
  StatementOptions,
  VoidOptions,
} from "./register-options.ts";

type Shell = { readonly machine: () => Promise<World>; readonly exit: (code: number) => void };

const DOCUMENT = "id or number of a document";

/** How far a document has come, or its payment. */
const STATES = [...DOCUMENT_STATES, ...PAYMENT_STATES.filter((state) => state !== "none")];

/** Loaded when they are called. */
const reading = () => import("./register-reading.ts");
const changes = () => import("./register-changes.ts");

/** `billwright register …`: what has been issued, and the corrections of it. */
export const registerCommand = (program: Command, shell: Shell): Command => {
  const register = program
    .command("register")
    .description("the issued documents: look at them, correct them, copy them")
    .addHelpText("after", example("register list --open --region NA"));
  addReading(register, shell);
  addFiles(register, shell);
  addChanges(register, shell);
  addRemind(register, shell);
  addAudit(register, shell);
  return register;
};

const example = (line: string): string => `\nExample:\n  billwright ${line}\n${CODES}`;

/** A command with the options that all have. */
const command = (register: Command, name: string, description: string): Command =>
  register.command(name).description(description).addOption(registerUrl()).addOption(store()).addOption(json());

const addReading = (register: Command, { machine, exit }: Shell): void => {
  command(register, "list", "documents, one a line; with --open what waits for its payment, for the collections team")
    .addOption(
      new Option("--open", "open invoices with days overdue, failed payments, aging and totals").conflicts("state"),
    )
    .addOption(new Option("--region <region>", "of the billing team").choices(BILLING_REGIONS))
    .option("--account <id>", "of one customer")
    .addOption(new Option("--state <state>", "of the document, or of its payment").choices(STATES))
    .option("--from <date>", "issued on that day or later")
    .option("--to <date>", "issued on that day or earlier")
    .addOption(new Option("--csv", "for spreadsheets").conflicts("json"))
    .addHelpText("after", example("register list --open --region EMEA"))
    .action(async (options: ListOptions) => {
      const { listCommand } = await reading();
      exit(await listCommand(await machine(), options));
    });

  command(register, "show", "all that is known of one document, and what of it is left to credit")
    .argument("<document>", DOCUMENT)
    .addHelpText("after", example("register show INV-US-2026-000017"))
    .action(async (document: string, options: RegisterOptions) => {
      const { showCommand } = await reading();
      exit(await showCommand(document, options));
    });
};

const addFiles = (register: Command, { machine, exit }: Shell): void => {
  command(register, "copy", "a copy of a document, marked as one; or the issued files themselves")
    .argument("<document>", DOCUMENT)
    .requiredOption("--out <dir>", "folder for the files; made where it is missing")
    .option("--locale <locale>", "in another language, marked as a translation")
    .addOption(new Option("--original", "the files as they were issued, byte for byte").conflicts("locale"))
    .addOption(format())
    .option("--overwrite", "replace files that stand there with other content")
    .addHelpText("after", example("register copy INV-US-2026-000017 --out copies --format pdf"))
    .action(async (document: string, options: CopyOptions) => {
      const { copyCommand } = await reading();
      exit(await copyCommand(await machine(), document, options));
    });

  command(register, "statement", "the statement of an account: one for each entity and currency")
    .argument("<account>", "id of the account")
    .requiredOption("--out <dir>", "folder for the files; made where it is missing")
    .option("--as-of <date>", "the last day that counts (default: today)")
    .option("--from <date>", "tell document by document from that day on (default: all)")
    .option("--currency <code>", "in one currency only")
    .option("--entity <id>", "of one entity only")
    .option("--locale <locale>", "in another language")
    .addOption(format())
    .option("--overwrite", "replace files that stand there with other content")
    .addOption(issuer())
    .addHelpText("after", example("register statement A-1 --out statements --as-of 2026-05-31 --issuer acme.json"))
    .action(async (account: string, options: StatementOptions) => {
      const { statementCommand } = await reading();
      exit(await statementCommand(await machine(), account, options));
    });
};

const addChanges = (register: Command, { machine, exit }: Shell): void => {
  command(register, "void", "make a document void for ever; its number stays in the series")
    .argument("<document>", DOCUMENT)
    .requiredOption("--reason <text>", "why, for the audit")
    .addHelpText("after", example('register void INV-US-2026-000017 --reason "sent to the wrong company"'))
    .action(async (document: string, options: VoidOptions) => {
      const { voidCommand } = await changes();
      exit(await voidCommand(await machine(), document, options));
    });

  command(register, "credit", "a credit note for an invoice, for all that is left of it or for some rows")
    .argument("<document>", DOCUMENT)
    .option(
      "--line <row>",
      "a line, fee or discount by its id, and how much of it: users, users=3; may come several times",
      (row: string, rows: readonly string[]) => [...rows, row],
      [],
    )
    .option("--reason <text>", "why: printed, and for the audit")
    .option("--date <date>", "of the credit note (default: today, in the zone of the entity)")
    .addOption(issuer())
    .addOption(format())
    .addHelpText(
      "after",
      example('register credit INV-US-2026-000017 --line users=3 --reason "counted twice" --issuer acme.json'),
    )
    .action(async (document: string, options: CreditOptions) => {
      const { creditCommand } = await changes();
      exit(await creditCommand(await machine(), document, options));
    });

  command(register, "reissue", "a corrected document in the place of a wrong one, which is made void or credited")
    .argument("<document>", `${DOCUMENT}, the wrong one`)
    .argument("<input>", "a file with the corrected document, which has an id of its own")
    .requiredOption("--reason <text>", "why: for the audit, and printed where a credit note is needed")
    .addOption(issuer())
    .addOption(overlay())
    .addOption(format())
    .addHelpText(
      "after",
      example('register reissue INV-US-2026-000017 mended.json --reason "wrong rate" --issuer acme.json'),
    )
    .action(async (document: string, input: string, options: ReissueOptions) => {
      const { reissueCommand } = await changes();
      exit(await reissueCommand(await machine(), { document, input }, options));
    });
};
