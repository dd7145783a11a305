import { openArchive } from "../ledger/archive.ts";
import type { ApiKey } from "../register/access.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Store } from "../store.ts";

/**
 * Whether a key may see a document: that of one of its accounts, and of its organisations only (rule F3). An invoice
 * over several organisations needs the permission of each of them (rule A16).
 */
export const isPermitted = async (
  { accounts, organisations }: Pick<ApiKey, "accounts" | "organisations">,
  document: RegisteredDocument,
  store: Store,
): Promise<boolean> => {
  if (accounts.length > 0 && !accounts.includes(document.accountId)) return false;
  if (organisations.length === 0) return true;
  const filed = await openArchive(store).fileOf(document);
  if (!filed.ok) return false;
  const billed = filed.value.document.customer.organisations.map(({ id }) => id);
  return billed.length > 0 && billed.every((id) => organisations.includes(id));
};
