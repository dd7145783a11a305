import type { Register } from "../register/register.ts";
import type { Store } from "../store.ts";
import type { World } from "../world.ts";
import type { AccessTools, Seal } from "./tools.ts";

/** What keys are made, checked and revoked with. */
export type KeyDesk = {
  readonly register: Register;
  readonly tools: AccessTools;
  readonly clock: World["clock"];
  /** New ids that nobody has guessed, 160 bits each. */
  readonly tokens: World["tokens"];
};

/** What links are made and followed with. */
export type LinkDesk = KeyDesk & { readonly store: Store; readonly seal: Seal };
