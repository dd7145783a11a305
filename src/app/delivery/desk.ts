import type { Instant } from "../../kernel/calendar.ts";
import type { Issuer } from "../../policy/issuer.ts";
import type { Actor } from "../register/document.ts";
import type { Register } from "../register/register.ts";
import type { Store } from "../store.ts";
import type { World } from "../world.ts";
import type { Mailer } from "./mailer.ts";

/** What mails are sent with. */
export type DeliveryDesk = {
  readonly register: Register;
  readonly store: Store;
  readonly mailer: Mailer;
  readonly assets: World["assets"];
  readonly digest: World["digest"];
  /** The profile of today, for the senders; without it each document's own. */
  readonly issuer?: Issuer;
  readonly actor: Actor;
  /** This process, and no other ever: whose hand deliveries are in. */
  readonly by: string;
  readonly now: () => Instant;
  readonly wait: (milliseconds: number) => Promise<void>;
};
