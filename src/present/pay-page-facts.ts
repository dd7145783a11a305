import type { CalendarDate } from "../kernel/calendar.ts";
import type { Money } from "../kernel/money.ts";
import type { BillingRegion, Locale } from "../kernel/party.ts";
import type { OnlineMethod } from "../policy/issuer.ts";

/** What is known of an invoice when somebody opens its printed address. */
export type PayPageFacts = {
  readonly seller: string;
  /** Who takes the money: "Stripe". */
  readonly provider: string;
  readonly number: string;
  readonly due: Money;
  readonly dueDate?: CalendarDate;
  /** The document's own, and the country of its bill-to. */
  readonly locale: Locale;
  readonly country: string;
  readonly standing: PayPageStanding;
  /** Whom to ask about paying online, and about all else (rule A8). */
  readonly questions: string;
  readonly billingTeam: { readonly region: BillingRegion; readonly address: string };
  /** Relative to the page: where its form goes. */
  readonly payPath: string;
};

export type PayPageStanding =
  | {
      readonly kind: "open";
      readonly methods: readonly OnlineMethod[];
      /** Whether the invoice offers cards in print, and the limits do not any more (rule B5). */
      readonly cards: "as-printed" | "left-out";
      /** The wish to save is asked for before a page is open; with the page it is settled (rule B7). */
      readonly saving: "asked" | "settled";
      readonly notice?: "failed" | "unavailable";
    }
  /** The payer comes back from the provider, who has told us nothing yet. */
  | { readonly kind: "returned" }
  | { readonly kind: "processing" | "void" | "nothing-due" | "credited" | "no-method" }
  | { readonly kind: "replaced"; readonly by: { readonly number: string; readonly url?: string } }
  | { readonly kind: "paid"; readonly receipt?: PayPageReceipt };

export type PayPageReceipt = {
  readonly amount: Money;
  readonly date: CalendarDate;
  readonly method?: { readonly kind: "card" | "bank"; readonly brand: string; readonly last4: string };
};
