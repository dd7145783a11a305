import type { Doors } from "../bill/open-run.ts";
import type { Actor } from "../register/document.ts";
import type { World } from "../world.ts";

/** What the commands on the register work with; `actor` stands in the audit for whatever they change. */
export type Desk = { readonly world: World; readonly doors: Doors; readonly actor: Actor };
