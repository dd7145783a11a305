import type { Instant } from "../../kernel/calendar.ts";
import { fail, succeed, type Issue, type Result } from "../../kernel/result.ts";
import { keyActor } from "../access/links.ts";
import { nameOf } from "../ledger/find-document.ts";
import type { Delivery, NewDelivery } from "../register/delivery.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { SupportDesk, Looker } from "./desk.ts";

export type ResendOrder = {
  readonly document: RegisteredDocument;
  /** Why, for the audit. */
  readonly reason: string;
  readonly at: Instant;
};

/**
 * Queues the document's mail once more, to the billing contacts that it went to (rule F2): under a key of its own, so that
 * it is sent, and one that two clicks at one moment share, so that it is sent once. The bytes are the issued ones (A20).
 */
export const resendDocument = async (
  { document, reason, at }: ResendOrder,
  { register }: Pick<SupportDesk, "register">,
  looker: Looker,
): Promise<Result<NewDelivery>> => {
  const deliveries = (await register.deliveries.of(document.id)).filter(({ kind }) => kind === "document");
  const last = deliveries.at(-1);
  const refusal = refusalOf(document, last);
  if (last === undefined || refusal !== undefined) return fail(refusal ?? noContact(document));
  const delivery: NewDelivery = {
    key: `document/${document.id}/${deliveries.length + 1}`,
    documentId: document.id,
    kind: "document",
    recipients: last.recipients,
  };
  const isQueued = await register.deliveries.queue(delivery, { by: { ...keyActor(looker), reason }, at });
  return isQueued ? succeed(delivery) : fail(onItsWay(document));
};

const refusalOf = (document: RegisteredDocument, last: Delivery | undefined): Issue | undefined => {
  if (document.state === "void") return voided(document);
  if (document.state !== "issued" && document.state !== "delivered") return notIssued(document);
  if (last?.status === "queued" || last?.status === "sending") return onItsWay(document);
  return last?.status === "parked" ? parked(document, last) : undefined;
};

const noContact = (document: RegisteredDocument): Issue => ({
  rule: "F2",
  at: "",
  message: `${nameOf(document)} had no billing contact when it was issued, so it was never mailed`,
  hint: "give the customer a link, or download it",
});

const voided = (document: RegisteredDocument): Issue => ({
  rule: "A20",
  at: "",
  message: `${nameOf(document)} is void: a mail would ask for money that is not owed`,
});

const notIssued = (document: RegisteredDocument): Issue => ({
  rule: "A20",
  at: "",
  message: `${nameOf(document)} is not issued yet`,
  hint: "the billing run will send it",
});

const onItsWay = (document: RegisteredDocument): Issue => ({
  rule: null,
  at: "",
  message: `${nameOf(document)} is on its way already`,
  hint: "look at its deliveries again in a few minutes",
});

const parked = (document: RegisteredDocument, { key, reason }: Delivery): Issue => ({
  rule: null,
  at: "",
  message: `the mail of ${nameOf(document)} waits for a person${reason === undefined ? "" : `: ${reason}`}`,
  hint: `once the reason is mended: billwright deliver --release ${key}`,
});
