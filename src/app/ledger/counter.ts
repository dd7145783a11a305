import { invariant, succeed, type Result } from "../../kernel/result.ts";
import type { SourceRef } from "../../kernel/ids.ts";
import type { InputDocument } from "../../pipeline.ts";
import type { Bench, BillOutcome } from "../bill/bench.ts";
import { candidatesOf, type Relation } from "../bill/candidate.ts";
import { finishChunk, numberChunk, type Numbered } from "../bill/chunk.ts";
import { benchFor, canIssue } from "../bill/open-run.ts";
import type { DrawingLimits } from "../drawing.ts";
import type { Format } from "../formats.ts";
import { openReading, type Reading, type Sources } from "../reading.ts";
import type { Desk } from "./desk.ts";

/** How a correction is issued; the profile is the one of today. */
export type IssueOrder = {
  readonly reading: Reading;
  readonly formats: readonly Format[];
  readonly limits: DrawingLimits;
};

/** Policy and input of a correction. Issues here are of usage: nothing is changed. */
export const openCounter = async (sources: Sources, { world, doors }: Desk): Promise<Result<Reading>> => {
  const reading = await openReading(world, sources);
  const able = reading.ok ? canIssue(reading.value.issuer, doors) : reading;
  return able.ok ? reading : able;
};

/** A document that is issued beside the billing runs, and why. */
export type Correction = {
  readonly document: InputDocument;
  /** The command, and the file where one was read: where the register says that it came from. */
  readonly file: string;
  readonly relation: Relation;
};

/**
 * Opens the ordinary way of issuing for the corrections of one day, which the register has as a run, works on it and
 * closes it again.
 */
export const withCounter = async <T>(
  desk: Desk,
  order: IssueOrder,
  work: (bench: Bench) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const { world, doors, actor } = desk;
  const { issuer, profile } = order.reading;
  const at = world.clock.now();
  const run = `corrections-${at.slice(0, 10)}`;
  const bench = await benchFor(world, { request: { ...order, run, actor }, doors, issuer, profile });
  const { profileHash, toolset } = bench;
  await doors.register.runs.start({ id: run, inputs: [], profileHash, version: toolset.version, by: actor, at });
  try {
    const done = await work(bench);
    await doors.register.runs.end(run, { state: "finished", by: actor, at: world.clock.now() });
    return done;
  } finally {
    await bench.drawing.close();
  }
};

/** The first half, up to the number; refused where anything stands against issuing the document. */
export const numberOne = async (correction: Correction, bench: Bench): Promise<Result<Numbered>> => {
  const { document, file, relation } = correction;
  const source: SourceRef = { file, pointer: "" };
  const record = { source, id: document.id, result: succeed(document), ordinal: 1, relation };
  const numbered = await numberChunk(candidatesOf([record], bench.digest), bench);
  const refused = numbered.settled.find(({ outcome }) => outcome === "refused");
  if (refused === undefined) return succeed(numbered);
  await finishChunk(numbered, bench);
  return { ok: false, issues: refused.issues };
};

/** The second half: drawn, stored and issued, or waiting for somebody outside. */
export const finishOne = async (numbered: Numbered, bench: Bench): Promise<BillOutcome> => {
  const [outcome] = await finishChunk(numbered, bench);
  invariant(outcome !== undefined, "the one document of a chunk comes out of it");
  return outcome;
};
