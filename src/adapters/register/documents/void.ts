import type { Change } from "../../../app/register/register.ts";
import { invariant } from "../../../kernel/result.ts";
import { recordAudit } from "../audit.ts";
import { hasOpenPage, releaseAll } from "../payments/holds.ts";
import type { Session } from "../session.ts";
import { isCorrected } from "./corrections.ts";
import { lockDocuments } from "./states.ts";

/** False where it is paid, a customer may be about to pay it, or a credit stands against it (rule A19). */
export const voidDocument = async (session: Session, id: string, change: Change): Promise<boolean> => {
  const standing = (await lockDocuments(session, [id])).get(id);
  invariant(standing !== undefined, `the register knows the document ${id}`);
  if (standing.state === "void") return true;
  if (standing.payment === "paid" || standing.payment === "processing") return false;
  if ((await hasOpenPage(session, id, change.at)) || (await isCorrected(session, id))) return false;
  await releaseAll(session, id, change.at);
  await session.db.updateTable("document").set({ state: "void" }).where("id", "=", id).execute();
  await recordAudit(session, change, [{ action: "void", documentId: id }]);
  return true;
};
