import { Command } from "commander";
import { CODES } from "./options.ts";

/** What the command line says of `dev`; the server is loaded when it is called. */
export const dev = (exit: (code: number) => void): Command =>
  new Command("dev")
    .description("live preview of the golden cases, for who works on templates, words or code; this machine only")
    .option("--port <n>", "0 for any that is free", "8090")
    .addHelpText(
      "after",
      `\nA change of a template, a word, a profile, a case or the code reloads the page. "Show keys" tells the key of each word.\n\nExample:\n  billwright dev --port 8090\n${CODES}`,
    )
    .action(async (options: { port: string }) => {
      const { dev: run } = await import("./dev.ts");
      exit(await run(options));
    });
