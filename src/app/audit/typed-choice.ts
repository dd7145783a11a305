import { parseCalendarDate, type CalendarDate } from "../../kernel/calendar.ts";
import { fail, issuesOf, succeed, type Issue, type Result } from "../../kernel/result.ts";
import type { DocumentFilter } from "../register/document.ts";
import type { World } from "../world.ts";
import type { Choice, Sample } from "./choose-documents.ts";

/** What was typed, before it is looked at. */
export type TypedFilter = {
  readonly run?: string;
  readonly account?: string;
  readonly from?: string;
  readonly to?: string;
};

export type TypedChoice = TypedFilter & { readonly sample?: string; readonly seed?: string };

export const filterOf = ({ run, account, from, to }: TypedFilter): Result<DocumentFilter> => {
  const issuedFrom = dayOf(from, "--from");
  const issuedTo = dayOf(to, "--to");
  if (!issuedFrom.ok || !issuedTo.ok) return fail(...issuesOf(issuedFrom, issuedTo));
  if (issuedFrom.value !== undefined && issuedTo.value !== undefined && issuedTo.value < issuedFrom.value) {
    return fail(wrong("--to", `${issuedTo.value} is before ${issuedFrom.value}`, "both days are included"));
  }
  return succeed({
    ...(run !== undefined && { run }),
    ...(account !== undefined && { accountId: account }),
    ...(issuedFrom.value !== undefined && { issuedFrom: issuedFrom.value }),
    ...(issuedTo.value !== undefined && { issuedTo: issuedTo.value }),
  });
};

/** Without a seed the draw is by chance. */
export const choiceOf = (names: readonly string[], typed: TypedChoice, tokens: World["tokens"]): Result<Choice> => {
  const filter = filterOf(typed);
  const sample = sampleOf(typed, tokens);
  if (!filter.ok || !sample.ok) return fail(...issuesOf(filter, sample));
  const chooses = Object.keys(filter.value).length > 0 || sample.value !== undefined;
  if (names.length > 0 && chooses) {
    const hint = "leave out the documents, or --run, --account, --from, --to and --sample";
    return fail(wrong("", "documents are named, and chosen from all as well", hint));
  }
  return succeed({ names, filter: filter.value, ...(sample.value !== undefined && { sample: sample.value }) });
};

/** Their ids are held. */
const LARGEST_SAMPLE = 100_000;

const sampleOf = ({ sample, seed }: TypedChoice, tokens: World["tokens"]): Result<Sample | undefined> => {
  if (sample === undefined) {
    return seed === undefined
      ? succeed(undefined)
      : fail(wrong("--seed", "there is no sample to draw", "say how many documents: --sample 100"));
  }
  const size = /^\d{1,6}$/.test(sample) ? Number(sample) : 0;
  return size >= 1 && size <= LARGEST_SAMPLE
    ? succeed({ size, seed: seed ?? tokens().slice(0, 12) })
    : fail(wrong("--sample", `"${sample}" is no whole number from 1 to ${LARGEST_SAMPLE}`));
};

const dayOf = (typed: string | undefined, option: string): Result<CalendarDate | undefined> => {
  if (typed === undefined) return succeed(undefined);
  const day = parseCalendarDate(typed);
  return day === undefined
    ? fail(wrong(option, `"${typed}" is not a day of the calendar`, "such as 2026-05-31"))
    : succeed(day);
};

const wrong = (at: string, message: string, hint?: string): Issue => ({
  rule: null,
  at,
  message,
  ...(hint !== undefined && { hint }),
});
