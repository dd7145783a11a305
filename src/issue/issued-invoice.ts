import type { CalendarDate } from "../kernel/calendar.ts";
import type { Money } from "../kernel/money.ts";
import type { Invoice } from "../compute/invoice.ts";
import type { LegalEntity, OnlineMethod, RemittanceAccount } from "../policy/issuer.ts";

/** What the shell knows of the world and gives as plain values. */
export type Facts =
  | {
      readonly kind: "numbered";
      readonly number: string;
      /** The payment page of this invoice alone (rule B3). */
      readonly link?: string;
      /** What the customer has paid by card in the month of issue, in the invoice's currency (rule B5). */
      readonly cardPaidThisMonth: Money;
    }
  /** A preview has no number, due date or link (rule F4); it holds charges up to the day before `today`. */
  | { readonly kind: "preview"; readonly today: CalendarDate };

/** The charge that the billing system will make to a saved method on the due date (rule B7). */
export type AnnouncedCharge = {
  readonly kind: "card" | "bank";
  readonly brand: string;
  readonly last4: string;
  readonly on: CalendarDate;
};

/** How to pay; an issued invoice without it leaves nothing to pay (rule B9). */
export type Paying = {
  readonly online?: { readonly link: string; readonly methods: readonly OnlineMethod[] };
  readonly announced?: AnnouncedCharge;
  /** Accounts of the entity in the invoice's currency (rules B2, F7). */
  readonly accounts: readonly RemittanceAccount[];
  /** What the payer quotes: the invoice number. */
  readonly reference: string;
};

/** An invoice with its number, dates and ways of paying; it never changes again (rule A20). */
export type IssuedInvoice = {
  readonly invoice: Invoice;
  /** The legal entity that sells, as the profile had it at issue (rule F7). */
  readonly seller: LegalEntity;
  readonly issueDate: CalendarDate;
  readonly state:
    | { readonly kind: "numbered"; readonly number: string; readonly dueDate?: CalendarDate; readonly paying?: Paying }
    /** Charges up to and including `upTo`, the day before the preview was made (rule F4). */
    | { readonly kind: "preview"; readonly upTo: CalendarDate };
  /** Payment terms in calendar days (rule B1). */
  readonly netDays: number;
};
