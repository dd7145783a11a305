import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { openComposer, openConfiguredMailer } from "../adapters/mail.ts";
import type { Doors } from "../app/bill/open-run.ts";
import { deliverDue, type DeliverOrder } from "../app/delivery/deliver.ts";
import type { DeliveryDesk } from "../app/delivery/desk.ts";
import { previewDue, type Preview } from "../app/delivery/preview.ts";
import { releaseDeliveries } from "../app/delivery/release.ts";
import {
  countDelivery,
  deliveryLine,
  deliveryTallyText,
  deliveryText,
  NOTHING_DELIVERED,
  previewLine,
  previewText,
  type DeliveryTally,
} from "../app/delivery/report.ts";
import { openReading } from "../app/reading.ts";
import { safeName } from "../app/safe-name.ts";
import type { World } from "../app/world.ts";
import { writeFile } from "../app/write-file.ts";
import { issuesOf, resultOf, succeed, type Issue, type Result } from "../kernel/result.ts";
import { actorOf } from "./actor.ts";
import { withDoors, type DoorOptions } from "./doors.ts";
import { EXIT } from "./exit.ts";
import type { Manner } from "./follow.ts";
import { listenForSignals } from "./interrupt.ts";
import { refuse } from "./tell.ts";

export type DeliverOptions = Manner &
  DoorOptions & {
    readonly run?: string;
    readonly limit?: string;
    readonly dryRun?: boolean;
    readonly out?: string;
    readonly onUnknown: "hold" | "resend";
    readonly retryDays: string;
    readonly release?: readonly string[];
    readonly issuer?: string;
  };

type Request = Omit<DeliverOrder, "stop">;

/** `billwright deliver`: options → mails → exit code. */
export const deliver = async (world: World, options: DeliverOptions): Promise<number> => {
  const request = requestOf(options);
  const senders = await sendersOf(world, options);
  if (!request.ok || !senders.ok) return refuse(issuesOf(request, senders), EXIT.usage);
  const task = { world, options, request: request.value, senders: senders.value };
  return options.dryRun === true ? preview(task) : send(task);
};

const requestOf = ({ limit, retryDays, run, onUnknown, dryRun, out, release }: DeliverOptions): Result<Request> => {
  const most = limit === undefined ? Number.POSITIVE_INFINITY : wholeNumber(limit, 1_000_000_000);
  const days = wholeNumber(retryDays, 30);
  const issues: readonly Issue[] = [
    ...(most === undefined || most === 0 ? [wrong("--limit", "is no number of mails")] : []),
    ...(days === undefined ? [wrong("--retry-days", "is no number of days from 0 to 30")] : []),
    ...(out !== undefined && dryRun !== true ? [wrong("--out", "writes what --dry-run would send; give both")] : []),
    ...(release !== undefined && dryRun === true ? [wrong("--release", "changes the outbox; --dry-run does not")] : []),
  ];
  return resultOf(issues, () => ({
    filter: run === undefined ? {} : { run },
    limit: most ?? 0,
    policy: { onUnknown, retryDays: days ?? 0 },
  }));
};

const wholeNumber = (typed: string, most: number): number | undefined =>
  /^\d{1,10}$/.test(typed) && Number(typed) <= most ? Number(typed) : undefined;

const wrong = (at: string, message: string): Issue => ({ rule: null, at, message });

type Senders = Pick<DeliveryDesk, "issuer">;

const sendersOf = async (world: World, { issuer }: DeliverOptions): Promise<Result<Senders>> => {
  if (issuer === undefined) return succeed({});
  const reading = await openReading(world, { inputs: [], overlays: [], issuer });
  return reading.ok ? succeed({ issuer: reading.value.issuer }) : reading;
};

type Task = {
  readonly world: World;
  readonly options: DeliverOptions;
  readonly request: Request;
  readonly senders: Senders;
};

const ACTOR = "deliver";

const send = async ({ world, options, request, senders }: Task): Promise<number> => {
  const mailer = await openConfiguredMailer(process.env);
  if (!mailer.ok) return refuse(mailer.issues, EXIT.usage);
  return withDoors(options, async (doors) => {
    const released = await releaseDeliveries(options.release ?? [], doors.register, {
      by: actorOf(ACTOR),
      at: world.clock.now(),
    });
    if (!released.ok) return refuse(released.issues, EXIT.usage);
    const { stop, code } = listenForSignals();
    const desk: DeliveryDesk = {
      ...deskOf(world, doors),
      ...senders,
      mailer: mailer.value,
      actor: actorOf(ACTOR),
      by: `${hostname()} ${process.pid} ${world.tokens()}`,
      wait: (milliseconds) => wait(milliseconds),
    };
    try {
      const tally = await follow(deliverDue({ ...request, stop }, desk), options);
      return code() ?? exitOf(tally);
    } finally {
      await mailer.value.close();
    }
  });
};

const deskOf = ({ assets, digest, clock }: World, { register, store }: Doors) => ({
  assets,
  digest,
  now: clock.now,
  register,
  store,
});

/** Mails between two lines of progress. */
const EVERY = 100;

const follow = async (
  outcomes: ReturnType<typeof deliverDue>,
  { json = false, quiet = false }: Manner,
): Promise<DeliveryTally> => {
  let tally = NOTHING_DELIVERED;
  let mails = 0;
  for await (const outcome of outcomes) {
    tally = countDelivery(tally, outcome);
    mails += 1;
    if (!json && !quiet && mails % EVERY === 0) process.stderr.write(`${deliveryTallyText(tally)}\n`);
    if (json) process.stdout.write(deliveryLine(outcome));
    process.stderr.write(deliveryText(outcome));
  }
  if (!json && !quiet) process.stdout.write(`${deliveryTallyText(tally)}\n`);
  return tally;
};

/** What is tried again later is well; what waits for a person is not. */
const exitOf = ({ parked, unknown, waiting }: DeliveryTally): number =>
  parked + unknown + waiting > 0 ? EXIT.refused : EXIT.done;

const preview = async ({ world, options, request, senders }: Task): Promise<number> => {
  const mailer = await openComposer(process.env);
  if (!mailer.ok) return refuse(mailer.issues, EXIT.usage);
  return withDoors(options, async (doors) => {
    const { stop, code } = listenForSignals();
    const desk = { ...deskOf(world, doors), ...senders, mailer: mailer.value };
    let exit: number = EXIT.done;
    for await (const one of previewDue({ ...request, stop }, desk)) {
      process.stdout.write(options.json === true ? previewLine(one) : previewText(one));
      if (one.kind === "not-sent" && one.outcome.outcome === "waiting") exit = EXIT.refused;
      if (options.out !== undefined && one.kind === "mail") await writeMail(world, options.out, one);
    }
    return code() ?? exit;
  });
};

const writeMail = (world: World, folder: string, { outcome, bytes }: Extract<Preview, { kind: "mail" }>) =>
  writeFile(world.outputs, `${folder}/${safeName(outcome.key)}.eml`, bytes);
