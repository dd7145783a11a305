import type { RegisteredDocument, Reservation, Reserved } from "../../../app/register/document.ts";
import type { Instant } from "../../../kernel/calendar.ts";
import { invariant } from "../../../kernel/result.ts";
import { linkKey, type Numbered } from "./columns.ts";
import { numberOf, type NextSerials } from "./series.ts";

/** What becomes of a list of reservations: the answers in their order, what is to be written, and how far the series went. */
export type Numbering = {
  readonly answers: readonly Reserved[];
  readonly added: readonly Numbered[];
  readonly next: NextSerials;
};

type Known = {
  readonly documents: readonly RegisteredDocument[];
  readonly next: NextSerials;
};

/** Decides about the reservations one after the other; each sees what those before it took. */
export const numberAll = (reservations: readonly Reservation[], known: Known, at: Instant): Numbering => {
  const book = openBook(known.documents);
  const next = new Map(known.next);
  const added: Numbered[] = [];
  const answers = reservations.map((reservation): Reserved => {
    const met = book.met(reservation);
    if (met !== undefined) return met;
    const numbered = numbering(reservation, next, at);
    const taken = book.taken(numbered.document);
    if (taken !== undefined) return taken;
    if (numbered.place !== undefined) next.set(numbered.place.series, numbered.place.serial + 1n);
    book.add(numbered.document);
    added.push(numbered);
    return { kind: "new", document: numbered.document };
  });
  return { answers, added, next };
};

const numbering = ({ document, number }: Reservation, next: NextSerials, at: Instant): Numbered => {
  invariant(number.kind !== "none" || document.kind === "usage-statement", "only a statement has no number (A9)");
  const registered = {
    ...document,
    state: "numbered",
    payment: document.amounts !== undefined && document.amounts.due.minor > 0n ? "open" : "none",
    files: [],
    numberedAt: at,
  } as const satisfies RegisteredDocument;
  switch (number.kind) {
    case "none":
      return { document: registered };
    case "given":
      return { document: { ...registered, number: number.number } };
    case "series": {
      const serial = next.get(number.series.key);
      invariant(serial !== undefined, "the series has been locked");
      return {
        document: { ...registered, number: numberOf(number.series, serial) },
        place: { series: number.series.key, serial },
      };
    }
  }
};

/** Who has which id, number and link. */
const openBook = (documents: readonly RegisteredDocument[]) => {
  const byId = new Map<string, RegisteredDocument>();
  const byNumber = new Map<string, RegisteredDocument>();
  const byLink = new Map<string, RegisteredDocument>();
  const add = (document: RegisteredDocument): void => {
    byId.set(document.id, document);
    if (document.number !== undefined) byNumber.set(document.number, document);
    for (const mark of linkMarks(document)) byLink.set(mark, document);
  };
  documents.forEach(add);
  return {
    add,
    /** The document of that id, if there is one: the same, or another by its content (rule A20). */
    met: ({ document }: Reservation): Reserved | undefined => {
      const other = byId.get(document.id);
      if (other === undefined) return undefined;
      return other.inputHash === document.inputHash
        ? { kind: "known", document: other }
        : { kind: "clash", what: "content", with: other };
    },
    /** The document that has its number or link already (rules J-ALL-1, B3). */
    taken: (document: RegisteredDocument): Reserved | undefined => {
      const sameNumber = document.number === undefined ? undefined : byNumber.get(document.number);
      if (sameNumber !== undefined) return { kind: "clash", what: "number", with: sameNumber };
      const sameLink = linkMarks(document).flatMap((mark) => byLink.get(mark) ?? [])[0];
      return sameLink && { kind: "clash", what: "link", with: sameLink };
    },
  };
};

const linkMarks = ({ link }: RegisteredDocument): readonly string[] => [
  ...(link === undefined ? [] : [`url ${linkKey(link.url)}`]),
  ...(link?.token === undefined ? [] : [`token ${link.token}`]),
];
