#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command, Option } from "commander";
import { versionOf } from "./adapters/toolset.ts";
import { DEFAULT_ENGINE, ENGINES } from "./app/formats.ts";
import type { World } from "./app/world.ts";
import type { CheckOptions, ExplainOptions, RenderOptions } from "./cli/commands.ts";
import { bill } from "./cli/bill-command.ts";
import { run } from "./cli/run-command.ts";
import { work } from "./cli/work-command.ts";
import { deliver } from "./cli/deliver-command.ts";
import { failureOf } from "./cli/exit.ts";
import { registerCommand } from "./cli/register.ts";
import { keys } from "./cli/keys-command.ts";
import { CODES, format, INPUT, issuer, json, overlay, preview, quiet, timeLimit, workers } from "./cli/options.ts";
import { dev } from "./cli/dev-command.ts";
import { serve } from "./cli/serve-command.ts";

/** Arguments → one use case → exit code; names, options and codes are a public contract. */
const version = versionOf(JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")));

/** Loaded once there is something to do: help and slips of the pen are answered at once. */
const commands = () => import("./cli/commands.ts");
const machine = async (): Promise<World> => (await import("./adapters/real-world.ts")).realWorld;

/** The first thread for drawing loads what it needs while we load what reading needs. */
const drawingMachine = async (): Promise<World> => {
  const { openPoolAhead } = await import("./adapters/pool.ts");
  const drawing = openPoolAhead();
  return { ...(await machine()), drawing };
};

const program = new Command("billwright")
  .description("Turns rated billing data into the invoices that customers receive.")
  .version(version)
  .exitOverride()
  .showHelpAfterError("(--help shows what there is)");

/** A slip of the pen is told in the same way by every command and by those below it. */
const inheriting = (command: Command): Command => {
  command.copyInheritedSettings(program);
  for (const below of command.commands) inheriting(below);
  return command;
};

const exit = (code: number): void => {
  process.exitCode = code;
};

program
  .command("render")
  .description("documents to files, with a manifest of all that was written")
  .argument("<input...>", INPUT)
  .requiredOption("--out <dir>", "folder for the documents; made where it is missing")
  .addOption(format())
  .option(
    "--locale <locale>",
    "another language than the customer's; a numbered document becomes a marked translation copy",
  )
  .addOption(issuer())
  .addOption(new Option("--engine <name>", "what makes the PDF").choices(ENGINES).default(DEFAULT_ENGINE))
  .addOption(overlay())
  .option("--overwrite", "replace files that stand there with other content")
  .option("--copy", "mark as a duplicate of the original document")
  .addOption(preview())
  .addOption(workers())
  .addOption(timeLimit())
  .addOption(json())
  .addOption(quiet())
  .addHelpText("after", `\nExample:\n  billwright render invoices.jsonl --out out --format pdf,html\n${CODES}`)
  .action(async (inputs: string[], options: RenderOptions) => {
    const world = await drawingMachine();
    const { render } = await commands();
    exit(await render(world, inputs, options));
  });

program
  .command("check")
  .description("everything that render would refuse, all problems at once; nothing is written")
  .argument("<input...>", INPUT)
  .addOption(issuer())
  .addOption(overlay())
  .addOption(preview())
  .addOption(workers())
  .addOption(timeLimit())
  .addOption(json())
  .addOption(quiet())
  .addHelpText("after", `\nExample:\n  billwright check "invoices/*.json"\n${CODES}`)
  .action(async (inputs: string[], options: CheckOptions) => {
    const world = await drawingMachine();
    const { check } = await commands();
    exit(await check(world, inputs, options));
  });

program
  .command("explain")
  .description("how every amount came about: source, rule, exact value, rounding, totals")
  .argument("<input>", INPUT)
  .option("--document <id>", "one document of several")
  .option("--line <n>", "one line: its id, or its place in print counted from 1")
  .addOption(issuer())
  .addOption(overlay())
  .addHelpText("after", `\nExample:\n  billwright explain invoices.jsonl --document INV-2026-0007 --line 3\n${CODES}`)
  .action(async (input: string, options: ExplainOptions) => {
    const { explain } = await commands();
    exit(await explain(await machine(), input, options));
  });

program
  .command("schema")
  .description("the JSON Schema of an input format")
  .argument("<format>", "such as billwright/rated-document@1")
  .addHelpText("after", `\nExample:\n  billwright schema billwright/rated-document@1\n${CODES}`)
  .action(async (format: string) => {
    const { schema } = await commands();
    exit(schema(format));
  });

const shell = { machine, exit };
registerCommand(program, shell);

for (const command of [
  bill(drawingMachine, exit),
  work(drawingMachine, exit),
  run(machine, exit),
  deliver(machine, exit),
  serve(machine, exit),
  keys(shell),
  dev(exit),
]) {
  program.addCommand(inheriting(command));
}

program.addHelpText("after", `\nExample:\n  billwright render invoices.jsonl --out out\n${CODES}`);

// A reader that has seen enough (`| head`) is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

try {
  await program.parseAsync();
} catch (error) {
  const { code, text } = failureOf(error, version);
  process.stderr.write(text);
  exit(code);
}
