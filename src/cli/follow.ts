import { count, EMPTY_TALLY, outcomeLine, type Outcome, type Tally } from "../app/outcome.ts";
import type { Extent } from "../app/reading.ts";
import { outcomeText } from "../app/report.ts";
import { createProgress, quietProgress } from "./progress.ts";

export type Manner = { readonly json?: boolean; readonly quiet?: boolean };

/** What is left to say when all documents are through. */
export type Followed = {
  readonly tally: Tally;
  /** The first files that were written or stood there already, to show where the documents are. */
  readonly examples: readonly string[];
};

const EXAMPLES = 5;

/** Tells each outcome as it comes: a line of JSON on stdout for machines, problems and progress on stderr for people. */
export const follow = async (
  outcomes: AsyncIterable<Outcome>,
  { json = false, quiet = false }: Manner,
  extent: () => Extent,
): Promise<Followed> => {
  const progress = json || quiet ? quietProgress() : createProgress(extent);
  let tally = EMPTY_TALLY;
  let documents = 0;
  const examples: string[] = [];
  try {
    for await (const outcome of outcomes) {
      tally = count(tally, outcome);
      documents += 1;
      if (json) process.stdout.write(outcomeLine(outcome));
      else progress.tell(outcomeText(outcome));
      const [file] = outcome.files;
      if (file !== undefined && examples.length < EXAMPLES) examples.push(file.name);
      progress.step(documents);
    }
  } finally {
    progress.end();
  }
  return { tally, examples };
};
