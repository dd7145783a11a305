import { Counter, type Registry } from "prom-client";

/** What operators watch of paying; labels are words of ours, nobody's data. */
export type PayMetrics = { readonly clicks: Counter<"result"> };
export type WebhookMetrics = { readonly messages: Counter<"result">; readonly setAside: Counter<"reason"> };

export const createPayMetrics = (registry: Registry): PayMetrics => ({
  clicks: new Counter({
    name: "billwright_pay_clicks_total",
    help: "Clicks on the button of a pay page, by what they led to",
    labelNames: ["result"],
    registers: [registry],
  }),
});

export const createWebhookMetrics = (registry: Registry): WebhookMetrics => ({
  messages: new Counter({
    name: "billwright_payment_messages_total",
    help: "Messages of the payment provider, by what became of them",
    labelNames: ["result"],
    registers: [registry],
  }),
  setAside: new Counter({
    name: "billwright_payments_set_aside_total",
    help: "Payments that fit no document as it stands: somebody must look",
    labelNames: ["reason"],
    registers: [registry],
  }),
});
