import type { PaymentDesk } from "../app/paying/desk.ts";
import type { ServerDesk } from "./desk.ts";

/** What payments are worked on with; undefined where no provider is set up. */
export const paymentDeskOf = ({ register, provider, issuer, tokens, clock }: ServerDesk): PaymentDesk | undefined =>
  provider && { register, provider, issuer, tokens, now: clock.now };
