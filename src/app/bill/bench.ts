import type { Instant } from "../../kernel/calendar.ts";
import type { Issue } from "../../kernel/result.ts";
import type { Issuer } from "../../policy/issuer.ts";
import type { Drawing } from "../drawing.ts";
import type { Format } from "../formats.ts";
import type { Actor, DocumentKind, Toolset } from "../register/document.ts";
import type { Register } from "../register/register.ts";
import type { RunOutcome } from "../register/run.ts";
import type { Store } from "../store.ts";
import type { World } from "../world.ts";
import type { PaymentProvider } from "../paying/provider.ts";

/** All that the chunks of a billing run are worked on with, in one process or in many. */
export type Bench = {
  readonly run: string;
  readonly actor: Actor;
  readonly issuer: Issuer;
  /** Where the store holds the profile. */
  readonly profileHash: string;
  readonly toolset: Toolset;
  readonly formats: readonly Format[];
  readonly register: Register;
  readonly store: Store;
  readonly drawing: Drawing;
  /** New secrets for permanent addresses, at least 128 bits each. */
  readonly tokens: () => string;
  /** Asked for links where the profile has it make them (rule B3). */
  readonly provider?: PaymentProvider;
  readonly now: () => Instant;
  readonly digest: World["digest"];
};

/** What became of one document of the run. */
export type BillOutcome = {
  /** "invoices.jsonl:17". */
  readonly place: string;
  readonly outcome: RunOutcome;
  readonly id?: string;
  readonly number?: string;
  readonly kind?: DocumentKind;
  readonly issues: readonly Issue[];
};
