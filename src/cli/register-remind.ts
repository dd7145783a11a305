import { remindOverdue, type RemindRequest } from "../app/ledger/remind.ts";
import {
  countReminded,
  NOBODY_REMINDED,
  remindedLine,
  remindedText,
  remindTallyText,
} from "../app/ledger/reminded-text.ts";
import type { World } from "../app/world.ts";
import { BILLING_REGIONS } from "../kernel/party.ts";
import { fail, issuesOf, succeed, type Result } from "../kernel/result.ts";
import { actorOf } from "./actor.ts";
import { withDoors } from "./doors.ts";
import { EXIT } from "./exit.ts";
import { reasonOf, type RegisterOptions } from "./register-options.ts";
import { refuse } from "./tell.ts";

export type RemindOptions = RegisterOptions & {
  readonly daysOverdue: string;
  readonly againAfter: string;
  readonly region?: string;
  readonly except?: readonly string[];
  readonly dryRun?: boolean;
  readonly reason?: string;
};

/** `billwright register remind`: notes reminders in the outbox; `billwright deliver` sends them. */
export const remindCommand = async (world: World, options: RemindOptions): Promise<number> => {
  const request = requestOf(options);
  const reason = options.reason === undefined ? succeed(undefined) : reasonOf(options.reason);
  if (!request.ok || !reason.ok) return refuse(issuesOf(request, reason), EXIT.usage);
  return withDoors(options, async (doors) => {
    const desk = { world, doors, actor: actorOf("register remind", reason.value) };
    const reminded = await remindOverdue(request.value, desk);
    if (!reminded.ok) return refuse(reminded.issues, EXIT.refused);
    let tally = NOBODY_REMINDED;
    for await (const one of reminded.value) {
      tally = countReminded(tally, one);
      process.stdout.write(options.json === true ? remindedLine(one) : remindedText(one));
    }
    if (options.json !== true) process.stdout.write(remindTallyText(tally));
    return EXIT.done;
  });
};

const requestOf = ({ daysOverdue, againAfter, region, except = [], dryRun }: RemindOptions): Result<RemindRequest> => {
  const overdue = daysOf(daysOverdue, "--days-overdue");
  const again = daysOf(againAfter, "--again-after");
  if (!overdue.ok || !again.ok) return fail(...issuesOf(overdue, again));
  const inRegion = BILLING_REGIONS.find((known) => known === region);
  return succeed({
    daysOverdue: overdue.value,
    againAfter: again.value,
    ...(inRegion !== undefined && { region: inRegion }),
    except,
    mode: dryRun === true ? "tell" : "queue",
  });
};

const MOST_DAYS = 3_650;

/** On the due date itself an invoice is in time (rule B1), and nobody is reminded twice on one day. */
const daysOf = (typed: string, at: string): Result<number> => {
  const days = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
  return days >= 1 && days <= MOST_DAYS
    ? succeed(days)
    : fail({ rule: null, at, message: `"${typed}" is no number of days from 1 to ${MOST_DAYS}` });
};
