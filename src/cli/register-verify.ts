import { availableParallelism } from "node:os";
import { chooseDocuments, type Chosen, type Sample } from "../app/audit/choose-documents.ts";
import { openProfileDrawings } from "../app/audit/profile-drawings.ts";
import { openProfiles } from "../app/audit/redraw.ts";
import { choiceOf, type TypedChoice } from "../app/audit/typed-choice.ts";
import { countVerdict, holds, NO_VERDICTS, VERDICTS, type VerdictCounts } from "../app/audit/verdict.ts";
import { areWhole, verifyDocuments, verifySeries } from "../app/audit/verify.ts";
import { summaryLine, summaryText, verifiedLine, verifiedText } from "../app/audit/verify-report.ts";
import type { Doors } from "../app/bill/open-run.ts";
import { limitsOf, type TypedLimits } from "../app/drawing-limits.ts";
import type { DrawingLimits } from "../app/drawing.ts";
import type { World } from "../app/world.ts";
import { equalPdfStreams } from "../adapters/pdf-streams.ts";
import { withDoors, type DoorOptions } from "./doors.ts";
import { EXIT } from "./exit.ts";
import type { Manner } from "./follow.ts";
import { listenForSignals, type Interrupt } from "./interrupt.ts";
import { createProgress, quietProgress } from "./progress.ts";
import { refuse } from "./tell.ts";

export type VerifyOptions = DoorOptions & TypedChoice & TypedLimits & Manner;

/** `billwright register verify`: options → every chosen document looked at → exit code. */
export const verify = async (world: World, names: readonly string[], options: VerifyOptions): Promise<number> => {
  const choice = choiceOf(names, options, world.tokens);
  const limits = limitsOf(options, availableParallelism());
  if (!choice.ok) return refuse(choice.issues, EXIT.usage);
  if (!limits.ok) return refuse(limits.issues, EXIT.usage);
  return withDoors(options, async (doors) => {
    const chosen = await chooseDocuments(choice.value, { register: doors.register, digest: world.digest });
    if (!chosen.ok) return refuse(chosen.issues, EXIT.usage);
    tellSample(choice.value.sample);
    return verifyChosen(chosen.value, { world, doors, limits: limits.value }, options);
  });
};

const tellSample = (sample: Sample | undefined): void => {
  if (sample === undefined) return;
  process.stderr.write(`a sample of ${sample.size}; --seed ${sample.seed} draws the same documents again\n`);
};

type Hands = { readonly world: World; readonly doors: Doors; readonly limits: DrawingLimits };

const verifyChosen = async (chosen: Chosen, hands: Hands, options: VerifyOptions): Promise<number> => {
  const interrupt = listenForSignals();
  const counts = await follow(chosen, hands, { options, interrupt });
  const series = await verifySeries(hands.doors.register);
  const isWell = VERDICTS.every((verdict) => holds(verdict) || counts[verdict] === 0) && areWhole(series);
  if (options.json === true) process.stdout.write(summaryLine(counts, series));
  else if (options.quiet !== true || !isWell) process.stdout.write(summaryText(counts, series));
  return interrupt.code() ?? (isWell ? EXIT.done : EXIT.refused);
};

type Following = { readonly options: VerifyOptions; readonly interrupt: Interrupt };

const follow = async (
  { documents, total }: Chosen,
  { world, doors: { store }, limits }: Hands,
  { options: { json, quiet }, interrupt: { stop } }: Following,
): Promise<VerdictCounts> => {
  const drawings = openProfileDrawings(world.drawing, limits);
  const { digest } = world;
  const auditor = { store, profiles: openProfiles(store), drawings, digest, toolset: world.toolset(), equalPdfStreams };
  let counts = NO_VERDICTS;
  let done = 0;
  const extent = () => ({ read: done, ...(total !== undefined && { total }) });
  const progress = json === true || quiet === true ? quietProgress() : createProgress(extent);
  try {
    for await (const verified of verifyDocuments(documents(), auditor, { workers: limits.workers, stop })) {
      counts = countVerdict(counts, verified);
      done += 1;
      if (json === true) process.stdout.write(verifiedLine(verified));
      else progress.tell(verifiedText(verified));
      progress.step(done);
    }
  } finally {
    progress.end();
    await drawings.close();
  }
  return counts;
};
