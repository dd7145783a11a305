import type { Instant } from "../../kernel/calendar.ts";
import type { Delivery, RefusedRecipient, Settlement } from "../register/delivery.ts";
import { nextTry } from "./back-off.ts";
import { remaining } from "./letter.ts";
import type { SendAnswer } from "./mailer.ts";

/** What is done with a mail of which nobody knows whether it was taken: a person decides, or it is sent once more. */
export type OnUnknown = "hold" | "resend";

export type Policy = {
  readonly onUnknown: OnUnknown;
  /** For so many days from the first try on a mail is tried again. */
  readonly retryDays: number;
};

export const UNKNOWN_REASON = "it may have been sent: no answer came back";

/** The delivery as it was before the try that brought the answer. */
export type Tried = { readonly delivery: Delivery; readonly answer: SendAnswer; readonly at: Instant };

/** What an answer of the mail server comes to. Who has it keeps it; only the others are tried again. */
export const settlementOf = ({ delivery, answer, at }: Tried, policy: Policy): Settlement => {
  const { accepted = [], refused = [], count = 0, firstAt = at } = delivery.tries ?? {};
  const known = { accepted, refused };
  const nextAt = nextTry({ tries: count + 1, firstAt, now: at, days: policy.retryDays });
  if (answer.kind === "unknown" && policy.onUnknown === "hold") {
    return { kind: "parked", reason: UNKNOWN_REASON, answer: answer.answer, ...known };
  }
  if (answer.kind !== "decided") {
    return nextAt === undefined
      ? ended({ ...known, refused: [...refused, ...refusing(delivery, answer.answer)] }, answer.answer)
      : { kind: "later", nextAt, answer: answer.answer, ...known };
  }
  const reached = { accepted: [...accepted, ...answer.accepted], refused: [...refused, ...answer.refused] };
  if (answer.deferred.length === 0) return ended(reached, answer.answer);
  return nextAt === undefined
    ? ended({ ...reached, refused: [...reached.refused, ...answer.deferred] }, answer.answer)
    : { kind: "later", nextAt, answer: answer.answer, ...reached };
};

const refusing = (delivery: Delivery, answer: string): readonly RefusedRecipient[] =>
  remaining(delivery).map((address) => ({ address, answer }));

/** Nobody is left to try: it is sent if anybody has got it. */
const ended = (reached: Pick<Settlement, "accepted" | "refused">, answer: string): Settlement =>
  reached.accepted.length > 0
    ? { kind: "sent", answer, ...reached }
    : { kind: "parked", reason: "no recipient could be reached", answer, ...reached };
