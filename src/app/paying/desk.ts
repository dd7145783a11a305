import type { Instant } from "../../kernel/calendar.ts";
import type { Issuer } from "../../policy/issuer.ts";
import type { Register } from "../register/register.ts";
import type { PaymentProvider } from "./provider.ts";

/** What payments are worked on with. */
export type PaymentDesk = {
  readonly register: Register;
  readonly provider: PaymentProvider;
  /** As it is now: limits and methods may have changed since an invoice was issued (rule B5). */
  readonly issuer: Issuer;
  /** New secrets, at least 128 bits each. */
  readonly tokens: () => string;
  readonly now: () => Instant;
};
