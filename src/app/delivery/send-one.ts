import type { Instant } from "../../kernel/calendar.ts";
import { invariant } from "../../kernel/result.ts";
import type { Settlement } from "../register/delivery.ts";
import type { Change } from "../register/register.ts";
import type { DeliveryDesk } from "./desk.ts";
import type { Errand, Letter, Scribe } from "./letter.ts";
import { outcomeOf, type DeliveryOutcome } from "./outcome.ts";
import { settlementOf, UNKNOWN_REASON, type Policy } from "./settlement.ts";
import { overtakenNow } from "./standing.ts";

export type Sending = { readonly desk: DeliveryDesk; readonly scribe: Scribe; readonly policy: Policy };

/**
 * One delivery, once: written, then taken in hand in the register, then sent, then settled. Whoever stops it between the
 * second step and the last leaves a name in the register, so that it is never sent again unseen. Undefined where another
 * process has it.
 */
export const sendOne = async (errand: Errand, sending: Sending): Promise<DeliveryOutcome | undefined> => {
  const { desk, scribe } = sending;
  const { delivery, document } = errand;
  const at = desk.now();
  const letter = await scribe.write(errand, at);
  if (!letter.ok) return outcomeOf(delivery, document, { outcome: "waiting", issues: letter.issues });
  const bytes = await desk.mailer.compose(letter.value.mail);
  if (!(await desk.register.deliveries.claim(delivery, { by: desk.by, at }))) return undefined;
  const come = (await overtaken(errand, desk)) ?? (await sent({ errand, letter: letter.value, bytes, at }, sending));
  await desk.register.deliveries.settle({ key: delivery.key, by: desk.by }, come.settlement, changeOf(desk));
  return settledOutcome(errand, come);
};

export const changeOf = ({ actor, now }: DeliveryDesk): Change => ({ by: actor, at: now() });

/** `reached`: whether there was a mail server to talk to; with a mail that was not sent nobody tried. */
type Come = { readonly settlement: Settlement; readonly reached?: boolean };

/** Between the reading and the taking a document may have become void: asked again, now that it is in hand. */
const overtaken = async ({ delivery, document }: Errand, { register }: DeliveryDesk): Promise<Come | undefined> => {
  const now = (await register.documents.find([document.id])).get(document.id);
  invariant(now !== undefined, "a document stays in the register");
  const reason = await overtakenNow(delivery, now, register);
  if (reason === undefined) return undefined;
  const { accepted = [], refused = [] } = delivery.tries ?? {};
  return { settlement: { kind: "parked", reason, accepted, refused } };
};

type Ready = {
  readonly errand: Errand;
  readonly letter: Letter;
  readonly bytes: Uint8Array;
  readonly at: Instant;
};

const sent = async ({ errand, letter, bytes, at }: Ready, { desk, policy }: Sending): Promise<Come> => {
  const answer = await desk.mailer.send(letter.envelope, bytes);
  return {
    settlement: settlementOf({ delivery: errand.delivery, answer, at }, policy),
    reached: answer.kind !== "unreachable",
  };
};

const settledOutcome = ({ delivery, document }: Errand, { settlement, reached }: Come): DeliveryOutcome => {
  const { answer, refused } = settlement;
  return outcomeOf(delivery, document, {
    outcome: settlement.kind === "parked" && settlement.reason === UNKNOWN_REASON ? "unknown" : settlement.kind,
    refused,
    ...(answer !== undefined && { answer }),
    ...(settlement.kind === "parked" && { reason: settlement.reason }),
    ...(settlement.kind === "later" && { nextAt: settlement.nextAt }),
    ...(reached !== undefined && { reached }),
  });
};
