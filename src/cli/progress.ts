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
  const pace = createPace(extent);
  return process.stderr.isTTY && total > 0 ? barProgress(extent, total, pace) : plainProgress(pace);
};

/** Problems only: for `--quiet` and beside the lines of `--json`. */
export const quietProgress = (): Progress => ({
  tell: (text) => void process.stderr.write(text),
  step: () => {},
  end: () => {},
});

const plainProgress = (pace: Pace): Progress => ({
  ...quietProgress(),
  step: (documents) => {
    if (documents % EVERY === 0) process.stderr.write(`${documents} documents, ${pace(documents)}\n`);
  },
});

/** How fast it goes, and how long the rest will take. */
type Pace = (documents: number) => string;

const createPace = (extent: () => Extent): Pace => {
  const begin = performance.now();
  return (documents) => {
    const seconds = Math.max(0.001, (performance.now() - begin) / 1000);
    const { read, total } = extent();
    const left = total === undefined || read === 0 ? undefined : (seconds * Math.max(0, total - read)) / read;
    return [`${(documents / seconds).toFixed(1)} a second`, ...(left === undefined ? [] : [timeLeft(left)])].join(", ");
  };
};

/** The input is read a little ahead of the documents, so it is a guess in the end. */
const timeLeft = (seconds: number): string => {
  if (seconds < 100) return `about ${Math.ceil(seconds)} s left`;
  return seconds < 6_000 ? `about ${Math.ceil(seconds / 60)} min left` : `about ${Math.ceil(seconds / 3_600)} h left`;
};

/** The bar shows how much of the input has been read, as nobody knows how many documents it holds. */
const barProgress = (extent: () => Extent, total: number, pace: Pace): Progress => {
  const bars = new MultiBar({
    format: "{bar} {percentage}% of the input | {documents} documents, {pace}",
    clearOnComplete: true,
    hideCursor: true,
    stream: process.stderr,
    // What a signal does is decided in interrupt.ts.
    gracefulExit: false,
  });
  const bar = bars.create(total, 0, { documents: 0, pace: "" });
  bars.on("redraw-pre", () => bar.update(Math.min(extent().read, total)));
  return {
    tell: (text) => {
      if (text !== "") bars.log(text);
    },
    step: (documents) => bar.update({ documents, pace: pace(documents) }),
    end: () => {
      // What has been told since the last drawing would be lost with the bar.
      bars.update();
      bars.stop();
    },
  };
};
