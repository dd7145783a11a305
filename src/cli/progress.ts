import { MultiBar } from "cli-progress";
import type { Extent } from "../app/reading.ts";

/** What a person sees on stderr while a run goes on. */
export type Progress = {
  /** Text that stays: what is wrong with a document. */
  readonly tell: (text: string) => void;
  /** So many documents are through. */
  readonly step: (documents: number) => void;
  readonly end: () => void;
};

/** Documents between two plain lines. */
const EVERY = 100;

/** A bar on a terminal, where the size of the input is known; plain lines otherwise. */
export const createProgress = (extent: () => Extent): Progress => {
  const { total = 0 } = extent();
  return process.stderr.isTTY && total > 0 ? barProgress(extent, total) : plainProgress();
};

/** Problems only: for `--quiet` and beside the lines of `--json`. */
export const quietProgress = (): Progress => ({
  tell: (text) => void process.stderr.write(text),
  step: () => {},
  end: () => {},
});

const plainProgress = (): Progress => ({
  ...quietProgress(),
  step: (documents) => {
    if (documents % EVERY === 0) process.stderr.write(`${documents} documents\n`);
  },
});

/** The bar shows how much of the input has been read, as nobody knows how many documents it holds. */
const barProgress = (extent: () => Extent, total: number): Progress => {
  const bars = new MultiBar({
    format: "{bar} {percentage}% of the input | {documents} documents",
    clearOnComplete: true,
    hideCursor: true,
    stream: process.stderr,
    // What a signal does is decided in interrupt.ts.
    gracefulExit: false,
  });
  const bar = bars.create(total, 0, { documents: 0 });
  bars.on("redraw-pre", () => bar.update(Math.min(extent().read, total)));
  return {
    tell: (text) => {
      if (text !== "") bars.log(text);
    },
    step: (documents) => bar.update({ documents }),
    end: () => {
      // What has been told since the last drawing would be lost with the bar.
      bars.update();
      bars.stop();
    },
  };
};
