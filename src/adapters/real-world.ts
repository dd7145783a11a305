import { createHash, randomBytes } from "node:crypto";
import type { World } from "../app/world.ts";
import { createAssets } from "./assets.ts";
import { now } from "./clock.ts";
import { inputs } from "./inputs.ts";
import { openAnswering, openPool } from "./pool.ts";
import { outputs } from "./outputs.ts";
import { toolset } from "./toolset.ts";

/** The machine that we run on. */
export const realWorld: World = {
  clock: { now },
  inputs,
  outputs,
  assets: createAssets(),
  drawing: openPool,
  answering: openAnswering,
  digest: (bytes) => createHash("sha256").update(bytes).digest("hex"),
  tokens: () => randomBytes(20).toString("base64url"),
  toolset,
};
