import type { NewDelivery } from "../../../app/register/delivery.ts";
import type { Change } from "../../../app/register/register.ts";
import { invariant } from "../../../kernel/result.ts";
import { recordAudit } from "../audit.ts";
import { among } from "../batch.ts";
import { queueDeliveries } from "../deliveries.ts";
import type { Session } from "../session.ts";
import { lockDocuments } from "./states.ts";

type Issued = { readonly id: string; readonly deliveries: readonly NewDelivery[] };

/** From here on nothing of the documents changes (rule A20). One that was made void meanwhile stays so, and is not sent. */
export const recordIssued = async (session: Session, issued: readonly Issued[], change: Change): Promise<void> => {
  if (issued.length === 0) return;
  const standings = await lockDocuments(
    session,
    issued.map(({ id }) => id),
  );
  const stateOf = ({ id }: Issued) => standings.get(id)?.state;
  invariant(
    !issued.some((one) => stateOf(one) === "numbered"),
    "the bytes are in the store before a document is issued",
  );
  const fresh = [...new Set(issued.filter((one) => stateOf(one) === "rendered").map(({ id }) => id))];
  await session.db
    .updateTable("document")
    .set({ state: "issued", issued_at: change.at })
    .where(among(session.engine, "id", fresh))
    .execute();
  await queueDeliveries(
    session,
    issued.filter((one) => stateOf(one) !== "void").flatMap(({ deliveries }) => deliveries),
    change.at,
  );
  await recordAudit(
    session,
    change,
    fresh.map((id) => ({ action: "issued", documentId: id })),
  );
};
