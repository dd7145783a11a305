import { CommanderError } from "commander";
import { printable } from "../kernel/characters.ts";
import { OutsideFailure } from "../app/world.ts";

/** A public contract: all done · some documents refused · usage or unreadable input · a defect of ours. */
export const EXIT = { done: 0, refused: 1, usage: 2, defect: 3 } as const;

/** Ends by a signal are told as shells tell them. */
export const SIGNAL_EXIT = { SIGINT: 130, SIGTERM: 143 } as const;

/** What a failure that came through to the end is: its exit code, and what to tell the user. */
export const failureOf = (error: unknown, version: string): { readonly code: number; readonly text: string } => {
  if (error instanceof CommanderError) {
    // Commander has printed its own message. Help that was asked for is no failure; help for want of a command is.
    return { code: error.exitCode === 0 ? EXIT.done : EXIT.usage, text: "" };
  }
  if (error instanceof OutsideFailure) return { code: EXIT.usage, text: `billwright: ${printable(error.message)}\n` };
  return { code: EXIT.defect, text: defectText(error, version) };
};

const defectText = (error: unknown, version: string): string => {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && process.env["DEBUG"] ? `${error.stack ?? ""}\n` : "";
  return [
    `billwright: this is a defect of ours, not of your data: ${printable(message)}\n`,
    "    Documents that the manifest lists are complete; run the command again for the rest once we have mended it.\n",
    `    Please send us this message, the command, the document it stopped at if you may share it, and what it prints with DEBUG=1 (billwright ${version}, node ${process.version}, ${process.platform}).\n`,
    stack,
  ].join("");
};
