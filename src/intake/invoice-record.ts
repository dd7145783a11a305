import { z } from "zod";
import type { InvoiceItem } from "./invoice-item.ts";
import type { JsonRecord } from "./json.ts";
import type { OverlayEntry } from "./overlay.ts";
import type { RecordKey } from "./overlay-match.ts";
import type { Place } from "./traced.ts";
import { absentable, periodStart, readFields, vendorDecimal } from "./vendor-fields.ts";
import { vendorAddress, vendorCustomer } from "./vendor-party.ts";

const text = absentable(z.string());

/** BillingInvoice, as far as invoices are made of it. */
const head = z.object({
  id: z.string().min(1),
  number: text,
  dateInvoiced: periodStart,
  currencyIsoCode: z.string(),
  amount: absentable(vendorDecimal),
  paymentStatus: text,
  paymentTerms: text,
  paymentLink: text,
  customerPoNumber: text,
  billToCustomer: absentable(vendorCustomer),
  billToAddress: absentable(vendorAddress),
  shipToCustomer: absentable(vendorCustomer),
  shipToAddress: absentable(vendorAddress),
});

/** The answers of two calls in one record: the invoice, and its lines as a list or as the listing that the vendor sends. */
export const invoiceRecord = z.object({
  invoice: head,
  lines: z.union([z.array(z.unknown()), z.object({ entities: z.array(z.unknown()) })], {
    error: "is neither a list nor {entities: […]}",
  }),
});

export type InvoiceHead = z.output<typeof head>;

/** An invoice that has been read, with its overlay entry. */
export type MatchedInvoice = {
  readonly invoice: InvoiceHead;
  readonly items: readonly InvoiceItem[];
  readonly overlay: OverlayEntry;
  /** "/invoice". */
  readonly place: Place;
};

/** What finds the invoice's overlay entry; undefined where the record cannot be read, which the import then tells. */
export const invoiceKey = ({ value, locate }: JsonRecord): RecordKey | undefined => {
  const keyed = z.object({ invoice: head.pick({ id: true }) });
  const read = readFields(keyed, value, { locate, pointer: "" });
  return read.ok ? { kind: "invoice", invoiceId: read.value.invoice.id } : undefined;
};
