import { existsSync, watch } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { printable } from "../kernel/characters.ts";
import { portOf, ROOT, WATCHED } from "./dev-place.ts";
import { EXIT } from "./exit.ts";
import { refuse } from "./tell.ts";

/** Editors write a file in several steps; after so long without another one it is read. */
const REST_MS = 100;

/** The sources as they are in the checkout, what was made of them in the package. */
const ENTRY = new URL(import.meta.url.endsWith(".ts") ? "dev-thread.ts" : "dev-thread.js", import.meta.url);

/** `billwright dev`: the page over the golden cases, until Ctrl-C. A change starts the thread anew, and the page with it. */
export const dev = async ({ port: typed }: { readonly port: string }): Promise<number> => {
  const port = portOf(typed);
  if (port === undefined) {
    return refuse([{ rule: null, at: "--port", message: `"${typed}" is no port, 0 to 65535` }], EXIT.usage);
  }
  if (!existsSync(new URL("golden/", ROOT))) return refuse([NO_CASES], EXIT.usage);
  const signal = untilSignal();
  const thread = startingThread(port);
  const watchers = WATCHED.map((name) =>
    watch(fileURLToPath(new URL(name, ROOT)), { recursive: true }, () => thread.startSoon()),
  );
  thread.startSoon();
  await signal;
  for (const watcher of watchers) watcher.close();
  await thread.end();
  return EXIT.done;
};

const NO_CASES = {
  rule: null,
  at: "",
  message: "there are no golden cases here",
  hint: "billwright dev works in a checkout of the project",
} as const;

type Starting = { readonly startSoon: () => void; readonly end: () => Promise<void> };

/** One thread at a time; what is wrong with the code is told, and the next change tries again. */
const startingThread = (wanted: number): Starting => {
  let port = wanted;
  let thread: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;
  let turn = Promise.resolve();
  const start = async (): Promise<void> => {
    await thread?.terminate();
    thread = new Worker(ENTRY, { workerData: port });
    thread.on("message", (address: unknown) => {
      const url = String(address);
      // The page that is open comes back to where it was.
      port = portOf(new URL(url).port) ?? port;
      tell(`${url}/support`);
    });
    thread.on("error", (error) => tell(printable(error.stack ?? error.message)));
  };
  return {
    startSoon: () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        turn = turn.then(start);
      }, REST_MS);
    },
    end: async () => {
      clearTimeout(timer);
      await turn;
      await thread?.terminate();
    },
  };
};

const tell = (text: string): void => void process.stderr.write(`${text}\n`);

const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => resolve());
  });
