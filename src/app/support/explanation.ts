import type { LineStory } from "./line-story.ts";
import type { Source } from "./source.ts";

export type ExplainOrder = {
  readonly source: Source;
  /** Id of a line, or its place in print counted from 1; else the whole document. */
  readonly line?: string;
};

export type Explanation = {
  /** The whole trail, as `billwright explain` tells it. */
  readonly trail: string;
  /** Of the one line that was asked for; none of a usage statement, which has no amounts (rule A9). */
  readonly line?: LineStory;
};
