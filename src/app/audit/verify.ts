import { mapInOrder, type Stop } from "../in-order.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Double, Register } from "../register/register.ts";
import type { Verified } from "./verdict.ts";
import { verifyDocument, type Auditor } from "./verify-document.ts";

/** Documents in hand for each that is drawn: the next ones are read from the store meanwhile. */
const IN_HAND = 2;

/** One document after the other, in the order given; some are in hand at once, never more than so many. */
export async function* verifyDocuments(
  documents: AsyncIterable<RegisteredDocument>,
  auditor: Auditor,
  { workers, stop }: { readonly workers: number; readonly stop: Stop },
): AsyncGenerator<Verified> {
  const verify = (registered: RegisteredDocument): Promise<Verified> => verifyDocument(registered, auditor);
  yield* mapInOrder(documents, verify, { most: IN_HAND * workers, stop });
}

/** What only the register as a whole shows: numbers that are missing or there twice, links that are (rules B3, J-ALL-1). */
export type SeriesFindings = {
  readonly gaps: readonly { readonly series: string; readonly serial: number }[];
  readonly doubles: readonly Double[];
};

export const verifySeries = async ({ documents }: Register): Promise<SeriesFindings> => ({
  gaps: await documents.gaps(),
  doubles: await documents.doubles(),
});

export const areWhole = ({ gaps, doubles }: SeriesFindings): boolean => gaps.length + doubles.length === 0;
