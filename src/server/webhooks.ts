import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { applyPaymentEvent, type Handled } from "../app/paying/apply-event.ts";
import type { ProviderEvent } from "../app/paying/provider.ts";
import type { ServerDesk } from "./desk.ts";
import { createWebhookMetrics, type WebhookMetrics } from "./pay-metrics.ts";
import { paymentDeskOf } from "./payment-desk.ts";
import { refuse } from "./problem.ts";

/** A message holds one object of the provider's, some kilobytes. */
const MESSAGE_BYTES = 256 * 1_024;

/**
 * What the payment provider tells us (rule B6). It hears of success only when all of a message is in the register, and
 * tells it again for days otherwise.
 */
export const webhookRoutes =
  (desk: ServerDesk) =>
  async (app: FastifyInstance): Promise<void> => {
    const paying = paymentDeskOf(desk);
    if (paying === undefined) return;
    const metrics = createWebhookMetrics(desk.metrics.registry);
    readBytes(app);

    app.post("/webhooks/stripe", { bodyLimit: MESSAGE_BYTES, schema: { hide: true } }, async (request, reply) => {
      const signature = request.headers["stripe-signature"];
      const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const read = await paying.provider.readEvent(body, typeof signature === "string" ? signature : "", paying.now());
      if (!read.ok) {
        metrics.messages.inc({ result: "refused" });
        request.log.warn({ issues: read.issues }, "a message of the payment provider was refused");
        return refuse(reply, 400);
      }
      if (read.value === undefined) {
        metrics.messages.inc({ result: "not-ours" });
        return reply.code(204).send();
      }
      const handled = await applyPaymentEvent(read.value, paying);
      tell({ handled, event: read.value }, request, metrics);
      return answer(handled, reply);
    });
  };

/** The signature is over the bytes as they came. */
const readBytes = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>("*", { parseAs: "buffer" }, async (_request: unknown, body: Buffer) => body);
};

const answer = ({ kind }: Handled, reply: FastifyReply): FastifyReply =>
  kind === "later" ? refuse(reply.header("retry-after", "60"), 503) : reply.code(204).send();

type Told = { readonly handled: Handled; readonly event: ProviderEvent };

/** Operators hear of what needs them: money that fits no document, once; and that the provider could not be asked. */
const tell = ({ handled, event }: Told, { log }: FastifyRequest, { messages, setAside }: WebhookMetrics): void => {
  messages.inc({ result: handled.kind });
  const about = { document: event.documentId, event: event.id };
  if (handled.kind === "later") {
    log.error({ ...about, issues: handled.issues }, "a message of the payment provider is to come again");
    return;
  }
  if (handled.kind !== "set-aside" || handled.repeated) return;
  setAside.inc({ reason: handled.reason });
  log.warn({ ...about, reason: handled.reason }, "a payment was set aside: somebody must look");
};
