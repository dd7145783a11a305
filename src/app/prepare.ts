import type { Locale } from "../kernel/party.ts";
import { succeed, type Result } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import type { Drawing, DrawingLimits, DrawingSetup } from "./drawing.ts";
import type { Mode } from "./facts.ts";
import type { Engine, Format } from "./formats.ts";
import { openReading, type Reading, type Sources } from "./reading.ts";
import type { World } from "./world.ts";

export type Request = Sources & {
  readonly formats: readonly Format[];
  readonly engine?: Engine;
  readonly mode: Mode["kind"];
  readonly locale?: Locale;
  readonly copy?: "duplicate";
  readonly limits: DrawingLimits;
};

/** All that a run works with, read and checked before the first document. */
export type Run = Pick<Reading, "records" | "extent" | "strayOverlays"> & {
  readonly setup: DrawingSetup;
  readonly limits: DrawingLimits;
  /** Whoever opens it closes it. */
  readonly openDrawing: () => Drawing;
  readonly digest: World["digest"];
};

/** What is wrong here is wrong for all documents, so that the run does not begin. */
export const prepareRun = async (world: World, request: Request): Promise<Result<Run>> => {
  const reading = await openReading(world, request);
  if (!reading.ok) return reading;
  const { issuer, records, extent, strayOverlays } = reading.value;
  const { limits } = request;
  const setup = setupOf(world, request, issuer);
  const openDrawing = (): Drawing => world.drawing(setup, limits);
  return succeed({ records, extent, strayOverlays, setup, limits, openDrawing, digest: world.digest });
};

/** The clock is read once a run, so that all its documents have one today. */
const setupOf = ({ clock }: World, request: Request, issuer: Issuer): DrawingSetup => {
  const { formats, engine, mode, locale, copy } = request;
  return {
    issuer,
    formats,
    ...(engine !== undefined && { engine }),
    mode: mode === "preview" ? { kind: "preview", now: clock.now() } : { kind: "numbered" },
    ...(locale !== undefined && { locale }),
    ...(copy !== undefined && { copy }),
    suffix: `${locale === undefined ? "" : `.${locale}`}${copy === undefined ? "" : ".copy"}`,
  };
};
