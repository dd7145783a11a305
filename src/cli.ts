#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command, Option } from "commander";
import { realWorld } from "./adapters/real-world.ts";
import {
  check,
  explain,
  render,
  schema,
  type CheckOptions,
  type ExplainOptions,
  type RenderOptions,
} from "./cli/commands.ts";
import { failureOf } from "./cli/exit.ts";

/** Arguments → one use case → exit code; names, options and codes are a public contract. */
const version = ((): string => {
  const parsed: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return typeof parsed === "object" && parsed !== null && "version" in parsed ? String(parsed.version) : "unknown";
})();

const program = new Command("billwright")
  .description("Turns rated billing data into the invoices that customers receive.")
  .version(version)
  .exitOverride()
  .showHelpAfterError("(--help shows what there is)");

const issuer = () =>
  new Option("--issuer <file>", "the vendor's policy file (default: issuers/genesys.json of the package)");
const overlay = () => new Option("--overlay <file...>", "what a vendor's data files do not carry; files or globs");
const json = () => new Option("--json", "one line of JSON a document on stdout, for machines");
const quiet = () => new Option("--quiet", "tell problems only");
const preview = () => new Option("--preview", "mark as a preview: no number, no due date, no payment link");

const INPUT = "files, folders, globs, or - for the standard input; JSON, or JSONL with one document a line";
const CODES = "\nExit codes: 0 all done, 1 some documents refused, 2 usage or unreadable input, 3 a defect of ours.";

const exit = (code: number): void => {
  process.exitCode = code;
};

program
  .command("render")
  .description("documents to files, with a manifest of all that was written")
  .argument("<input...>", INPUT)
  .requiredOption("--out <dir>", "folder for the documents; made where it is missing")
  .option("--format <list>", "pdf, html, text, json; several with commas (default: all)")
  .option(
    "--locale <locale>",
    "another language than the customer's; a numbered document becomes a marked translation copy",
  )
  .addOption(issuer())
  .addOption(new Option("--engine <name>", "what makes the PDF").choices(["pdfmake"]).default("pdfmake"))
  .addOption(overlay())
  .option("--overwrite", "replace files that stand there with other content")
  .option("--copy", "mark as a duplicate of the original document")
  .addOption(preview())
  .addOption(json())
  .addOption(quiet())
  .addHelpText("after", `\nExample:\n  billwright render invoices.jsonl --out out --format pdf,html\n${CODES}`)
  .action(async (inputs: string[], options: RenderOptions) => exit(await render(realWorld, inputs, options)));

program
  .command("check")
  .description("everything that render would refuse, all problems at once; nothing is written")
  .argument("<input...>", INPUT)
  .addOption(issuer())
  .addOption(overlay())
  .addOption(preview())
  .addOption(json())
  .addOption(quiet())
  .addHelpText("after", `\nExample:\n  billwright check "invoices/*.json"\n${CODES}`)
  .action(async (inputs: string[], options: CheckOptions) => exit(await check(realWorld, inputs, options)));

program
  .command("explain")
  .description("how every amount came about: source, rule, exact value, rounding, totals")
  .argument("<input>", INPUT)
  .option("--document <id>", "one document of several")
  .option("--line <n>", "one line: its id, or its place in print counted from 1")
  .addOption(issuer())
  .addOption(overlay())
  .addHelpText("after", `\nExample:\n  billwright explain invoices.jsonl --document INV-2026-0007 --line 3\n${CODES}`)
  .action(async (input: string, options: ExplainOptions) => exit(await explain(realWorld, input, options)));

program
  .command("schema")
  .description("the JSON Schema of an input format")
  .argument("<format>", "such as billwright/rated-document@1")
  .addHelpText("after", `\nExample:\n  billwright schema billwright/rated-document@1\n${CODES}`)
  .action((format: string) => exit(schema(format)));

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
