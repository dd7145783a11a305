import { fail, issuesOf, succeed, type Result } from "../../kernel/result.ts";
import type { Issuer } from "../../policy/issuer.ts";
import type { DrawingLimits } from "../drawing.ts";
import type { Format } from "../formats.ts";
import type { PaymentProvider } from "../paying/provider.ts";
import { openReading, type Reading, type Sources } from "../reading.ts";
import type { Actor } from "../register/document.ts";
import type { Register } from "../register/register.ts";
import type { Store } from "../store.ts";
import type { World } from "../world.ts";
import type { Bench } from "./bench.ts";

/** What a billing run is asked to do. */
export type BillRequest = Sources & {
  readonly run: string;
  readonly formats: readonly Format[];
  readonly actor: Actor;
  readonly limits: DrawingLimits;
};

/** What the run writes to and asks, opened by the caller, who closes them too. */
export type Doors = { readonly register: Register; readonly store: Store; readonly provider?: PaymentProvider };

export type BillRun = Reading & { readonly bench: Bench; readonly inputs: readonly string[] };

/** Opens input and policy, and enters the run into the register. Issues here are of usage: nothing is issued. */
export const openRun = async (world: World, request: BillRequest, doors: Doors): Promise<Result<BillRun>> => {
  const id = checkRunId(request.run);
  const reading = await openReading(world, request);
  if (!reading.ok || !id.ok) return fail(...issuesOf(id, reading));
  const { issuer, profile } = reading.value;
  const able = canIssue(issuer, doors);
  if (!able.ok) return able;
  const bench = await benchFor(world, { request, doors, issuer, profile });
  await doors.register.runs.start({
    id: request.run,
    inputs: request.inputs,
    profileHash: bench.profileHash,
    version: bench.toolset.version,
    by: request.actor,
    at: world.clock.now(),
  });
  return succeed({ ...reading.value, bench, inputs: request.inputs });
};

/** A demo profile makes samples only (rule F7); a profile that has links made needs somebody who makes them (rule B3). */
export const canIssue = ({ demo, id, online }: Issuer, { provider }: Doors): Result<void> => {
  if (demo) {
    return fail({
      rule: "F7",
      at: "/demo",
      message: `the profile "${id}" is a demo with placeholder bank or tax data: nothing can be issued from it`,
      hint: "give a complete profile with --issuer; render makes samples from this one",
    });
  }
  if (online.links === "payment-link" && provider === undefined) {
    return fail({
      rule: "B3",
      at: "/online/links",
      message: `the profile has ${online.provider} make the payment links, and there is no key for it`,
      hint: "set STRIPE_SECRET_KEY",
    });
  }
  return succeed(undefined);
};

/** A run's id names its report and stands in the register for ever. */
const checkRunId = (run: string): Result<void> =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(run)
    ? succeed(undefined)
    : fail({
        rule: null,
        at: "--run",
        message: `"${run}" cannot name a run`,
        hint: "letters, digits, dots, hyphens and underscores, at most 100, such as 2026-05",
      });

type Parts = {
  readonly request: Pick<BillRequest, "run" | "formats" | "actor" | "limits">;
  readonly doors: Doors;
  readonly issuer: Issuer;
  readonly profile: Uint8Array;
};

/** Keeps the profile in the store: documents are drawn again from the one that they were issued with (rule A20). */
export const benchFor = async (world: World, { request, doors, issuer, profile }: Parts): Promise<Bench> => {
  const { run, formats, actor, limits } = request;
  await doors.store.keep([profile]);
  return {
    run,
    actor,
    issuer,
    formats,
    profileHash: world.digest(profile),
    toolset: world.toolset(),
    register: doors.register,
    store: doors.store,
    ...(doors.provider !== undefined && { provider: doors.provider }),
    drawing: world.drawing({ issuer, formats, mode: { kind: "numbered" }, suffix: "" }, limits),
    tokens: world.tokens,
    now: world.clock.now,
    digest: world.digest,
  };
};
