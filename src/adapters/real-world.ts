import { createHash } from "node:crypto";
import type { World } from "../app/world.ts";
import { createAssets } from "./assets.ts";
import { now } from "./clock.ts";
import { inputs } from "./inputs.ts";
import { outputs } from "./outputs.ts";

/** The machine that we run on. */
export const realWorld: World = {
  clock: { now },
  inputs,
  outputs,
  assets: createAssets(),
  digest: (bytes) => createHash("sha256").update(bytes).digest("hex"),
};
