import type { DocumentKind } from "../register/document.ts";

/**
 * What became of looking at one document, from good to bad. A document holds where register and store agree and drawing
 * it again gives its bytes, or, on another processor or runtime, its decoded PDF streams (rule A20); without an issued
 * document there is nothing to hold.
 */
export const VERDICTS = [
  "not-issued",
  "holds",
  "holds-decoded",
  "differs-explained",
  "differs",
  "damaged",
  "missing",
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One thing that was found of a document; `what` is the file, or "register", "input", "profile". */
export type Finding = {
  readonly verdict: Exclude<Verdict, "not-issued" | "holds">;
  readonly what: string;
  readonly message: string;
};

export type Verified = {
  readonly id: string;
  readonly number?: string;
  readonly kind: DocumentKind;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
};

/** The worst of the findings; without any the document holds. */
export const verdictOf = (findings: readonly Finding[]): Verdict =>
  VERDICTS.findLast((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? "holds";

export const holds = (verdict: Verdict): boolean => GOOD.has(verdict);

const GOOD: ReadonlySet<Verdict> = new Set(["not-issued", "holds", "holds-decoded"]);

/** How many documents came to each verdict. */
export type VerdictCounts = Readonly<Record<Verdict, number>>;

export const NO_VERDICTS: VerdictCounts = {
  "not-issued": 0,
  holds: 0,
  "holds-decoded": 0,
  "differs-explained": 0,
  differs: 0,
  damaged: 0,
  missing: 0,
};

export const countVerdict = (counts: VerdictCounts, { verdict }: Verified): VerdictCounts => ({
  ...counts,
  [verdict]: counts[verdict] + 1,
});
