import type { PaymentProvider } from "../app/paying/provider.ts";
import { fail, succeed, type Issue, type Result } from "../kernel/result.ts";
import type { StripeSettings } from "./stripe/settings.ts";

/**
 * Stripe as the payment provider. Its client is loaded when it is wanted: a command that asks for nothing does not pay
 * for it. A key that cannot be one is an issue; whether Stripe takes it shows with the first request.
 */
export const openStripe = async (settings: StripeSettings): Promise<Result<PaymentProvider>> => {
  const issues = settingIssues(settings);
  if (issues.length > 0) return fail(...issues);
  const { createProvider } = await import("./stripe/provider.ts");
  return succeed(createProvider(settings));
};

/** No message repeats a secret. */
const settingIssues = ({ secretKey, webhookSecret }: StripeSettings): readonly Issue[] => [
  ...(/^(?:sk|rk)_[A-Za-z0-9_]+$/.test(secretKey)
    ? []
    : [wrong("the secret key of Stripe is none", "STRIPE_SECRET_KEY: sk_… or, with fewer rights, rk_…")]),
  ...(webhookSecret === undefined || /^whsec_[A-Za-z0-9+/=_]+$/.test(webhookSecret)
    ? []
    : [wrong("the signing secret of Stripe's webhook is none", "STRIPE_WEBHOOK_SECRET: whsec_…")]),
];

const wrong = (message: string, hint: string): Issue => ({ rule: null, at: "", message, hint });
