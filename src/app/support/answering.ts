import type { Comparison } from "../../compare/comparison.ts";
import type { Result } from "../../kernel/result.ts";
import type { Issuer } from "../../policy/issuer.ts";
import type { CompareOrder } from "./comparing.ts";
import type { ExplainOrder, Explanation } from "./explanation.ts";
import type { Preview, PreviewOrder } from "./preview.ts";

export type { CompareOrder, Comparison, ExplainOrder, Explanation, Preview, PreviewOrder };

/**
 * Answers what support asks of one document, in this process or in others. Pasted data is anybody's: it is read where it
 * is drawn, so that whatever it takes of time or memory is taken there.
 */
export type Answering = {
  readonly preview: (order: PreviewOrder) => Promise<Result<Preview>>;
  readonly explain: (order: ExplainOrder) => Promise<Result<Explanation>>;
  readonly compare: (order: CompareOrder) => Promise<Result<Comparison>>;
  /** What is not answered by now is given up. */
  readonly close: () => Promise<void>;
};

/** The policy by which pasted data is read and drawn. */
export type AnsweringSetup = { readonly issuer: Issuer };
