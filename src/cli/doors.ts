import type { Doors } from "../app/bill/open-run.ts";
import { openRegister } from "../adapters/register/open.ts";
import { openStore } from "../adapters/store.ts";
import { openStripe } from "../adapters/stripe.ts";
import type { StripeSettings } from "../adapters/stripe/settings.ts";
import { issuesOf, succeed, type Result } from "../kernel/result.ts";
import { EXIT } from "./exit.ts";
import { refuse } from "./tell.ts";

/** Where the register and the store are, as typed. */
export type DoorOptions = { readonly register?: string; readonly store?: string };

/** One folder holds both, unless something else is said: nothing has to be set up. */
const FOLDER = "billwright";

/** Options, else the environment, else a folder of its own in the current one. */
export const doorUrls = ({ register, store }: DoorOptions): { readonly register: string; readonly store: string } => ({
  register: register ?? process.env["DATABASE_URL"] ?? `${FOLDER}/register.sqlite`,
  store: store ?? process.env["BILLWRIGHT_STORE"] ?? `${FOLDER}/store`,
});

/** How long an answer of the payment provider is waited for, and how often it is asked; a person waits less than a batch. */
export type Patience = Pick<StripeSettings, "attempts" | "answerMs">;

/** Opens all that is configured, does the work, and closes it again, whatever comes of it. Gives the exit code. */
export const withDoors = async (
  options: DoorOptions,
  work: (doors: Doors) => Promise<number>,
  patience: Patience = {},
): Promise<number> => {
  const urls = doorUrls(options);
  const provider = await configuredProvider(patience);
  const store = provider.ok ? await openStore(urls.store) : provider;
  if (!provider.ok || !store.ok) return refuse(issuesOf(provider, store), EXIT.usage);
  try {
    const register = await openRegister(urls.register);
    try {
      return await work({ register, store: store.value, ...provider.value });
    } finally {
      await register.close();
    }
  } finally {
    await store.value.close();
  }
};

/** Who makes payment links, where there is a key for it (rule B3). */
const configuredProvider = async (patience: Patience): Promise<Result<Pick<Doors, "provider">>> => {
  const secretKey = process.env["STRIPE_SECRET_KEY"];
  if (secretKey === undefined) return succeed({});
  const webhookSecret = process.env["STRIPE_WEBHOOK_SECRET"];
  const stripe = await openStripe({ secretKey, ...patience, ...(webhookSecret !== undefined && { webhookSecret }) });
  return stripe.ok ? succeed({ provider: stripe.value }) : stripe;
};
