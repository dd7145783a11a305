import { nameOf } from "../ledger/find-document.ts";
import { printable } from "../../kernel/characters.ts";
import { VERDICTS, type Verdict, type VerdictCounts, type Verified } from "./verdict.ts";
import { areWhole, type SeriesFindings } from "./verify.ts";

/** What was found of one document, for people; nothing where it simply holds. */
export const verifiedText = (verified: Verified): string => {
  const { id, verdict, findings } = verified;
  if (findings.length === 0) return "";
  const name = nameOf(verified);
  const head = `${name}${name === id ? "" : ` (${id})`}: ${WORDS[verdict]}`;
  const lines = findings.map(({ what, message }) => `    ${what}: ${message}`);
  return [head, ...lines].map((line) => `${printable(line)}\n`).join("");
};

/** One line of `--json`: fields in a fixed order, absent ones as null. */
export const verifiedLine = ({ id, number, kind, verdict, findings }: Verified): string =>
  `${JSON.stringify({
    id,
    number: number ?? null,
    kind,
    verdict,
    findings: findings.map(({ verdict: found, what, message }) => ({ verdict: found, what, message })),
  })}\n`;

/** The last line of `--json`: how many documents came to each verdict, and what is wrong with the register as a whole. */
export const summaryLine = (counts: VerdictCounts, { gaps, doubles }: SeriesFindings): string =>
  `${JSON.stringify({ counts, gaps, doubles })}\n`;

/** The reckoning: every document that was looked at came to one verdict. */
export const summaryText = (counts: VerdictCounts, series: SeriesFindings): string => {
  const came = VERDICTS.filter((verdict) => counts[verdict] > 0);
  const all = came.reduce((sum, verdict) => sum + counts[verdict], 0);
  const terms = came.map((verdict) => `${counts[verdict]} ${WORDS[verdict]}`);
  const documents = `${all} document${all === 1 ? "" : "s"}${terms.length === 0 ? "" : ` = ${terms.join(" + ")}`}\n`;
  return documents + seriesText(series);
};

const WORDS = {
  "not-issued": "not issued",
  holds: "as issued",
  "holds-decoded": "as issued by decoded PDF streams",
  "differs-explained": "drawn otherwise now, explained",
  differs: "drawn otherwise now, unexplained",
  damaged: "damaged",
  missing: "with something missing",
} as const satisfies Record<Verdict, string>;

const seriesText = (series: SeriesFindings): string => {
  if (areWhole(series)) return "numbers: no gap, none twice; payment links: none twice\n";
  const { gaps, doubles } = series;
  const lines = [
    ...gaps.map(({ series: key, serial }) => `series ${key} has no document with the serial ${serial} [J-ALL-1]`),
    ...doubles.map(
      ({ what, value, id }) => `${id} shares its ${what} ${value} ${what === "link" ? "[B3]" : "[J-ALL-1]"}`,
    ),
  ];
  const more = lines.length > TOLD ? [`and ${lines.length - TOLD} more; --json tells all`] : [];
  return [...lines.slice(0, TOLD), ...more].map((line) => `${printable(line)}\n`).join("");
};

/** Lines for people; a series that was tampered with can lack any number of serials. */
const TOLD = 20;
