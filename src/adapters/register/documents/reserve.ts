import type { Reservation, Reserved } from "../../../app/register/document.ts";
import type { Change } from "../../../app/register/register.ts";
import { recordAudit } from "../audit.ts";
import { insertAll } from "../batch.ts";
import type { Session } from "../session.ts";
import { columnsOf, DOCUMENT_COLUMNS, linkKey } from "./columns.ts";
import { lockCorrected, recordCorrections } from "./corrections.ts";
import { findMarked, type Marks } from "./find.ts";
import { numberAll } from "./numbering.ts";
import { advanceSeries, lockSeries, numberOf, type NextSerials } from "./series.ts";
import { recordToolsets } from "./toolsets.ts";

/** Numbers in the order of the reservations, all in one transaction: its end gives or takes back all of them. */
export const reserve = async (
  session: Session,
  reservations: readonly Reservation[],
  change: Change,
): Promise<readonly Reserved[]> => {
  if (reservations.length === 0) return [];
  const next = await lockSeries(session, reservations);
  await lockCorrected(session, reservations);
  const documents = await findMarked(session, marksOf(reservations, next));
  const numbering = numberAll(reservations, { documents, next }, change.at);
  const added = numbering.added.map(({ document }) => document);
  await advanceSeries(session, numbering.next);
  await recordToolsets(
    session,
    added.map(({ toolset }) => toolset),
  );
  await insertAll(session, { into: "document", columns: DOCUMENT_COLUMNS, rows: numbering.added.map(columnsOf) });
  await recordCorrections(
    session,
    reservations.filter((_, index) => numbering.answers[index]?.kind === "new"),
  );
  await recordAudit(
    session,
    change,
    added.map(({ id, number }) => ({
      action: "numbered",
      documentId: id,
      ...(number !== undefined && { details: { number } }),
    })),
  );
  return numbering.answers;
};

/** The numbers that the series would give count too: one of them may have come with the data of an earlier document. */
const marksOf = (reservations: readonly Reservation[], next: NextSerials): Marks => {
  const links = reservations.flatMap(({ document }) => document.link ?? []);
  const serials = new Map(next);
  const numbers = reservations.flatMap(({ number }) => {
    if (number.kind !== "series") return number.kind === "given" ? [number.number] : [];
    const serial = serials.get(number.series.key) ?? 1n;
    serials.set(number.series.key, serial + 1n);
    return [numberOf(number.series, serial)];
  });
  return {
    ids: reservations.map(({ document }) => document.id),
    numbers,
    links: links.map(({ url }) => linkKey(url)),
    tokens: links.flatMap(({ token }) => token ?? []),
  };
};
