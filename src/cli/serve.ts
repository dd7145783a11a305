import { attempt } from "../adapters/failure.ts";
import { accessTools, openSeal } from "../adapters/secrets.ts";
import type { Seal } from "../app/access/tools.ts";
import type { Doors } from "../app/bill/open-run.ts";
import { openReading } from "../app/reading.ts";
import type { World } from "../app/world.ts";
import { issuesOf, succeed, type Result } from "../kernel/result.ts";
import { createServer } from "../server.ts";
import type { ServerSettings } from "../server/settings.ts";
import { withDoors, type Patience } from "./doors.ts";
import { EXIT } from "./exit.ts";
import { servePlaceOf, type ServeOptions, type ServePlace } from "./serve-options.ts";
import { refuse } from "./tell.ts";

/** `billwright serve`: listens until a signal comes, then answers what is in hand. That it was stopped is no failure. */
export const serve = async (world: World, options: ServeOptions): Promise<number> => {
  const place = servePlaceOf(options);
  const seal = sealOf(process.env["BILLWRIGHT_LINK_SECRET"]);
  const { issuer } = options;
  const policy = await openReading(world, { inputs: [], overlays: [], ...(issuer !== undefined && { issuer }) });
  if (!place.ok || !seal.ok || !policy.ok) return refuse(issuesOf(place, seal, policy), EXIT.usage);
  const listen = async (doors: Doors): Promise<number> => {
    const opened = { ...doors, ...seal.value, world, tools: accessTools, issuer: policy.value.issuer };
    const server = await createServer(opened, settingsOf(place.value, world));
    await runUntilStopped(server, place.value);
    return EXIT.done;
  };
  return withDoors(options, listen, PATIENCE);
};

/** A payer who has clicked waits for the provider's answer. */
const PATIENCE: Patience = { attempts: 2, answerMs: 8_000 };

const sealOf = (secrets: string | undefined): Result<{ readonly seal?: Seal }> => {
  if (secrets === undefined) return succeed({});
  const seal = openSeal(secrets);
  return seal.ok ? succeed({ seal: seal.value }) : seal;
};

const settingsOf = ({ host, port, publicUrl, trustedProxies, limits }: ServePlace, world: World): ServerSettings => ({
  publicUrl: publicUrl ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
  trustedProxies,
  version: world.toolset().version,
  log: { write: (line) => void process.stderr.write(line) },
  limits,
});

type Server = Awaited<ReturnType<typeof createServer>>;

const runUntilStopped = async (server: Server, { host, port }: ServePlace): Promise<void> => {
  const signal = untilSignal();
  try {
    await attempt(
      `${host}, port ${port}: cannot listen`,
      server.listen({ host, port }).then(() => undefined),
    );
    if (process.env["BILLWRIGHT_LINK_SECRET"] === undefined) {
      server.log.warn("there are no links for customers: BILLWRIGHT_LINK_SECRET is not set");
    }
    if (process.env["STRIPE_SECRET_KEY"] !== undefined && process.env["STRIPE_WEBHOOK_SECRET"] === undefined) {
      server.log.warn("no payment will be heard of: STRIPE_WEBHOOK_SECRET is not set");
    }
    server.log.info({ signal: await signal }, "stopping when the requests in hand are answered");
  } finally {
    await server.close();
  }
};

/** A second one ends the process at once, as it would without us. */
const untilSignal = (): Promise<string> =>
  new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => resolve(name));
  });
