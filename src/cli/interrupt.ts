import { SIGNAL_EXIT } from "./exit.ts";

export type Interrupt = {
  readonly stop: AbortSignal;
  /** The exit code of the signal that came, if one did. */
  readonly code: () => number | undefined;
};

/** The first Ctrl-C ends the run after the documents in hand, a second one ends the process at once. */
export const listenForSignals = (): Interrupt => {
  const controller = new AbortController();
  let code: number | undefined;
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => {
      code ??= SIGNAL_EXIT[name];
      controller.abort();
      // Who waits for more on the standard input waits no longer.
      process.stdin.push(null);
      process.stderr.write("\nstopping after the documents in hand\n");
    });
  }
  return { stop: controller.signal, code: () => code };
};
