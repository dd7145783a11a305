import type { DeliveryFilter } from "../register/delivery.ts";
import { invariant } from "../../kernel/result.ts";
import type { Delivery } from "../register/delivery.ts";
import type { DeliveryDesk } from "./desk.ts";
import { domainsOf, type Load } from "./domain-rate.ts";
import { remaining, type Errand, type Scribe } from "./letter.ts";
import { outcomeOf, type DeliveryOutcome } from "./outcome.ts";
import { overtakenNow } from "./standing.ts";

/** A delivery that may go, with the load that it is on the domains of its recipients. */
export type Task = Errand & { readonly load: Load };

/** A delivery that is due: to be sent, or why it is not; `overtaken` ones are to be parked by the caller. */
export type Due =
  | { readonly kind: "task"; readonly task: Task }
  | { readonly kind: "overtaken"; readonly errand: Errand; readonly reason: string }
  | { readonly kind: "waiting"; readonly outcome: DeliveryOutcome };

/** Deliveries whose documents are read together. */
const CHUNK = 100;

/** What is due now, the longest waiting first. Nothing is changed by looking. */
export async function* dueErrands(
  filter: DeliveryFilter,
  desk: Pick<DeliveryDesk, "register" | "now">,
  scribe: Pick<Scribe, "senderOf">,
): AsyncGenerator<Due> {
  for await (const deliveries of inChunks(desk.register.deliveries.due(desk.now(), filter))) {
    const documents = await desk.register.documents.find(deliveries.map(({ documentId }) => documentId));
    for (const delivery of deliveries) {
      const document = documents.get(delivery.documentId);
      invariant(document !== undefined, "a delivery is of a document");
      yield await judged({ delivery, document }, { ...scribe, register: desk.register });
    }
  }
}

type Judge = Pick<Scribe, "senderOf"> & Pick<DeliveryDesk, "register">;

const judged = async (errand: Errand, { senderOf, register }: Judge): Promise<Due> => {
  const { delivery, document } = errand;
  const reason = await overtakenNow(delivery, document, register);
  if (reason !== undefined) return { kind: "overtaken", errand, reason };
  const sender = await senderOf(document);
  if (!sender.ok) {
    return { kind: "waiting", outcome: outcomeOf(delivery, document, { outcome: "waiting", issues: sender.issues }) };
  }
  const load = {
    sender: sender.value.from,
    domains: domainsOf(remaining(delivery)),
    perMinute: sender.value.domainRatePerMinute,
  };
  return { kind: "task", task: { ...errand, load } };
};

async function* inChunks(deliveries: AsyncIterable<Delivery>): AsyncGenerator<readonly Delivery[]> {
  let chunk: Delivery[] = [];
  for await (const delivery of deliveries) {
    chunk.push(delivery);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
