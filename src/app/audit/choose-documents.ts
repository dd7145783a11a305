import { fail, issuesOf, succeed, type Issue, type Result } from "../../kernel/result.ts";
import { findDocument } from "../ledger/find-document.ts";
import type { DocumentFilter, RegisteredDocument } from "../register/document.ts";
import type { DocumentRegister, Register } from "../register/register.ts";
import type { World } from "../world.ts";

/** Which documents are looked at: some by name, or all that pass the filter, or so many of these by lot. */
export type Choice = {
  /** Ids or numbers. */
  readonly names: readonly string[];
  readonly filter: DocumentFilter;
  readonly sample?: Sample;
};

/** The same seed draws the same documents, so that a sample can be looked at again. */
export type Sample = { readonly size: number; readonly seed: string };

export type Chosen = {
  readonly documents: () => AsyncIterable<RegisteredDocument>;
  /** Where it is known beforehand. */
  readonly total?: number;
};

type Hands = { readonly register: Register; readonly digest: World["digest"] };

export const chooseDocuments = async (
  { names, filter, sample }: Choice,
  { register, digest }: Hands,
): Promise<Result<Chosen>> => {
  const { documents } = register;
  if (names.length > 0) return named(names, register);
  if (filter.run !== undefined && (await register.runs.summary(filter.run)) === undefined) {
    return fail(noSuchRun(filter.run));
  }
  if (sample === undefined) return succeed({ documents: () => documents.list(filter) });
  const ids = await drawLots(documents.list(filter), sample, digest);
  return succeed({ documents: () => foundAgain(ids, documents), total: ids.length });
};

const named = async (names: readonly string[], register: Register): Promise<Result<Chosen>> => {
  const found: Result<RegisteredDocument>[] = [];
  for (const name of names) found.push(await findDocument(name, register));
  const issues = issuesOf(...found);
  if (issues.length > 0) return fail(...issues);
  const ids = [...new Set(found.flatMap((one) => (one.ok ? [one.value.id] : [])))];
  return succeed({ documents: () => foundAgain(ids, register.documents), total: ids.length });
};

/** Documents that are asked for at once. */
const PAGE = 100;

async function* foundAgain(ids: readonly string[], documents: DocumentRegister): AsyncGenerator<RegisteredDocument> {
  for (let at = 0; at < ids.length; at += PAGE) {
    const page = ids.slice(at, at + PAGE);
    const found = await documents.find(page);
    for (const id of page) {
      const document = found.get(id);
      if (document !== undefined) yield document;
    }
  }
}

type Lot = { readonly id: string; readonly lot: string; readonly place: number };

/**
 * The issued documents with the lowest hash of seed and id: a fair draw, of which no more is held than twice the sample.
 * They come in the order of the register.
 */
const drawLots = async (
  documents: AsyncIterable<RegisteredDocument>,
  { size, seed }: Sample,
  digest: World["digest"],
): Promise<readonly string[]> => {
  const encoder = new TextEncoder();
  let lots: readonly Lot[] = [];
  let drawn: Lot[] = [];
  let place = 0;
  for await (const { id, issuedAt } of documents) {
    if (issuedAt === undefined) continue;
    place += 1;
    drawn.push({ id, lot: digest(encoder.encode(`${seed}\n${id}`)), place });
    if (drawn.length < size) continue;
    lots = lowest([...lots, ...drawn], size);
    drawn = [];
  }
  return lowest([...lots, ...drawn], size)
    .toSorted((a, b) => a.place - b.place)
    .map(({ id }) => id);
};

const lowest = (lots: readonly Lot[], size: number): readonly Lot[] =>
  lots.toSorted((a, b) => Number(a.lot > b.lot) - Number(a.lot < b.lot)).slice(0, size);

const noSuchRun = (run: string): Issue => ({
  rule: null,
  at: "--run",
  message: `the register has no run "${run}"`,
  hint: "leave --run out, and all its documents are looked at",
});
