import { succeed, type Issue, type Result } from "../../kernel/result.ts";
import type { AuditEntry, Delivery } from "../register/delivery.ts";
import type { PaymentLink, RegisteredDocument } from "../register/document.ts";
import type { PaymentAttempt } from "../register/payment.ts";
import { openArchive } from "./archive.ts";
import { creditsOf, reckon } from "./credits.ts";
import type { Desk } from "./desk.ts";
import { findDocument } from "./find-document.ts";
import { leftOf, type LeftRow } from "./left.ts";

/** All that register and store know of one document. */
export type Shown = {
  readonly document: RegisteredDocument;
  /** What it replaces and corrects, and what does so to it; each as people call it. */
  readonly related: { readonly replaces?: string; readonly replacedBy?: string; readonly corrects?: string };
  readonly corrections: readonly RegisteredDocument[];
  /** Its lines, fees and discounts, with what is left to credit; none of a usage statement. */
  readonly rows: readonly LeftRow[];
  readonly attempts: readonly PaymentAttempt[];
  readonly deliveries: readonly Delivery[];
  readonly audit: readonly AuditEntry[];
  /** Why rows or corrections are not shown: the store does not have them. */
  readonly warnings: readonly Issue[];
};

/** Everything about one document, for whoever is asked about it. */
export const showDocument = async (typed: string, { doors }: Pick<Desk, "doors">): Promise<Result<Shown>> => {
  const { register } = doors;
  const found = await findDocument(typed, register);
  if (!found.ok) return found;
  const document = found.value;
  const { id } = document;
  return succeed({
    document,
    related: await relatedOf(document, doors),
    attempts: await register.payments.attempts([id]),
    deliveries: await register.deliveries.of(id),
    audit: await register.audit.entries(id),
    ...(await contentsOf(document, doors)),
  });
};

/** The secret part of a permanent address is for the customer only (rule B10). */
export const shownLink = ({ url, token }: PaymentLink): string =>
  token === undefined ? url : url.replaceAll(token, "…");

const relatedOf = async (
  { replaces, replacedBy, corrects }: RegisteredDocument,
  { register }: Desk["doors"],
): Promise<Shown["related"]> => {
  const ids = [replaces, replacedBy, corrects].filter((one) => one !== undefined);
  const known = await register.documents.find(ids);
  const called = (id: string): string => {
    const number = known.get(id)?.number;
    return number === undefined ? id : `${number} (id ${id})`;
  };
  return {
    ...(replaces !== undefined && { replaces: called(replaces) }),
    ...(replacedBy !== undefined && { replacedBy: called(replacedBy) }),
    ...(corrects !== undefined && { corrects: called(corrects) }),
  };
};

type Contents = Pick<Shown, "rows" | "corrections" | "warnings">;

const contentsOf = async (document: RegisteredDocument, { register, store }: Desk["doors"]): Promise<Contents> => {
  const { number } = document;
  if (number === undefined) return { rows: [], corrections: [], warnings: [] };
  const archive = openArchive(store);
  const reckoned = await reckon(document, archive);
  if (!reckoned.ok) return { rows: [], corrections: [], warnings: reckoned.issues };
  const credits = await creditsOf(document, { documents: register.documents, archive });
  if (!credits.ok) return { rows: [], corrections: [], warnings: credits.issues };
  const invoices = credits.value.map(({ invoice }) => invoice);
  return {
    rows: leftOf(reckoned.value.invoice, number, invoices).rows,
    corrections: credits.value.map(({ registered }) => registered),
    warnings: [],
  };
};
