import { summaryText } from "../app/bill/report.ts";
import { printable } from "../kernel/characters.ts";
import type { RunChunks, RunSummary } from "../app/register/run.ts";
import type { Instant } from "../kernel/calendar.ts";
import { moneyText } from "../kernel/money.ts";
import { progressOf, type WorkerProgress } from "./run-progress.ts";

/** What of a run is issued, waits, was set aside, and who works on it, for people. */
export const statusText = (summary: RunSummary, now: Instant): string => {
  const { workers, secondsLeft } = progressOf(summary, now);
  const { id, chunks } = summary;
  return [
    summaryText(summary),
    ...(chunks === undefined ? [] : [chunksText(chunks)]),
    ...workers.map(workerText),
    ...(secondsLeft === undefined ? [] : [`  about ${durationText(secondsLeft)} left at this rate\n`]),
    ...(chunks === undefined ? [] : asideTexts(id, chunks)),
  ].join("");
};

const chunksText = ({ queued, active, done, dead, documents, documentsDone }: RunChunks): string =>
  `  chunks: ${done} done, ${active} in hand, ${queued} waiting, ${dead} set aside; ${documentsDone} of ${documents} documents\n`;

const workerText = ({ name, documents, documentsPerSecond, seenSecondsAgo, lost }: WorkerProgress): string => {
  const rate = documentsPerSecond === undefined ? "" : `, ${documentsPerSecond.toFixed(1)} a second`;
  const seen = lost ? `not heard of for ${durationText(seenSecondsAgo)}` : `seen ${durationText(seenSecondsAgo)} ago`;
  return `  ${printable(name)}: ${documents} documents${rate}, ${seen}\n`;
};

const asideTexts = (id: string, { dead, aside }: RunChunks): readonly string[] => {
  if (dead === 0) return [];
  const more = dead > aside.length ? [`  and ${dead - aside.length} more\n`] : [];
  const reasons = aside.map(({ chunk, reason }) => `  chunk ${chunk} was set aside: ${printable(reason)}\n`);
  return [...reasons, ...more, `    once mended, bill --run ${id} --enqueue with the same input tries them again\n`];
};

const durationText = (seconds: number): string => {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

/** The same for machines: one line, fields in a fixed order, absent ones as null. */
export const statusLine = (summary: RunSummary, now: Instant): string => {
  const { id, state, startedAt, finishedAt, counts, money, statements, chunks } = summary;
  const { workers, secondsLeft } = progressOf(summary, now);
  return `${JSON.stringify({
    run: id,
    state,
    startedAt,
    finishedAt: finishedAt ?? null,
    counts,
    money: money.map(({ kind, currency, documents, net, tax, total }) => ({
      kind,
      currency,
      documents,
      net: moneyText(net),
      tax: moneyText(tax),
      total: moneyText(total),
    })),
    statements,
    chunks: chunks ?? null,
    workers: workers.map(({ name, since, lastSeen, documents, documentsPerSecond, lost }) => ({
      name,
      since,
      lastSeen,
      documents,
      documentsPerSecond: documentsPerSecond ?? null,
      lost,
    })),
    secondsLeft: secondsLeft ?? null,
  })}\n`;
};
