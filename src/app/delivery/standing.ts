import type { Delivery } from "../register/delivery.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Register } from "../register/register.ts";

type Judged = Pick<RegisteredDocument, "state" | "payment" | "replacedBy">;

/**
 * Why a mail is not sent any more, by how its document stands now; undefined where it still holds. Nobody gets a document
 * that is void or has been replaced, a reminder of what is paid, or news of a failure that has been mended (rules A20, B6).
 */
export const overtakenBy = (
  { kind }: Pick<Delivery, "kind">,
  { state, payment, replacedBy }: Judged,
): string | undefined => {
  if (state === "void") return "the document is void";
  if (state === "numbered" || state === "rendered") return "the document is not issued";
  if (kind === "receipt") return undefined;
  if (replacedBy !== undefined) return `the document has been replaced by ${replacedBy}`;
  if (kind === "document") return undefined;
  if (payment === "paid" || payment === "processing") return "the invoice has been paid, or a payment is under way";
  if (kind === "reminder" && payment === "none") return "nothing of the document is to be paid";
  return undefined;
};

/** The same with what the document itself does not say: nobody is reminded of an invoice that a credit corrects (rule A19). */
export const overtakenNow = async (
  delivery: Pick<Delivery, "kind">,
  document: RegisteredDocument,
  { payments }: Pick<Register, "payments">,
): Promise<string | undefined> => {
  const reason = overtakenBy(delivery, document);
  if (reason !== undefined || delivery.kind !== "reminder") return reason;
  const closed = await payments.closedWhy(document.id);
  return closed === "credited" ? "the invoice has been credited, in whole or in part" : undefined;
};
