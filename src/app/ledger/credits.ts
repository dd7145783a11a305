import type { Invoice } from "../../compute/invoice.ts";
import type { RatedDocument } from "../../intake/rated-document.ts";
import { fail, succeed, type Result } from "../../kernel/result.ts";
import { toInvoice } from "../../pipeline.ts";
import type { Issuer } from "../../policy/issuer.ts";
import type { DocumentRegister } from "../register/register.ts";
import type { RegisteredDocument } from "../register/document.ts";
import { isRated, type Archive } from "./archive.ts";
import { nameOf } from "./find-document.ts";

/** A document of the register with what it comes to, by the profile that it was issued with. */
export type Reckoned = {
  readonly registered: RegisteredDocument;
  readonly document: RatedDocument;
  readonly invoice: Invoice;
  readonly issuer: Issuer;
};

export const reckon = async (registered: RegisteredDocument, archive: Archive): Promise<Result<Reckoned>> => {
  const filed = await archive.fileOf(registered);
  if (!filed.ok) return filed;
  if (!isRated(filed.value)) return fail(withoutMoney(registered));
  const { document, issuer } = filed.value;
  const invoice = toInvoice(document, issuer);
  return invoice.ok ? succeed({ registered, document, issuer, invoice: invoice.value }) : invoice;
};

/**
 * The documents that correct an invoice, void ones left out, in the order of their numbering: those that were made from
 * it, and those that were billed and name its number (rule A19).
 */
export const creditsOf = async (
  { id, number, accountId, issueDate }: RegisteredDocument,
  { documents, archive }: { readonly documents: DocumentRegister; readonly archive: Archive },
): Promise<Result<readonly Reckoned[]>> => {
  const credits: Reckoned[] = [];
  for await (const other of documents.list({ accountId, kinds: ["invoice", "credit-note"], issuedFrom: issueDate })) {
    if (other.id === id || other.state === "void") continue;
    const reckoned = await reckon(other, archive);
    if (!reckoned.ok) return reckoned;
    const { lines } = reckoned.value.document;
    const names = number !== undefined && lines.some(({ corrects }) => corrects?.number === number);
    if (other.corrects === id || names) credits.push(reckoned.value);
  }
  return succeed(credits);
};

const withoutMoney = (registered: RegisteredDocument) =>
  ({
    rule: "A9",
    at: "",
    message: `${nameOf(registered)} is a usage statement: it has no amounts, so there is nothing to credit`,
    hint: "reissue it, or make it void",
  }) as const;
