import type { CalendarDate } from "../../kernel/calendar.ts";
import { isPermitted } from "../access/permitted.ts";
import type { DocumentFilter, RegisteredDocument } from "../register/document.ts";
import type { Looker, SupportDesk } from "./desk.ts";

/** What is typed into the search: an id, a number or an account, each as a whole. */
export type Search = {
  readonly text?: string;
  readonly from?: CalendarDate;
  readonly to?: CalendarDate;
  readonly payments?: DocumentFilter["payments"];
  readonly limit: number;
};

/** The newest first. `more`: there are others, which a narrower search would show. */
export type Found = { readonly documents: readonly RegisteredDocument[]; readonly more: boolean };

/** Documents that are looked through for one answer, where a key sees few of them. */
const LOOKED_THROUGH = 5_000;

export const findDocuments = async (search: Search, desk: SupportDesk, looker: Looker): Promise<Found> => {
  const { text } = search;
  const named = text === undefined ? undefined : await findPermitted(text, desk, looker);
  return named === undefined ? listDocuments(search, desk, looker) : { documents: [named], more: false };
};

/** The document of that id or number; undefined where this key may not see it, or there is none. */
export const findPermitted = async (
  typed: string,
  { register, store }: SupportDesk,
  looker: Looker,
): Promise<RegisteredDocument | undefined> => {
  const { documents } = register;
  const byId = (await documents.find([typed])).get(typed);
  if (byId !== undefined && (await isPermitted(looker, byId, store))) return byId;
  const byNumber = await documents.findByNumber(typed);
  return byNumber !== undefined && (await isPermitted(looker, byNumber, store)) ? byNumber : undefined;
};

const listDocuments = async (search: Search, { register, store }: SupportDesk, looker: Looker): Promise<Found> => {
  const { text, from, to, payments, limit } = search;
  const filter: DocumentFilter = {
    order: "newest-first",
    ...(text !== undefined && { accountId: text }),
    ...(from !== undefined && { issuedFrom: from }),
    ...(to !== undefined && { issuedTo: to }),
    ...(payments !== undefined && { payments }),
  };
  const documents: RegisteredDocument[] = [];
  let count = 0;
  for await (const document of register.documents.list(filter)) {
    if (count === LOOKED_THROUGH || documents.length === limit) return { documents, more: true };
    count += 1;
    if (await isPermitted(looker, document, store)) documents.push(document);
  }
  return { documents, more: false };
};
