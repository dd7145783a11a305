import type { DeliveryDesk } from "./desk.ts";
import type { DeliverOrder } from "./deliver.ts";
import { dueErrands, type Task } from "./errands.ts";
import { openScribe, type Scribe } from "./letter.ts";
import { outcomeOf, type DeliveryOutcome } from "./outcome.ts";

/** A mail as it would be sent now: to whom, what it is called, and its bytes. */
export type Preview =
  | {
      readonly kind: "mail";
      readonly outcome: Pick<DeliveryOutcome, "key" | "kind" | "documentId" | "number">;
      readonly to: readonly string[];
      readonly subject: string;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: "not-sent"; readonly outcome: DeliveryOutcome };

/** Nothing is handed to a mail server, so none need be there. */
type PreviewDesk = Pick<DeliveryDesk, "register" | "store" | "assets" | "digest" | "issuer" | "now"> & {
  readonly mailer: Pick<DeliveryDesk["mailer"], "compose">;
};

/** What would be sent, and what not and why. Nothing is sent, nothing changes. */
export async function* previewDue(
  { filter, limit, stop }: Pick<DeliverOrder, "filter" | "limit" | "stop">,
  desk: PreviewDesk,
): AsyncGenerator<Preview> {
  const scribe = openScribe(desk);
  let mails = 0;
  for await (const due of dueErrands(filter, desk, scribe)) {
    if (stop.aborted || mails === limit) return;
    if (due.kind === "task") {
      mails += 1;
      yield await previewOf(due.task, scribe, desk);
    } else if (due.kind === "waiting") {
      yield { kind: "not-sent", outcome: due.outcome };
    } else {
      const { delivery, document } = due.errand;
      yield { kind: "not-sent", outcome: outcomeOf(delivery, document, { outcome: "parked", reason: due.reason }) };
    }
  }
}

const previewOf = async (
  { delivery, document, ...task }: Task,
  scribe: Scribe,
  { mailer, now }: PreviewDesk,
): Promise<Preview> => {
  const letter = await scribe.write({ ...task, delivery, document }, now());
  if (!letter.ok) {
    return { kind: "not-sent", outcome: outcomeOf(delivery, document, { outcome: "waiting", issues: letter.issues }) };
  }
  const { mail, envelope } = letter.value;
  const bytes = await mailer.compose(mail);
  const outcome = outcomeOf(delivery, document, { outcome: "waiting" });
  return { kind: "mail", outcome, to: envelope.to, subject: mail.subject, bytes };
};
