import { Command, Option } from "commander";
import type { World } from "../app/world.ts";
import { SCOPES } from "../app/register/access.ts";
import type { CreateKeyOptions, KeysOptions } from "./keys.ts";
import { CODES, json, register, store } from "./options.ts";

type Shell = { readonly machine: () => Promise<World>; readonly exit: (code: number) => void };

const example = (line: string): string => `\nExample:\n  billwright keys ${line}\n${CODES}`;

/** What the command line says of `keys`. */
export const keys = ({ machine, exit }: Shell): Command => {
  const command = new Command("keys").description("keys of the API: who may ask the server for what");
  const add = (name: string, description: string): Command =>
    command.command(name).description(description).addOption(register()).addOption(store()).addOption(json());

  add("create", "a new key, told once on stdout")
    .requiredOption("--name <name>", "for people: who uses it")
    .addOption(new Option("--scope <scope...>", "what it may be used for").choices(SCOPES).makeOptionMandatory())
    .option("--account <id...>", "documents of these accounts only (default: all)")
    .option("--organisation <id...>", "documents of these organisations only (default: all)")
    .option("--expires <day>", "the last day on which it counts, in UTC (default: none)")
    .addHelpText("after", example('create --name "support desk" --scope links:create --expires 2027-12-31'))
    .action(async (options: CreateKeyOptions) => {
      const { createKeyCommand } = await import("./keys.ts");
      exit(await createKeyCommand(await machine(), options));
    });

  add("list", "all keys, without their secrets; those that count no more too")
    .addHelpText("after", example("list"))
    .action(async (options: KeysOptions) => {
      const { listKeysCommand } = await import("./keys.ts");
      exit(await listKeysCommand(options));
    });

  add("revoke", "takes a key back for ever")
    .argument("<id>", "of the key, as list shows it")
    .option("--reason <text>", "why, for the audit")
    .addHelpText("after", example("revoke 4mSs0dVqkXyZ1aB2cD3eF4gH5iJ"))
    .action(async (id: string, options: KeysOptions & { readonly reason?: string }) => {
      const { revokeKeyCommand } = await import("./keys.ts");
      exit(await revokeKeyCommand(await machine(), id, options));
    });
  return command;
};
