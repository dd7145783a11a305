import {
  addRefusal,
  createLanguages,
  createRunReportRenderer,
  presentRunReport,
  WAITING_SHOWN,
  type NotIssued,
  type RefusalGroup,
} from "../../pipeline.ts";
import { millisecondsBetween } from "../../kernel/calendar.ts";
import { fail, succeed, type Result } from "../../kernel/result.ts";
import { parseIssuer } from "../issuer-file.ts";
import type { Register } from "../register/register.ts";
import type { Store } from "../store.ts";
import type { World } from "../world.ts";

type Sources = { readonly assets: World["assets"]; readonly register: Register; readonly store: Store };

/** The report of a run as one page of HTML, by what the register says now. */
export const runReport = async (run: string, { assets, register, store }: Sources): Promise<Result<string>> => {
  const { runs } = register;
  const summary = await runs.summary(run);
  if (summary === undefined) return fail({ rule: null, at: "", message: `the register knows no run "${run}"` });
  const profile = await store.read(summary.profileHash);
  const issuer = parseIssuer(new TextDecoder().decode(profile), `profile ${summary.profileHash}`);
  if (!issuer.ok) return issuer;
  let refusals: readonly RefusalGroup[] = [];
  for await (const entry of runs.entries(run, "refused")) refusals = addRefusal(refusals, entry);
  const waiting: NotIssued[] = [];
  for await (const entry of runs.entries(run, "waiting")) if (waiting.push(entry) >= WAITING_SHOWN) break;
  const view = presentRunReport(
    {
      ...summary,
      workers: summary.workers ?? [],
      refusals,
      waiting,
      spread: await runs.spread(run),
      series: await runs.series(run),
      profile: { name: issuer.value.id, hash: summary.profileHash, demo: issuer.value.demo },
      ...(summary.finishedAt !== undefined && {
        elapsedSeconds: millisecondsBetween(summary.startedAt, summary.finishedAt) / 1000,
      }),
    },
    createLanguages(assets.locale, {})("en-GB").figures,
  );
  return succeed(createRunReportRenderer(assets)(view));
};
