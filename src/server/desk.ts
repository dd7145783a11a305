import type { LinkDesk } from "../app/access/desk.ts";
import type { DownloadLog } from "../app/access/download-log.ts";
import type { WebPages } from "../app/access/pages.ts";
import type { AccessTools, Seal } from "../app/access/tools.ts";
import type { PaymentProvider } from "../app/paying/provider.ts";
import type { Register } from "../app/register/register.ts";
import type { Store } from "../app/store.ts";
import type { World } from "../app/world.ts";
import type { Issuer } from "../policy/issuer.ts";
import type { Guard } from "./authorise.ts";
import type { Metrics } from "./metrics.ts";
import type { ServerSettings } from "./settings.ts";

/** What the server is opened with; the caller closes it. */
export type ServerDoors = {
  readonly world: World;
  readonly register: Register;
  readonly store: Store;
  readonly tools: AccessTools;
  /** The profile as it is now: limits and methods of paying may have changed since a document was issued (rule B5). */
  readonly issuer: Issuer;
  readonly provider?: PaymentProvider;
  /** By what links of customers are made and opened; without it there are none. */
  readonly seal?: Seal;
};

/** What every plug-in works with: the doors, and what is made of them once. */
export type ServerDesk = ServerDoors &
  Omit<LinkDesk, "seal"> & {
    readonly settings: ServerSettings;
    readonly guard: Guard;
    readonly pages: WebPages;
    readonly noteDownload: DownloadLog;
    readonly metrics: Metrics;
    /** Whether no new work is wanted any more. */
    readonly isStopping: () => boolean;
  };
